import { join } from 'node:path';
import { chooseMapping } from '../ingest/choose-mapping.ts';
import { fileSource, type ByteSource } from '../ingest/read-bytes.ts';
import { readHead } from '../ingest/read-head.ts';
import type { AddressRules } from './check-address.ts';
import { FeedProblem } from './feed-problem.ts';
import type { FeedDraft } from './feeds.ts';
import { openAddress } from './open-address.ts';
import { dataFiles } from './read-folder.ts';

export interface TriedFeed {
	file: string;
	/** The preset that it is read by; null with a mapping of one's own, and for rows that are events. */
	preset: string | null;
	kind: 'events' | 'costs';
	header: string[];
	/** The cells of its first rows. */
	rows: string[][];
}

/** Bytes that a trial fetches at most, and rows that it shows. */
const ENOUGH = 1024 ** 2;
const ROWS = 5;

/**
 * Reads the beginning of what a feed would load: of a folder, of its newest file. Throws a FeedProblem or a
 * FileProblem that says what would be wrong.
 */
export async function tryFeed(draft: FeedDraft, rules: AddressRules): Promise<TriedFeed> {
	const source =
		draft.kind === 'folder' ? await newestFile(draft.place) : await beginning(draft.place, rules);
	const { preset, kind } = await chooseMapping(source, { mapping: draft.mapping, preset: draft.preset });
	const { header, rows } = await readHead(source, draft.mapping?.format, { rows: ROWS });
	const cells = ({ cells: written, value }: (typeof rows)[number]) =>
		written ?? header.map((key) => text((value as Record<string, unknown> | null)?.[key]));
	return { file: source.name, preset, kind, header, rows: rows.map(cells) };
}

const text = (value: unknown) =>
	value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

async function newestFile(folder: string): Promise<ByteSource> {
	const newest = (await dataFiles(folder)).at(-1);
	if (!newest)
		throw new FeedProblem(
			`The folder ${folder} holds no file of rows yet: .csv, .tsv, .txt, .json, .ndjson, .jsonl or .xlsx, each also .gz.`
		);
	return { ...(await fileSource(join(folder, newest.name))), name: newest.name };
}

async function beginning(address: string, rules: AddressRules): Promise<ByteSource> {
	const stopped = new AbortController();
	const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(30_000)]);
	try {
		const file = await openAddress(address, {}, rules, signal);
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of file!.body) {
			chunks.push(chunk);
			size += chunk.length;
			if (size >= ENOUGH) break;
		}
		if (size === 0) throw new FeedProblem('The address gives an empty file.');
		return { name: file!.name, size, open: () => each(chunks) };
	} finally {
		stopped.abort();
	}
}

async function* each(chunks: Buffer[]): AsyncGenerator<Buffer> {
	yield* chunks;
}
