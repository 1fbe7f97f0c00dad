/** The bytes of a file, unzipped where they are gzip, whatever its name is. */
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { FileProblem } from './file-problem.ts';

export interface ByteSource {
	/** How messages call it. */
	name: string;
	/** Starts from the beginning; null if it can be read only once and has been. */
	open(): AsyncIterable<Buffer> | null;
	/** Size as stored, in bytes, if known. */
	size: number | null;
	/** Where it lies, if it is a file. */
	path?: string;
}

const chunkSize = 64 * 1024;

/** A file. Throws a FileProblem if there is none that can be read. */
export async function fileSource(path: string): Promise<ByteSource> {
	let stats: Stats;
	try {
		stats = await stat(path);
	} catch (error) {
		throw fileProblem(path, error);
	}
	if (stats.isDirectory()) throw new FileProblem(`${path} is a folder: name the file in it to load.`);
	// A pipe gives its bytes once.
	if (!stats.isFile()) return streamSource(path, fileChunks(path));
	return { name: path, size: stats.size, path, open: () => fileChunks(path) };
}

/** What arrives only once, such as the body of a request. */
export function streamSource(name: string, chunks: AsyncIterable<Uint8Array>): ByteSource {
	let opened = false;
	return {
		name,
		size: null,
		open: () => {
			if (opened) return null;
			opened = true;
			return buffers(chunks);
		}
	};
}

async function* buffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function* fileChunks(path: string): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) yield chunk as Buffer;
	} catch (error) {
		throw fileProblem(path, error);
	}
}

const codes: Record<string, string> = {
	ENOENT: 'does not exist: check the path',
	ENOTDIR: 'does not exist: check the path',
	EACCES: 'may not be read: give this user the right to read it',
	EPERM: 'may not be read: give this user the right to read it',
	EISDIR: 'is a folder: name the file in it to load'
};

function fileProblem(path: string, error: unknown): FileProblem {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return new FileProblem(`${path} ${codes[code] ?? `cannot be read (${code || String(error)})`}.`, {
		cause: error
	});
}

/** Chunks with the first one at least `least` bytes long, if there are as many. */
export async function* withLongHead(chunks: AsyncIterable<Buffer>, least: number): AsyncGenerator<Buffer> {
	let head: Buffer[] | null = [];
	let length = 0;
	try {
		for await (const chunk of chunks) {
			if (!head) {
				yield chunk;
				continue;
			}
			head.push(chunk);
			length += chunk.length;
			if (length < least) continue;
			yield Buffer.concat(head);
			head = null;
		}
	} catch (error) {
		if (head && length > 0) yield Buffer.concat(head);
		throw error;
	}
	if (head && length > 0) yield Buffer.concat(head);
}

/** The first chunk, at least `least` bytes long if there are as many, and all chunks with it. */
export async function peeked(
	chunks: AsyncIterable<Buffer>,
	least: number
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
	const rest = withLongHead(chunks, least);
	const { value = Buffer.alloc(0) } = (await rest.next()) as { value?: Buffer };
	async function* all() {
		try {
			yield value;
			yield* rest;
		} finally {
			await rest.return(undefined);
		}
	}
	return { head: value, all: all() };
}

/** A gzip file that stops short or is damaged; everything before that place has been given out. */
export class CutShort extends Error {}

export const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;

/** Unzips what begins like gzip and passes on everything else. Throws CutShort after the last readable byte. */
export async function* unzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let unzip: Unzip | null = null;
	let first = true;
	for await (const chunk of withLongHead(chunks, 2)) {
		if (first && isGzip(chunk)) unzip = startUnzip();
		first = false;
		if (unzip) yield* await unzip(chunk);
		else yield chunk;
	}
	if (unzip) yield* await unzip(null);
}

/** Gives what a chunk unzips to; null says that there are no more. */
type Unzip = (chunk: Buffer | null) => Promise<Iterable<Buffer>>;

/** A stream that fails drops what it still holds, so its output is taken the moment it appears. */
function startUnzip(): Unzip {
	const gunzip = createGunzip({ chunkSize });
	let out: Buffer[] = [];
	let failure: Error | null = null;
	let done = () => {};
	gunzip.on('data', (chunk: Buffer) => out.push(chunk));
	gunzip.on('end', () => done());
	gunzip.on('error', (error) => {
		failure = error;
		done();
	});
	const take = function* () {
		const taken = out;
		out = [];
		yield* taken;
		if (failure) throw new CutShort(failure.message, { cause: failure });
	};
	return async (chunk) => {
		await new Promise<void>((resolve) => {
			done = resolve;
			if (chunk) gunzip.write(chunk, () => resolve());
			else gunzip.end();
		});
		return take();
	};
}
