/** The text of a file in blocks, with what is wrong about it said in words. */
import { isAscii, isUtf8 } from 'node:buffer';
import { shown } from '#lib/events/reasons.ts';
import { FileProblem } from './file-problem.ts';
import { binaryKind, markedEncoding, wholeCharacters } from './foreign-text.ts';
import { guessEncoding } from './guess-encoding.ts';
import { withLongHead } from './read-bytes.ts';

export interface TextBlock {
	text: string;
	/** Some bytes were not UTF-8: they stand as U+FFFD. */
	damaged: boolean;
	/** What was decoded as, by the name of a TextDecoder. */
	encoding: string;
}

const headSize = 64 * 1024;

/**
 * Decodes chunks. `encoding` is the mapping's; with `auto` it is told by a byte order mark, by the zeros of UTF-16,
 * or at the first bytes that are not UTF-8 by the letters of the whole file, which `again` reads from its beginning
 * (null: it can be read only once). Throws a FileProblem.
 */
export async function* readText(
	chunks: AsyncIterable<Buffer>,
	name: string,
	encoding: string,
	again: () => AsyncIterable<Buffer> | null
): AsyncGenerator<TextBlock> {
	let decode: Decoder | null = null;
	/** Whether nothing but ASCII was seen, which is the same in every encoding but UTF-16. */
	let open = encoding === 'auto';
	/** The beginning of a character, perhaps. */
	let rest: Buffer = Buffer.alloc(0);
	const decide = async (bytes: Buffer, isHead: boolean): Promise<Decoder> => {
		open = false;
		const whole = bytes.subarray(0, wholeCharacters(bytes));
		if (isUtf8(whole) && whole.length > 0) return decode!;
		const guess = guessEncoding(await foreignLines(again() ?? [bytes]));
		if (guess === null && isHead && isForeign(bytes)) throw new FileProblem(askForEncoding(name, bytes));
		return guess === null || guess === 'utf-8' ? decode! : otherDecoder(guess);
	};

	for await (const chunk of withLongHead(chunks, headSize)) {
		let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const isHead = decode === null;
		if (decode === null) {
			const marked = encoding === 'auto' ? markedEncoding(bytes) : new TextDecoder(encoding).encoding;
			const kind = marked?.startsWith('utf-16') ? null : binaryKind(bytes);
			if (kind) throw new FileProblem(`${name} ${kind}.`);
			open &&= marked === null;
			decode = marked === null || marked === 'utf-8' ? utf8Decoder() : otherDecoder(marked);
		}
		if (open) {
			const end = wholeCharacters(bytes);
			if (isAscii(bytes.subarray(0, end))) {
				rest = Buffer.from(bytes.subarray(end));
				bytes = bytes.subarray(0, end);
			} else decode = await decide(bytes, isHead);
		}
		yield decode(bytes);
	}
	if (!decode) return;
	if (rest.length > 0 && open) {
		decode = await decide(rest, false);
		yield decode(rest);
	}
	yield decode(null);
}

type Decoder = (chunk: Buffer | null) => TextBlock;

/** Lines that are not ASCII, as many as show what they are. */
async function foreignLines(chunks: AsyncIterable<Buffer> | Buffer[]): Promise<Buffer> {
	const lines: Buffer[] = [];
	let size = 0;
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const end = bytes.lastIndexOf(10) + 1 || (bytes.length > headSize ? bytes.length : 0);
		rest = Buffer.from(bytes.subarray(end));
		if (isAscii(bytes.subarray(0, end))) continue;
		for (let start = 0; start < end && size < headSize;) {
			const next = bytes.indexOf(10, start) + 1 || end;
			const line = bytes.subarray(start, Math.min(next, start + headSize));
			start = next;
			if (isAscii(line)) continue;
			lines.push(line);
			size += line.length;
		}
		if (size >= headSize) break;
	}
	if (size < headSize && !isAscii(rest)) lines.push(rest);
	return Buffer.concat(lines);
}

/** Whether more than a few damaged lines are not UTF-8. */
function isForeign(bytes: Buffer): boolean {
	let lines = 0;
	let foreign = 0;
	for (let start = 0; start < bytes.length; lines++) {
		const next = bytes.indexOf(10, start) + 1 || bytes.length;
		const isOne = !isUtf8(bytes.subarray(start, next));
		if (isOne && lines === 0) return true;
		if (isOne) foreign++;
		start = next;
	}
	return foreign * 10 >= lines;
}

function askForEncoding(name: string, bytes: Buffer): string {
	let line = 1;
	let start = 0;
	let next = bytes.indexOf(10) + 1 || bytes.length;
	while (isUtf8(bytes.subarray(start, next))) {
		line++;
		start = next;
		next = bytes.indexOf(10, start) + 1 || bytes.length;
	}
	const text = new TextDecoder('windows-1252').decode(bytes.subarray(start, next)).trim();
	return `${name}, line ${line}, is not UTF-8, and its letters do not show what it is; as windows-1252 it reads ${shown(text)}. Save the file as UTF-8, or name its encoding in format.encoding of a mapping: "windows-1252" (Western European), "windows-1250" (Central European), "windows-1251" (Cyrillic) or another.`;
}

function utf8Decoder(): Decoder {
	let rest: Buffer = Buffer.alloc(0);
	let first = true;
	return (chunk) => {
		const bytes = chunk === null ? rest : rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const end = chunk === null ? bytes.length : wholeCharacters(bytes);
		const whole = bytes.subarray(0, end);
		rest = Buffer.from(bytes.subarray(end));
		const text = whole.toString('utf8');
		const start = first && text.charCodeAt(0) === 0xfeff ? 1 : 0;
		if (text.length > 0) first = false;
		return { text: start ? text.slice(start) : text, damaged: !isUtf8(whole), encoding: 'utf-8' };
	};
}

function otherDecoder(label: string): Decoder {
	const decoder = new TextDecoder(label);
	return (chunk) => ({
		text: chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }),
		damaged: false,
		encoding: label
	});
}
