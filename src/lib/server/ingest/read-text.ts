/** The text of a file in blocks, with what is wrong about it said in words. */
import { isUtf8 } from 'node:buffer';
import { binaryKind, describeForeignText, wholeCharacters } from './foreign-text.ts';
import { FileProblem } from './file-problem.ts';
import { withLongHead } from './read-bytes.ts';

export interface TextBlock {
	text: string;
	/** Some bytes were not UTF-8: they stand as U+FFFD. */
	damaged: boolean;
	/** What was decoded as, by the name of a TextDecoder. */
	encoding: string;
}

const headSize = 64 * 1024;

/** Decodes chunks. `encoding` is the mapping's: `auto` is UTF-8, or UTF-16 behind its mark. Throws a FileProblem. */
export async function* readText(
	chunks: AsyncIterable<Buffer>,
	name: string,
	encoding: string
): AsyncGenerator<TextBlock> {
	let decode: ((chunk: Buffer | null) => TextBlock) | null = null;
	for await (const chunk of withLongHead(chunks, headSize)) {
		if (!decode) {
			const label = encoding === 'auto' ? markedEncoding(chunk) : new TextDecoder(encoding).encoding;
			const kind = label.startsWith('utf-16') ? null : binaryKind(chunk);
			if (kind) throw new FileProblem(`${name} ${kind}.`);
			if (label === 'utf-8') {
				const foreign = describeForeignText(chunk);
				if (foreign) throw new FileProblem(`${name}${foreign}`);
			}
			decode = label === 'utf-8' ? utf8Decoder() : otherDecoder(label);
		}
		yield decode(chunk);
	}
	if (decode) yield decode(null);
}

function markedEncoding(head: Buffer): string {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function utf8Decoder() {
	let rest = Buffer.alloc(0);
	let first = true;
	return (chunk: Buffer | null): TextBlock => {
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

function otherDecoder(label: string) {
	const decoder = new TextDecoder(label);
	return (chunk: Buffer | null): TextBlock => ({
		text: chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }),
		damaged: false,
		encoding: label
	});
}
