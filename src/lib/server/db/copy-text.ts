/** PostgreSQL's COPY text format: one line a row, tab between values, `\N` for null. */

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text value; null and undefined become null. */
export function copyText(value: string | null | undefined): string {
	if (value === null || value === undefined) return '\\N';
	special.lastIndex = 0;
	return special.test(value) ? value.replace(special, (char) => escapes[char]!) : value;
}

/** An array of texts as `text[]`; an empty one becomes null. */
export function copyTextArray(values: string[]): string {
	if (values.length === 0) return '\\N';
	return copyText(`{${values.map((v) => `"${v.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`);
}

/** Lines gathered into blocks outside the heap, where waiting for the server costs no garbage collection. */
export interface CopyBlocks {
	add(line: string): void;
	/** All lines; nothing is to be added afterwards. */
	finish(): Buffer[];
	readonly isEmpty: boolean;
	/** In characters. */
	readonly size: number;
}

const BLOCK = 1 << 17;

export function copyBlocks(): CopyBlocks {
	const blocks: Buffer[] = [];
	let block = '';
	let size = 0;
	const flush = () => {
		if (block) blocks.push(Buffer.from(block));
		block = '';
	};
	return {
		add(line) {
			block += line;
			size += line.length;
			if (block.length >= BLOCK) flush();
		},
		finish() {
			flush();
			return blocks;
		},
		get isEmpty() {
			return size === 0;
		},
		get size() {
			return size;
		}
	};
}

const unescapes: Record<string, string> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v'
};

/** Reads back a value that `COPY … TO` wrote. */
export function readCopyText(field: string): string | null {
	if (field === '\\N') return null;
	if (field.indexOf('\\') < 0) return field;
	return field.replace(/\\(.)/g, (_, char: string) => unescapes[char] ?? char);
}
