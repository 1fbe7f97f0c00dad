/** A process that loads a file of deals in small chunks, and says when one is in: arguments are database and file. */
import { readFileSync } from 'node:fs';
import { openPool } from '#lib/server/db/connect.ts';
import { deals } from './deals.ts';
import { loadText } from './load.ts';

const [url, file] = process.argv.slice(2);
const db = openPool({ connectionString: url! }, async () => {});
const progress = () => console.log('chunk');
await loadText(db.pool, readFileSync(file!, 'utf8'), { mapping: deals, chunkEvents: 40, progress });
await db.close();
