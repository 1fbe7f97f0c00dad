/** The times that a mapping takes from a row: a column, a column plus a duration, or a fixed date. */
import { dayNumber, parseIsoDate } from './dates.ts';
import { readDuration, type DurationUnit } from './durations.ts';
import type { EventTime } from './event.ts';
import { timeFault } from './event-time.ts';
import type { Values } from './cells.ts';
import type { ColumnDates } from './column-dates.ts';
import type { Columns } from './columns.ts';
import type { TimeRef } from './mapping-schema.ts';
import { reasons, RowFault, shown } from './reasons.ts';
import { isoDay, type Zone } from './zone.ts';

export interface CompiledTime {
	columns: number[];
	fixed: RowTime | null;
	/** Column of a duration to add, or -1. */
	plus: number;
	unit: DurationUnit | null;
}

export interface RowTime {
	time: EventTime;
	/** As it was written. */
	text: string;
}

export function compileTime(ref: TimeRef, columns: Columns, zone: Zone, place: string): CompiledTime {
	const compiled: CompiledTime = { columns: [], fixed: null, plus: -1, unit: null };
	if (typeof ref === 'string') compiled.columns = [columns.find(ref, place)];
	else if (Array.isArray(ref)) compiled.columns = ref.map((name, i) => columns.find(name, `${place}[${i}]`));
	else if ('const' in ref) {
		const text = ref.const.trim();
		const time = parseIsoDate(text, zone);
		if (time) compiled.fixed = { time, text };
		else columns.problems.push(`${place}.const is ${shown(text)}, which is not a date like 2024-05-31.`);
	} else {
		compiled.columns = [columns.find(ref.column, `${place}.column`)];
		if (ref.plus !== undefined) compiled.plus = columns.find(ref.plus, `${place}.plus`);
		compiled.unit = ref.unit ?? null;
	}
	return compiled;
}

/** Reads the time of a row. Undefined if its cell, or that of its duration, is missing; throws a RowFault. */
export type TimeReader = (ref: CompiledTime, values: Values) => RowTime | undefined;

/** `names` are those of the columns, for the words of faults. */
export function timeReader(
	dates: ColumnDates,
	zone: Zone,
	names: readonly string[],
	now: number
): TimeReader {
	// Several events of a row share a cell, and neighbouring rows often a date.
	const lastText: string[] = [];
	const lastTime: EventTime[] = [];

	const readCell = (column: number, text: string): EventTime => {
		if (lastText[column] === text) return lastTime[column]!;
		const time = dates.read(column, text, zone);
		if (!time) throw new RowFault(reasons.badDate, names[column]!, text);
		check(time, names[column]!, text, now);
		lastText[column] = text;
		lastTime[column] = time;
		return time;
	};

	return (ref, values) => {
		if (ref.fixed) {
			check(ref.fixed.time, 'at', ref.fixed.text, now);
			return ref.fixed;
		}
		let column = -1;
		for (const candidate of ref.columns) {
			if (values[candidate] === undefined) continue;
			column = candidate;
			break;
		}
		if (column < 0) return undefined;
		const text = values[column]!;
		if (ref.plus < 0) return { time: readCell(column, text), text };

		const plus = values[ref.plus];
		if (plus === undefined) return undefined;
		const start = readCell(column, text);
		const duration = readDuration(plus, ref.unit);
		if (duration === null) throw new RowFault(reasons.badDuration, names[ref.plus]!, plus);
		const time = later(start, duration, zone);
		const sum = `${text} + ${plus}`;
		check(time, `${names[column]} + ${names[ref.plus]}`, sum, now);
		return { time, text: sum };
	};
}

function check(time: EventTime, field: string, text: string, now: number): void {
	const problem = timeFault(time, now);
	if (problem) throw new RowFault(problem, field, text);
}

/** A mere date plus whole days stays one; otherwise the duration counts from the start of the day. */
function later(start: EventTime, duration: number, zone: Zone): EventTime {
	if ('ms' in start) return { ms: start.ms + duration };
	const day = dayNumber(start.day);
	const days = duration / 86_400_000;
	return Number.isInteger(days) ? { day: isoDay(day + days) } : { ms: zone.startOfDay(day) + duration };
}
