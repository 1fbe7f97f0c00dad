/** `sluice export`: everything as lines of JSON, to a file or to standard output. */
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { writeExport, type ExportCounts } from '#lib/server/export/write-export.ts';
import type { Call } from './sluice.ts';
import { UserError } from './user-error.ts';

export async function exportAll({ words, options, config, open }: Call): Promise<void> {
	if (words.length) throw new UserError(`"${words.join(' ')}" is not understood: sluice export [--out FILE]`);
	const db = await open();
	const counts: ExportCounts = {};
	const bytes = Readable.from(writeExport(db.pool, config, counts), { objectMode: true });
	if (options.out === undefined) {
		await pipeline(bytes, process.stdout, { end: false });
		return;
	}
	const file = String(options.out);
	// A file of this name is a whole export, never a part of one.
	const part = `${file}.part`;
	try {
		const out = createWriteStream(part);
		await (file.endsWith('.gz') ? pipeline(bytes, createGzip(), out) : pipeline(bytes, out));
		await rename(part, file);
	} catch (error) {
		await rm(part, { force: true });
		const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
		if (code === null) throw error;
		throw new UserError(`${file} cannot be written (${code}): name another place with --out.`);
	}
	const { size } = await stat(file);
	if (options.json) console.log(JSON.stringify({ file, bytes: size, counts }));
	else {
		const list = Object.entries(counts).filter(([, n]) => n > 0);
		console.log(`${file}: ${size.toLocaleString('en')} bytes`);
		for (const [kind, n] of list) console.log(`  ${kind.padEnd(16)}${n.toLocaleString('en').padStart(12)}`);
	}
}
