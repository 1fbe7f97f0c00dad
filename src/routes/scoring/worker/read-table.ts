import { decodeHits, type HitsHead } from '#lib/scoring/hit-codec.ts';
import type { StructureHits } from '#lib/scoring/structure.ts';

/** The server did not give the table. */
export class NoTable extends Error {
	override name = 'NoTable';
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/**
 * Reads the table of hits. Throws a {@link NoTable} with what the server says, or a HitsFault for bytes that cannot be
 * read.
 */
export async function readTable(
	url: string,
	progress: (read: number, size: number | null) => void
): Promise<StructureHits & { head: HitsHead }> {
	const response = await fetch(url, { headers: { accept: 'application/octet-stream, application/json' } });
	if (!response.ok) throw new NoTable(response.status, await wordsOf(response));
	const size = Number(response.headers.get('x-unpacked-length')) || null;
	const chunks: Uint8Array[] = [];
	let read = 0;
	const reader = response.body!.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		chunks.push(part.value);
		read += part.value.length;
		progress(read, size);
	}
	const bytes = new Uint8Array(read);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return decodeHits(bytes);
}

async function wordsOf(response: Response): Promise<string> {
	const body = (await response.json().catch(() => null)) as { message?: string } | null;
	return body?.message ?? `${response.status} ${response.statusText}`.trim();
}
