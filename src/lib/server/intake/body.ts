/** The body of a request as a stream of bytes, within limits, that can be hashed while it is read. */
import { createHash } from 'node:crypto';
import { streamSource, unzipped, type ByteSource } from '../ingest/read-bytes.ts';

/** Bytes as sent, and unzipped. */
export const bodyLimits = { sent: 50_000_000, unzipped: 500_000_000 };

/** A body that is not taken. The message is one sentence for the sender. */
export class BodyProblem extends Error {
	override name = 'BodyProblem';
	readonly status: 400 | 413 | 415;
	constructor(status: 400 | 413 | 415, message: string, options?: ErrorOptions) {
		super(message, options);
		this.status = status;
	}
}

export interface Body {
	/** Unzipped; can be read once. */
	source: ByteSource;
	/**
	 * Reads what is left, so that the answer reaches a sender who still sends, and gives the SHA-256 of all as sent; null
	 * if it broke off, or is far too long.
	 */
	finish(): Promise<string | null>;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('en')} MB`;

/** Opens the body of a request. Throws a BodyProblem for what its headers say already. */
export function openBody(request: Pick<Request, 'headers' | 'body'>, limits = bodyLimits): Body {
	const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
	if (!['gzip', 'x-gzip', 'identity', ''].includes(encoding))
		throw new BodyProblem(415, `The Content-Encoding "${encoding}" is not known: send gzip, or none.`);
	const tooMuch = new BodyProblem(
		413,
		`The body is larger than ${megabytes(limits.sent)}: send it in several requests, or gzip it.`
	);
	if (Number(request.headers.get('content-length')) > limits.sent) throw tooMuch;

	const hash = createHash('sha256');
	const reader = request.body?.getReader();
	let sent = 0;
	let ended = false;
	let whole = !reader;
	const next = async (): Promise<Uint8Array | null> => {
		if (ended || !reader) return null;
		ended = true;
		const chunk = await reader.read().catch((cause: unknown) => {
			throw new BodyProblem(400, 'The body broke off before its end: send it again.', { cause });
		});
		whole = chunk.done;
		if (chunk.done) return null;
		ended = false;
		const bytes = chunk.value;
		sent += bytes.length;
		hash.update(bytes);
		return bytes;
	};
	async function* raw(): AsyncGenerator<Buffer> {
		for (let bytes = await next(); bytes; bytes = await next()) {
			if (sent > limits.sent) throw tooMuch;
			yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		}
	}
	return {
		source: streamSource('The body', plain(unzipped(raw()), limits.unzipped)),
		finish: async () => {
			while (sent <= 2 * limits.sent && (await next().catch(() => null)));
			return whole ? hash.digest('hex') : null;
		}
	};
}

/** Refuses what unzips to too much, and what would have to be unzipped again. */
async function* plain(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
	let size = 0;
	for await (const chunk of chunks) {
		if (size === 0 && chunk[0] === 0x1f && chunk[1] === 0x8b)
			throw new BodyProblem(415, 'The body is gzip within gzip: zip it once.');
		if (size === 0 && chunk[0] === 0x50 && chunk[1] === 0x4b)
			throw new BodyProblem(415, 'The body is a zip file or a workbook: send JSON, NDJSON or CSV.');
		size += chunk.length;
		if (size > most)
			throw new BodyProblem(
				413,
				`The body unzips to more than ${megabytes(most)}: send it in several requests.`
			);
		yield chunk;
	}
}
