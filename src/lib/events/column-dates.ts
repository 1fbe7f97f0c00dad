/** How the dates of a column are written, decided once for the column. */
import { compileDatePattern, compileDates } from './date-patterns.ts';
import { parseIsoDate, type DateReader } from './dates.ts';
import { readWrittenDate, type DateOrder, type WrittenDate } from './written-dates.ts';
import { timeZone } from './zone.ts';

export interface ColumnDates {
	/** Whether there is still something to decide. */
	wanted(): boolean;
	/** Whether a row has a date such as `03/04/2024` that cannot be read before the columns are decided. */
	isOpen(cells: readonly string[]): boolean;
	/** Whether these rows leave it open how some column is written: it has no date in them, or one that leaves it open. */
	areOpen(rows: readonly (readonly string[])[]): boolean;
	/** Counts what the dates of a row show. */
	see(cells: readonly string[]): void;
	/** Decides from all that was seen; gives a question where day and month cannot be told apart. */
	decide(): DateQuestion | null;
	/** Reads a cell of a column; null if it is no date. */
	read(column: number, ...cell: Parameters<DateReader>): ReturnType<DateReader>;
	/** A cell in the words of ISO 8601, without an offset where it has none; as it is if it is no such date. */
	isoText(column: number, text: string): string;
	/** Names of columns and the patterns in them that are not ISO 8601, as far as seen. */
	patterns(): [column: string, pattern: string][];
}

/** A column whose dates may be read in two ways. */
export interface DateQuestion {
	column: string;
	/** One of them. */
	value: string;
	readings: { pattern: string; iso: string }[];
}

interface Evidence {
	day: number;
	month: number;
	/** A date that shows nothing, and how it is written. */
	open: { text: string; date: WrittenDate } | null;
}

/** More of one column are not kept. */
const mostPatterns = 4;

/** Proofs of the other order beyond this part of all leave the dates open that show none. */
const fewProofs = 0.1;

/**
 * `patterns` are the mapping's: with none the cells show what they are. `31/05/2024` proves that the day comes first,
 * for every date of the column with the same separator; with dots it does anyway, if nothing proves otherwise.
 */
export function columnDates(
	columns: readonly number[],
	names: readonly string[],
	patterns: readonly string[]
): ColumnDates {
	const evidence = new Map<string, Evidence>();
	const orders = new Map<string, DateOrder>();
	const shownPatterns = new Map<number, Set<string>>(columns.map((column) => [column, new Set()]));
	const fixed = patterns.length > 0 ? compileDates(patterns) : null;
	let decided = fixed !== null || columns.length === 0;

	const orderOf = (column: number, { separator, first, second }: WrittenDate): DateOrder | null => {
		if (separator === null || first === second) return 'day';
		return orders.get(`${column}${separator}`) ?? (separator === '.' ? 'day' : null);
	};
	const isoOf = (column: number, text: string): string | null => {
		const date = readWrittenDate(text);
		const order = date && orderOf(column, date);
		if (!date || !order) return null;
		const shown = shownPatterns.get(column);
		if (shown && shown.size < mostPatterns) shown.add(date.pattern(order));
		return date.iso(order);
	};
	const isOpenCell = (cell: string) => {
		const text = cell.trim();
		return text !== '' && !isIso(text) && isEither(readWrittenDate(text));
	};

	return {
		wanted: () => !decided,
		isOpen: (cells) => !decided && columns.some((column) => isOpenCell(cells[column] ?? '')),
		areOpen: (rows) =>
			!decided &&
			columns.some((column) => {
				let clear = false;
				for (const cells of rows) {
					const text = (cells[column] ?? '').trim();
					if (text === '') continue;
					const date = isIso(text) ? 'clear' : readWrittenDate(text);
					if (date !== 'clear' && isEither(date)) return true;
					clear ||= date !== null;
				}
				return !clear;
			}),
		see: (cells) => {
			if (fixed) return;
			for (const column of columns) {
				const text = (cells[column] ?? '').trim();
				if (text === '' || isIso(text)) continue;
				const date = readWrittenDate(text);
				if (date && isEither(date)) note(evidence, `${column}${date.separator}`, text, date);
			}
		},
		decide: () => {
			decided = true;
			for (const column of columns) {
				for (const separator of ['/', '-', '.']) {
					const seen = evidence.get(`${column}${separator}`);
					if (!seen) continue;
					const order = decideOrder(seen, separator);
					if (order) orders.set(`${column}${separator}`, order);
					else if (seen.open) return questionOf(names[column] ?? '', seen.open);
				}
			}
			return null;
		},
		read: (column, text, zone) => {
			if (fixed) return fixed(text, zone);
			const time = parseIsoDate(text, zone);
			if (time) return time;
			const iso = isoOf(column, text);
			return iso === null ? null : parseIsoDate(iso, zone);
		},
		isoText: (column, text) => {
			const trimmed = text.trim();
			if (fixed) return wallText(patterns, trimmed) ?? text;
			return isIso(trimmed) && (trimmed.length === 10 || trimmed.charCodeAt(13) === 58)
				? text
				: (isoOf(column, trimmed) ?? text);
		},
		patterns: () =>
			[...shownPatterns].flatMap(([column, patterns]) =>
				[...patterns].map((pattern): [string, string] => [names[column] ?? '', pattern])
			)
	};
}

const isIso = (text: string) =>
	(text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) || /^\d{8}(?:T|$)/.test(text);

/** Whether the order of day and month has to be known. */
const isEither = (date: WrittenDate | null) => date?.separator != null;

function note(all: Map<string, Evidence>, key: string, text: string, date: WrittenDate): void {
	let seen = all.get(key);
	if (!seen) all.set(key, (seen = { day: 0, month: 0, open: null }));
	if (date.first > 12 && date.second <= 12) seen.day++;
	else if (date.second > 12 && date.first <= 12) seen.month++;
	else if (date.first !== date.second && date.first <= 12) seen.open ??= { text, date };
}

function decideOrder({ day, month, open }: Evidence, separator: string): DateOrder | null {
	const proofs = day + month;
	if (proofs === 0) return separator === '.' || !open ? 'day' : null;
	const order = day >= month ? 'day' : 'month';
	return !open || Math.min(day, month) <= proofs * fewProofs ? order : null;
}

function questionOf(column: string, { text, date }: { text: string; date: WrittenDate }): DateQuestion {
	const reading = (order: DateOrder) => ({ pattern: date.pattern(order), iso: date.iso(order) });
	return { column, value: text, readings: [reading('day'), reading('month')] };
}

/** ISO 8601 of what fits one of the patterns. */
function wallText(patterns: readonly string[], text: string): string | null {
	for (const pattern of patterns) {
		const reader = compileDatePattern(pattern);
		const time = typeof reader === 'function' ? reader(text, timeZone('UTC')) : null;
		if (!time) continue;
		if ('day' in time) return time.day;
		const iso = new Date(time.ms).toISOString();
		return pattern.replaceAll(/'[^']*'/g, '').includes('X') ? iso : iso.slice(0, -1);
	}
	return null;
}
