/** Makes events of rows by a mapping (INTERFACES: Mapping). */
import { setAttribute } from './attributes.ts';
import { columnOf, passes, readRef } from './cells.ts';
import type { ColumnDates } from './column-dates.ts';
import type { ColumnDecimals } from './column-decimals.ts';
import { readPlainDecimal } from './decimals.ts';
import { outcomeTypes, type EventTime, type EventType, type ParsedEvent } from './event.ts';
import { readType, type CompiledRule } from './event-rules.ts';
import { planMapping, type MappingPlan } from './mapping-plan.ts';
import type { EventsMapping } from './mapping-schema.ts';
import { objectCells, valueAt } from './object-cells.ts';
import type { ParseContext } from './parse-context.ts';
import { checkAmount, checkCurrency } from './event-amount.ts';
import { quarantined, reasons, RowFault, shown, warnings } from './reasons.ts';
import { otherAttributes, readAttributes, type Attribute } from './row-attributes.ts';
import { createEvent, isKnown, readFacts, type RowFacts } from './row-facts.ts';
import type { RowResult } from './row-result.ts';
import { presentText, storable } from './text.ts';
import { writeEvent } from './written.ts';
import { dayNumber } from './dates.ts';
import type { Zone } from './zone.ts';

export interface CompiledMapping {
	/** The events of a row of cells in the order of the header. */
	map(cells: readonly string[]): RowResult;
	/** The events of a JSON object whose keys are the columns. */
	mapObject(row: Record<string, unknown>): RowResult;
	/** What has to be known of the columns of dates and amounts before a row is mapped that leaves open how to read it. */
	dates: ColumnDates;
	decimals: ColumnDecimals;
	/** The cells of a JSON object, as these take them: its numbers leave nothing open. */
	textCells(row: Record<string, unknown>): string[];
	/** Whether the cell of a column is read, and not one that stands for a missing one. */
	reads(column: number, cell: string): boolean;
}

/**
 * Checks a mapping against the header of a file and prepares it for its rows. `header` is null for JSON objects.
 * `problems` are sentences for the author of the mapping.
 */
export function compileMapping(
	mapping: EventsMapping,
	header: readonly string[] | null,
	context: ParseContext
): CompiledMapping | { problems: string[] } {
	const plan = planMapping(mapping, header, context);
	if ('problems' in plan) return plan;
	return {
		map: (cells) => mapRow(plan, () => ({ cells, object: null, others: [] })),
		mapObject: (object) =>
			mapRow(plan, (warned) => ({
				object,
				cells: objectCells(object, plan.names),
				others: otherAttributes(plan, object, warned)
			})),
		dates: plan.dates,
		reads: (column, cell) => plan.used.includes(column) && presentText(cell, plan.missing) !== undefined,
		decimals: plan.decimals,
		textCells: (row) =>
			plan.names.map((name) => {
				const value = valueAt(row, name);
				return typeof value === 'string' ? value : '';
			})
	};
}

interface Row {
	cells: readonly string[];
	/** The JSON that they come from. */
	object: Record<string, unknown> | null;
	/** Its attributes beside those that have a column. */
	others: Attribute[];
}

function mapRow(plan: MappingPlan, open: (warned: string[]) => Row): RowResult {
	const warned: string[] = [];
	try {
		const row = open(warned);
		for (const column of plan.used) {
			const text = presentText(row.cells[column] ?? '', plan.missing);
			plan.values[column] = text === undefined ? text : storable(text, plan.names[column]!, warned);
		}
		const facts = readFacts(plan, warned);
		const events = readEvents(plan, facts, row, warned);
		return events
			? { kind: 'events', events, warnings: warned }
			: { kind: 'ignored', source: plan.source, row: facts.row };
	} catch (error) {
		return quarantined(error, warned);
	}
}

/** Null if the row is to be ignored. Throws a RowFault if it gives no event. */
function readEvents(plan: MappingPlan, facts: RowFacts, row: Row, warned: string[]): ParsedEvent[] | null {
	const { rules, values } = plan;
	const events: ParsedEvent[] = [];
	let ignored = false;
	let times = '';
	let first: ParsedEvent | undefined;
	let firstMoment = Infinity;

	for (let place = 0; place < rules.length; place++) {
		const rule = rules[place]!;
		if (!passes(rule.checks, values)) continue;
		const type = readType(rule.type, values, plan.names);
		if (type === 'ignore') {
			ignored = true;
			continue;
		}
		let approximate = rule.approximate;
		let at = plan.readTime(rule.at, values);
		if (!at && rule.atMissing) {
			at = plan.readTime(rule.atMissing, values);
			approximate = rule.approximateMissing;
		}
		if (!at) continue;
		if (!isKnown(facts)) throw new RowFault(reasons.noKey, leadCells(plan));
		const event = createEvent(facts, type, at.time, approximate, place);
		const amount = fillEvent(plan, event, rule, row);
		if (event.row === undefined && event.id === undefined) {
			event.written = writeEvent(event, { at: at.text, contacts: facts.contacts, amount });
		}
		if (event.row === undefined) times += `${at.text} `;
		events.push(event);
		const moment = momentOf(at.time, type, plan.zone);
		if (moment < firstMoment) {
			first = event;
			firstMoment = moment;
		}
	}

	if (!first) {
		if (ignored) return null;
		throw isKnown(facts)
			? new RowFault(reasons.noEvent, timeCells(plan))
			: new RowFault(reasons.noKey, leadCells(plan));
	}
	if (plan.row && facts.row === undefined) warned.push(warnings.noRow);
	const attributes = readAttributes(plan, values, row.others);
	if (attributes) {
		const profile = createEvent(facts, 'profile', first.at, first.approximate, rules.length);
		profile.attributes = attributes;
		if (profile.row === undefined) {
			// Which event is the earliest may depend on the zone; what was written must not.
			profile.written = writeEvent(profile, { at: times, contacts: facts.contacts, amount: undefined });
		}
		events.push(profile);
	}
	return events;
}

/** Gives an event its own fields, and back its amount as written. */
function fillEvent(plan: MappingPlan, event: ParsedEvent, rule: CompiledRule, row: Row): string | undefined {
	const { values } = plan;
	if (rule.id) event.id = readRef(rule.id, values);
	for (const { field, ref } of rule.texts) {
		const text = readRef(ref, values);
		if (text !== undefined) event[field] = text;
	}
	for (const { name, ref } of rule.attributes) {
		const text = readRef(ref, values);
		if (text !== undefined) setAttribute((event.attributes ??= {}), name, text);
	}
	if (!rule.amount || event.type !== 'client') return undefined;
	const text = readRef(rule.amount, values);
	if (text === undefined) return undefined;
	const column = columnOf(rule.amount, values);
	const name = plan.names[column] ?? 'amount';
	const value = row.object && valueAt(row.object, name);
	const amount = typeof value === 'number' ? readPlainDecimal(value) : plan.decimals.read(column, text);
	event.amount = checkAmount(amount, name, text);
	event.currency = checkCurrency(event.currency, event.at, plan.context);
	return text;
}

const endOfDay: ReadonlySet<EventType> = new Set([...outcomeTypes, 'returned']);

function momentOf(time: EventTime, type: EventType, zone: Zone): number {
	if ('ms' in time) return time.ms;
	const day = dayNumber(time.day);
	return endOfDay.has(type) ? zone.endOfDay(day) : zone.startOfDay(day);
}

const timeCells = (plan: MappingPlan) =>
	shownCells(plan, new Set(plan.rules.flatMap(({ at }) => at.columns)));

const leadCells = (plan: MappingPlan) => shownCells(plan, new Set(plan.leadColumns));

const shownCells = ({ names, values }: MappingPlan, columns: ReadonlySet<number>) =>
	[...columns]
		.slice(0, 5)
		.map((column) => `${names[column]}: ${values[column] === undefined ? 'missing' : shown(values[column])}`)
		.join(', ');
