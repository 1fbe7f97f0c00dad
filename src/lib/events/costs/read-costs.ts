/** Makes costs of rows (INTERFACES: Mapping, for costs). */
import { columnOf, readRef } from '../cells.ts';
import type { ColumnDates } from '../column-dates.ts';
import type { ColumnDecimals } from '../column-decimals.ts';
import { readPlainDecimal } from '../decimals.ts';
import { checkAmount } from '../event-amount.ts';
import { timeFault } from '../event-time.ts';
import type { CostsMapping, MappingFormat } from '../mapping-schema.ts';
import { objectCells } from '../object-cells.ts';
import type { ParseContext } from '../parse-context.ts';
import { quarantined, reasons, RowFault } from '../reasons.ts';
import { presentText, storable } from '../text.ts';
import { isoDay } from '../zone.ts';
import type { Cost, CostResult } from './cost.ts';
import { nameOf, planCosts, type CostField, type CostPlan } from './cost-plan.ts';

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
 * date, amount and, if they are there, channel, campaign, clicks, impressions, source. `format` counts instead of that of
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
		return { kind: 'cost', cost: readCost(plan, json), warnings: warned };
	} catch (error) {
		return quarantined(error, warned);
	}
}

function readCost(plan: CostPlan, json: Json): Cost {
	const { refs, values } = plan;
	const source = readRef(plan.sourceRef, values) ?? plan.source;
	if (source === null) throw new RowFault(reasons.noSource, 'source');
	const day = readDay(plan);
	const amount = readNumber(plan, 'amount', json);
	if (amount === undefined) throw new RowFault(reasons.noAmount, nameOf(plan, 'amount'));
	return {
		source,
		day,
		channel: readRef(refs.channel, values) ?? null,
		campaign: readRef(refs.campaign, values) ?? null,
		amount: checkAmount(amount, nameOf(plan, 'amount'), readRef(refs.amount, values)),
		clicks: readCount(plan, 'clicks', json),
		impressions: readCount(plan, 'impressions', json)
	};
}

/** The words under which reports put their sums. */
const totals =
	/^(?:(?:grand|sub)?[\s-]*totals?|итого|всего|общий итог|razem|suma|łącznie|gesamt|summe)(?=$|[\s:.,;–—-])/iu;

function readDay(plan: CostPlan): string {
	const text = readRef(plan.refs.date, plan.values);
	const { date } = plan.refs;
	const time =
		text === undefined || !date ? null : plan.dates.read(columnOf(date, plan.values), text, plan.zone);
	if (!time) {
		for (const field of ['date', 'channel', 'campaign'] as const) {
			const words = readRef(plan.refs[field], plan.values);
			if (words !== undefined && totals.test(words))
				throw new RowFault(reasons.totalRow, nameOf(plan, field), words);
		}
		throw text === undefined
			? new RowFault(reasons.noDate, nameOf(plan, 'date'))
			: new RowFault(reasons.badDate, nameOf(plan, 'date'), text);
	}
	const fault = timeFault(time, plan.now);
	if (fault) throw new RowFault(fault, nameOf(plan, 'date'), text);
	return 'day' in time ? time.day : isoDay(plan.zone.dayOf(time.ms));
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
