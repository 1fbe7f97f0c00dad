/** What kind of text a file holds, told by its beginning. */
import { csvSplitter } from './read-csv.ts';
import { jsonSplitter, ndjsonSplitter } from './read-json.ts';
import type { RawRow, RowSplitter } from './raw-row.ts';

export interface TextFormat {
	/** A table (csv) has a header; the others hold JSON values. */
	name: 'csv' | 'json' | 'ndjson';
	/** Of a table. */
	delimiter: string | null;
	create(): RowSplitter;
}

/** `delimiter` is the mapping's: `auto`, `tab` or a character. `name` counts where the text could be either. */
export function detectFormat(head: string, name: string, delimiter: string): TextFormat {
	const start = /^\s*(\[\s*[{\]]?|\{\s*["}]?)/.exec(head)?.[1] ?? '';
	const named = /\.(json|ndjson|jsonl)(\.gz)?$/i.test(name);
	if (/^\[\s*[{\]]/.test(start) || (named && start.startsWith('['))) return json(true);
	if (/^\{\s*["}]/.test(start) || named) {
		const first = head.trimStart().split('\n', 1)[0]!.trim();
		return first === '{' ? json(false) : { name: 'ndjson', delimiter: null, create: ndjsonSplitter };
	}
	const mark = delimiter === 'tab' ? '\t' : delimiter === 'auto' ? detectDelimiter(head) : delimiter;
	return { name: 'csv', delimiter: mark, create: () => csvSplitter(mark) };
}

const json = (array: boolean): TextFormat => ({
	name: array ? 'json' : 'ndjson',
	delimiter: null,
	create: () => jsonSplitter(array)
});

/** The delimiter that cuts the first rows into most cells, equally many in each. */
export function detectDelimiter(head: string): string {
	const declared = /^"?sep=(.)"?\r?\n/i.exec(head);
	if (declared) return declared[1]!;
	let best = ',';
	let bestScore = 0;
	for (const delimiter of [',', ';', '\t', '|']) {
		const rows: RawRow[] = [];
		csvSplitter(delimiter).feed(`${head.slice(0, 32_768)}\n`, rows);
		const widths = rows.slice(0, 30).map(({ cells }) => cells?.length ?? 0);
		const width = widths[0] ?? 0;
		const equal = widths.filter((other) => other === width).length / widths.length;
		const score = width > 1 ? equal * 1000 + width : 0;
		if (score > bestScore) [best, bestScore] = [delimiter, score];
	}
	return best;
}
