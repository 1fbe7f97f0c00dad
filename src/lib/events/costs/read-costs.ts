/** Makes costs of rows (INTERFACES: Mapping, for costs). */
import { columnOf, readRef, type CellRef } from '../cells.ts';
import type { ColumnDates } from '../column-dates.ts';
import type { ColumnDecimals } from '../column-decimals.ts';
import { readPlainDecimal } from '../decimals.ts';
import { currencyDigits } from '../../stats/money.ts';
import { checkCurrency, checkNumber } from '../event-amount.ts';
import { timeFault } from '../event-time.ts';
import type { EventTime } from '../event.ts';
import type { CostsMapping, MappingFormat } from '../mapping-schema.ts';
import { objectCells } from '../object-cells.ts';
import type { ParseContext } from '../parse-context.ts';
import { quarantined, reasons, RowFault, warnings } from '../reasons.ts';
import { presentText, storable } from '../text.ts';
import { dayNumber, isoDay } from '../zone.ts';
import type { Cost, CostResult } from './cost.ts';
import { columnName, nameOf, planCosts, type CostField, type CostPlan } from './cost-plan.ts';
import { readMonth } from './read-month.ts';
import { daysOf, monthOf, mostDays, splitCount, splitDecimal } from './spread.ts';

export interface CompiledCosts {
	/** The cost of a row of cells in the order of the header. */
	read(cells: readonly string[]): CostResult;
	/** The cost of a JSON object whose keys are the columns. */
	readObject(row: Record<string, unknown>): CostResult;
	/** What has to be known of the columns of dates and numbers before a row is read that leaves open how to read it. */
	dates: ColumnDates;
	decimals: ColumnDecimals;
	/** The cells of a JSON object, as these take them. */
	textCells(row: Record<string, unknown>): string[];
	/** Whether the cell of a column is read, and not one that stands for a missing one. */
	reads(column: number, cell: string): boolean;
}

/**
 * Checks a mapping against a header (null: JSON objects) and prepares it for the rows. Without a mapping the columns are
 * date, amount and, if they are there, channel, campaign, currency, clicks, impressions, source. `format` counts instead of that of
 * the mapping. `problems` are sentences for the author of the mapping or of the file.
 */
export function compileCosts(
	mapping: CostsMapping | null,
	header: readonly string[] | null,
	context: ParseContext,
	format?: MappingFormat
): CompiledCosts | { problems: string[] } {
	const plan = planCosts(mapping, header, context, format);
	if ('problems' in plan) return plan;
	return {
		read: (cells) => readRow(plan, () => cells, null),
		readObject: (row) => readRow(plan, () => objectCells(row, plan.names), row),
		dates: plan.dates,
		reads: (column, cell) => plan.used.includes(column) && presentText(cell, plan.missing) !== undefined,
		decimals: plan.decimals,
		textCells: (row) => plan.names.map((name) => (typeof row[name] === 'string' ? row[name] : ''))
	};
}

type Json = Record<string, unknown> | null;

function readRow(plan: CostPlan, open: () => readonly string[], json: Json): CostResult {
	const warned: string[] = [];
	try {
		const cells = open();
		for (const column of plan.used) {
			const text = presentText(cells[column] ?? '', plan.missing);
			plan.values[column] = text === undefined ? text : storable(text, plan.names[column]!, warned);
		}
		return { kind: 'cost', ...readDays(plan, json, warned), warnings: warned };
	} catch (error) {
		return quarantined(error, warned);
	}
}

/** The costs of a row: one, or one for each day that it is spread over. */
function readDays(plan: CostPlan, json: Json, warned: string[]): { whole: Cost; costs: Cost[] } {
	const { refs, values, context } = plan;
	const source = readRef(plan.sourceRef, values) ?? plan.source;
	if (source === null) throw new RowFault(reasons.noSource, 'source');
	const [first, last] = readPeriod(plan);
	const written = readNumber(plan, 'amount', json);
	if (written === undefined) throw new RowFault(reasons.noAmount, nameOf(plan, 'amount'));
	const amount = checkNumber(written, nameOf(plan, 'amount'), readRef(refs.amount, values));
	if (amount.startsWith('-')) warned.push(warnings.refund);
	// A currency that has a rate on the first day has one on the days after it.
	const currency = checkCurrency(readRef(refs.currency, values), { day: first }, context) ?? null;
	const whole: Cost = {
		source,
		day: first,
		channel: readRef(refs.channel, values) ?? null,
		campaign: readRef(refs.campaign, values) ?? null,
		amount,
		currency,
		clicks: readCount(plan, 'clicks', json),
		impressions: readCount(plan, 'impressions', json)
	};
	if (first === last) return { whole, costs: [whole] };
	const days = daysOf(first, last);
	const amounts = splitDecimal(amount, currencyDigits(currency ?? context.currency), days.length);
	const clicks = splitCount(whole.clicks, days.length);
	const impressions = splitCount(whole.impressions, days.length);
	const costs = days.map((day, i) => ({
		...whole,
		day,
		amount: amounts[i]!,
		clicks: clicks[i]!,
		impressions: impressions[i]!
	}));
	return { whole, costs };
}

/** The first and the last day that a row is for. */
function readPeriod(plan: CostPlan): [first: string, last: string] {
	const { spread, refs, values } = plan;
	if (spread === 'month') {
		const text = readRef(refs.date, values);
		const month = text === undefined ? null : readMonth(text);
		return monthOf(month === null ? readDay(plan, reasons.badMonth) : checkedDay(plan, { day: month }, text));
	}
	const first = readDay(plan, reasons.badDate);
	const end = readRef(spread, values);
	if (spread === null || end === undefined) return [first, first];
	const name = columnName(plan, spread) ?? 'spread.until';
	const time = readTime(plan, spread, end);
	if (!time) throw new RowFault(reasons.badDate, name, end);
	const last = dayOf(plan, time);
	if (last < first) throw new RowFault(reasons.earlyEnd, name, end);
	if (dayNumber(last) - dayNumber(first) >= mostDays) throw new RowFault(reasons.longPeriod, name, end);
	return [first, last];
}

/** The words under which reports put their sums. */
const totals =
	/^(?:(?:grand|sub)?[\s-]*totals?|итого|всего|общий итог|razem|suma|łącznie|gesamt|summe)(?=$|[\s:.,;–—-])/iu;

/** The day of a row; `unread` is the fault of one that cannot be read. */
function readDay(plan: CostPlan, unread: string): string {
	const { date } = plan.refs;
	const text = readRef(date, plan.values);
	const time = text === undefined || !date ? null : readTime(plan, date, text);
	if (time) return checkedDay(plan, time, text);
	for (const field of ['date', 'channel', 'campaign'] as const) {
		const words = readRef(plan.refs[field], plan.values);
		if (words !== undefined && totals.test(words))
			throw new RowFault(reasons.totalRow, nameOf(plan, field), words);
	}
	throw text === undefined
		? new RowFault(reasons.noDate, nameOf(plan, 'date'))
		: new RowFault(unread, nameOf(plan, 'date'), text);
}

const readTime = (plan: CostPlan, ref: CellRef, text: string): EventTime | null =>
	plan.dates.read(columnOf(ref, plan.values), text, plan.zone);

const dayOf = (plan: CostPlan, time: EventTime): string =>
	'day' in time ? time.day : isoDay(plan.zone.dayOf(time.ms));

function checkedDay(plan: CostPlan, time: EventTime, text: string | undefined): string {
	const fault = timeFault(time, plan.context.now);
	if (fault) throw new RowFault(fault, nameOf(plan, 'date'), text);
	return dayOf(plan, time);
}

/** Undefined where the cell is missing, null where it is no number. */
function readNumber(plan: CostPlan, field: CostField, json: Json): string | null | undefined {
	const ref = plan.refs[field];
	const text = readRef(ref, plan.values);
	if (ref === null || text === undefined) return undefined;
	const column = columnOf(ref, plan.values);
	const value = json?.[plan.names[column] ?? ''];
	return typeof value === 'number' ? readPlainDecimal(value) : plan.decimals.read(column, text);
}

/** Clicks or impressions: a whole number, not negative. */
function readCount(plan: CostPlan, field: 'clicks' | 'impressions', json: Json): number | null {
	const number = readNumber(plan, field, json);
	if (number === undefined) return null;
	const whole = number === null ? null : /^(-?\d{1,12})(?:\.0*)?$/.exec(number);
	if (!whole || whole[1]!.startsWith('-'))
		throw new RowFault(reasons.badCount, nameOf(plan, field), readRef(plan.refs[field], plan.values));
	return Number(whole[1]);
}
