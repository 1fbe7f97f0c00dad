/** Whether the amounts of a column have a decimal point or a decimal comma, decided once for the column. */
import {
	addDecimalEvidence,
	decideDecimalMark,
	isAmbiguousDecimal,
	readDecimal,
	type DecimalEvidence,
	type DecimalMark
} from './decimals.ts';

export interface ColumnDecimals {
	/** Whether there is still something to decide. */
	wanted(): boolean;
	/** Whether a row has an amount such as `1.234` that cannot be read before the columns are decided. */
	isOpen(cells: readonly string[]): boolean;
	/** Counts what the amounts of a row show. */
	see(cells: readonly string[]): void;
	/** Decides from all that was seen; `1.234` alone is a thousand and more. */
	decide(): void;
	/** Reads a cell of a column as decimal text; null if it is none. */
	read(column: number, cell: string): string | null;
	/** The marks that were found, by column. */
	marks(): [column: number, mark: DecimalMark][];
}

/** `setting` is the mapping's: `auto` looks at the cells of each column, otherwise every cell must keep to it. */
export function columnDecimals(columns: readonly number[], setting: 'auto' | DecimalMark): ColumnDecimals {
	const seen = new Map<number, DecimalEvidence>();
	for (const column of columns) seen.set(column, { '.': 0, ',': 0 });
	const marks = new Map<number, DecimalMark | null>();
	let decided = setting !== 'auto';
	const fixed = setting === 'auto' ? null : setting;
	return {
		wanted: () => !decided && columns.length > 0,
		isOpen: (cells) => !decided && columns.some((column) => isAmbiguousDecimal(cells[column] ?? '')),
		see: (cells) => {
			for (const [column, evidence] of seen) addDecimalEvidence(evidence, cells[column] ?? '');
		},
		decide: () => {
			for (const [column, evidence] of seen) marks.set(column, decideDecimalMark(evidence));
			decided = true;
		},
		read: (column, cell) => readDecimal(cell, fixed ?? marks.get(column) ?? null, fixed !== null),
		marks: () =>
			[...marks].flatMap(([column, mark]): [number, DecimalMark][] => (mark ? [[column, mark]] : []))
	};
}
