/** Cuts an export into its lines, and checks that none is missing and none was changed. */
import { createHash } from 'node:crypto';
import { FileProblem } from '../ingest/file-problem.ts';
import { CutShort, unzipped, type ByteSource } from '../ingest/read-bytes.ts';
import { exportEnd, kindOf } from './format.ts';

export interface LineBlock {
	kind: string;
	/** Number of the first line, counted from 1. */
	first: number;
	/** With their line breaks. */
	lines: Buffer[];
	/** Bytes of the file, as stored, that were read so far. */
	bytes: number;
}

const blockLines = 20_000;
const blockBytes = 4_000_000;
/** No line of an export is near as long. */
const longestLine = 256_000_000;

/**
 * The lines before the end line, in blocks of one kind. Throws a FileProblem, which names the line, after the last whole
 * line if the export is not whole.
 */
export async function* exportLines(source: ByteSource): AsyncGenerator<LineBlock> {
	const { name } = source;
	const hash = createHash('sha256');
	let block: LineBlock | null = null;
	let size = 0;
	let number = 0;
	let end: Buffer | null = null;
	const progress = { bytes: 0 };
	const full: LineBlock[] = [];

	const take = (line: Buffer) => {
		if (end) throw damaged(name, number + 2, 'stands after the end of the export');
		const kind = kindOf(line);
		if (kind === null) throw damaged(name, number + 1, 'is not a line of an export');
		if (kind === 'end') {
			end = line;
			return;
		}
		number++;
		hash.update(line);
		if (block && (block.kind !== kind || block.lines.length >= blockLines || size >= blockBytes)) {
			full.push(block);
			block = null;
		}
		if (!block) {
			block = { kind, first: number, lines: [], bytes: 0 };
			size = 0;
		}
		block.lines.push(line);
		size += line.length;
	};

	let rest: Buffer[] = [];
	let restSize = 0;
	try {
		for await (const chunk of unzipped(counted(source.open() ?? [], progress))) {
			let start = 0;
			for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
				const piece = chunk.subarray(start, end + 1);
				take(rest.length ? Buffer.concat([...rest, piece]) : piece);
				rest = [];
				restSize = 0;
				start = end + 1;
			}
			if (start < chunk.length) {
				rest.push(chunk.subarray(start));
				restSize += chunk.length - start;
				if (restSize > longestLine) throw damaged(name, number + 1, 'does not end');
			}
			while (full.length) yield { ...full.shift()!, bytes: progress.bytes };
		}
	} catch (error) {
		if (!(error instanceof CutShort)) throw error;
		throw cutOff(name, number);
	}
	const last = Buffer.concat(rest);
	if (end && last.length) throw damaged(name, number + 2, 'stands after the end of the export');
	if (kindOf(last) === 'end' && readJson(last) !== undefined) take(last);
	if (block) yield { ...(block as LineBlock), bytes: progress.bytes };
	if (!end) throw cutOff(name, number);
	checkEnd(name, end, number, hash.digest('hex'));
}

async function* counted(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	progress: { bytes: number }
): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) {
		progress.bytes += chunk.length;
		yield chunk;
	}
}

function checkEnd(name: string, line: Buffer, lines: number, sha256: string): void {
	const end = exportEnd.safeParse(readJson(line));
	if (!end.success) throw damaged(name, lines + 1, 'is not the end line of an export');
	if (end.data.lines !== lines)
		throw new FileProblem(
			`${name} has ${lines} lines before its end line, which counts ${end.data.lines}: lines are missing or were added. Nothing was loaded; get the export again.`
		);
	if (end.data.sha256 !== sha256)
		throw new FileProblem(
			`${name} was damaged or changed since it was written (its checksum differs). Nothing was loaded; get the export again.`
		);
}

/** What a line says; undefined if it is no JSON. */
export function readJson(line: Buffer): unknown {
	try {
		return JSON.parse(line.toString()) as unknown;
	} catch {
		return undefined;
	}
}

export const damaged = (name: string, line: number, what: string) =>
	new FileProblem(`${name}, line ${line}: it ${what}. Nothing was loaded; get the export again.`);

const cutOff = (name: string, lines: number) =>
	new FileProblem(
		`${name} was cut off after line ${lines}: its end line is missing. Nothing was loaded; get the export again.`
	);
