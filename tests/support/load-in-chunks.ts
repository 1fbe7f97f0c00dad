/**
 * A process that loads a file of deals in small chunks, says when one is in, and waits to be killed: arguments are
 * database and file.
 */
import { readFileSync } from 'node:fs';
import { openPool } from '#lib/server/db/connect.ts';
import { deals } from './deals.ts';
import { loadText } from './load.ts';

const [url, file] = process.argv.slice(2);
const db = openPool({ connectionString: url! }, async () => {});
const progress = () => console.log('chunk');
await loadText(db.pool, readFileSync(file!, 'utf8'), { mapping: deals, chunkEvents: 40, progress });
setInterval(() => {}, 1_000_000);
