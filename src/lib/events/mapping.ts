/** Makes events of rows by a mapping (INTERFACES: Mapping). */
import { columnOf, passes, readRef, type Values } from './cells.ts';
import type { ColumnDecimals } from './column-decimals.ts';
import { readPlainDecimal } from './decimals.ts';
import { outcomeTypes, type EventTime, type EventType, type ParsedEvent } from './event.ts';
import { readType, type CompiledRule } from './event-rules.ts';
import { planMapping, type MappingPlan } from './mapping-plan.ts';
import type { EventsMapping } from './mapping-schema.ts';
import { objectCells } from './object-cells.ts';
import type { ParseContext } from './parse-context.ts';
import { checkAmount, checkCurrency } from './parse-event.ts';
import { quarantined, reasons, RowFault, shown, warnings } from './reasons.ts';
import { addAttributes, hasAttributes, otherAttributes } from './row-attributes.ts';
import { createEvent, isKnown, readFacts, type RowFacts } from './row-facts.ts';
import type { RowResult } from './row-result.ts';
import { presentText } from './text.ts';
import { writeField } from './written.ts';
import { dayNumber, type Zone } from './zone.ts';

export interface CompiledMapping {
	/** The events of a row of cells in the order of the header. */
	map(cells: readonly string[]): RowResult;
	/** The events of a JSON object whose keys are the columns. */
	mapObject(row: Record<string, unknown>): RowResult;
	/** What has to be known of the amount columns before a row is mapped that leaves its decimal mark open. */
	decimals: ColumnDecimals;
	/** The cells of a JSON object, as `decimals` takes them: its numbers leave nothing open. */
	textCells(row: Record<string, unknown>): string[];
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
		map: (cells) => mapRow(plan, cells, null, [], []),
		mapObject: (row) => {
			const warned: string[] = [];
			try {
				const cells = objectCells(row, plan.names);
				return mapRow(plan, cells, row, otherAttributes(plan, row, warned), warned);
			} catch (error) {
				return quarantined(error, warned);
			}
		},
		decimals: plan.decimals,
		textCells: (row) => plan.names.map((name) => (typeof row[name] === 'string' ? row[name] : ''))
	};
}

type Attributes = [name: string, text: string][];
type JsonRow = Record<string, unknown> | null;

/** `object`: the JSON that the cells come from; `others`: its attributes beside those that have a column. */
function mapRow(
	plan: MappingPlan,
	cells: readonly string[],
	object: JsonRow,
	others: Attributes,
	warned: string[]
): RowResult {
	const { values } = plan;
	for (const column of plan.used) values[column] = presentText(cells[column] ?? '', plan.missing);
	try {
		const facts = readFacts(plan, values, warned);
		const events = readEvents(plan, facts, values, object, others, warned);
		if (!events) return { kind: 'ignored', source: plan.source, row: facts.row };
		for (const { written } of events) {
			if (written.includes('\0')) throw new RowFault(reasons.nul, nulColumn(plan, cells));
			if (!written.isWellFormed()) return mapBroken(plan, cells, object, others);
		}
		return { kind: 'events', events, warnings: warned };
	} catch (error) {
		return quarantined(error, warned);
	}
}

function mapBroken(
	plan: MappingPlan,
	cells: readonly string[],
	object: JsonRow,
	others: Attributes
): RowResult {
	const whole = cells.map((cell) => cell.toWellFormed());
	const rest = others.map(([name, text]): [string, string] => [name.toWellFormed(), text.toWellFormed()]);
	return mapRow(plan, whole, object, rest, [warnings.brokenCharacter]);
}

/** Null if the row is to be ignored. Throws a RowFault if it gives no event. */
function readEvents(
	plan: MappingPlan,
	facts: RowFacts,
	values: Values,
	object: JsonRow,
	others: Attributes,
	warned: string[]
): ParsedEvent[] | null {
	const { rules, zone } = plan;
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
		if (!isKnown(facts)) throw new RowFault(reasons.noKey, leadCells(plan, values));
		const event = createEvent(facts, type, at.time, approximate, place);
		fillEvent(plan, event, rule, at.text, values, object);
		events.push(event);
		times += writeField('at', at.text);
		const moment = momentOf(at.time, type, zone);
		if (moment < firstMoment) {
			first = event;
			firstMoment = moment;
		}
	}

	if (!first) {
		if (ignored) return null;
		throw isKnown(facts)
			? new RowFault(reasons.noEvent, timeCells(plan, values))
			: new RowFault(reasons.noKey, leadCells(plan, values));
	}
	if (plan.row && facts.row === undefined) warned.push(warnings.noRow);
	if (hasAttributes(plan, values, others)) {
		const profile = createEvent(facts, 'profile', first.at, first.approximate, rules.length);
		// Which event is the earliest may depend on the zone; what was written must not.
		profile.written += `profile${times}`;
		addAttributes(profile, plan, values, others);
		events.push(profile);
	}
	return events;
}

function fillEvent(
	plan: MappingPlan,
	event: ParsedEvent,
	rule: CompiledRule,
	at: string,
	values: Values,
	object: JsonRow
): void {
	let written = event.written + writeField('type', event.type) + writeField('at', at);
	if (event.approximate) written += 'approximate';
	if (rule.id) {
		event.id = readRef(rule.id, values);
		if (event.id !== undefined) written += writeField('id', event.id);
	}
	for (const { field, ref } of rule.texts) {
		const text = readRef(ref, values);
		if (text === undefined) continue;
		event[field] = text;
		written += writeField(field, text);
	}
	if (rule.amount && event.type === 'client') {
		const text = readRef(rule.amount, values);
		if (text !== undefined) {
			const column = columnOf(rule.amount, values);
			const field = plan.names[column] ?? 'amount';
			const value = object?.[field];
			const amount = typeof value === 'number' ? readPlainDecimal(value) : plan.decimals.read(column, text);
			event.amount = checkAmount(amount, field, text);
			event.currency = checkCurrency(event.currency, plan.context);
			written += writeField('amount', text);
		}
	}
	event.written = written;
}

const endOfDay: ReadonlySet<EventType> = new Set([...outcomeTypes, 'returned']);

function momentOf(time: EventTime, type: EventType, zone: Zone): number {
	if ('ms' in time) return time.ms;
	const day = dayNumber(time.day);
	return endOfDay.has(type) ? zone.endOfDay(day) : zone.startOfDay(day);
}

const timeCells = ({ rules, names }: MappingPlan, values: Values) =>
	shownCells(new Set(rules.flatMap(({ at }) => at.columns)), names, values);

const leadCells = ({ leadColumns, names }: MappingPlan, values: Values) =>
	shownCells(new Set(leadColumns), names, values);

const shownCells = (columns: ReadonlySet<number>, names: readonly string[], values: Values) =>
	[...columns]
		.slice(0, 5)
		.map((column) => `${names[column]}: ${values[column] === undefined ? 'missing' : shown(values[column])}`)
		.join(', ');

const nulColumn = ({ used, names }: MappingPlan, cells: readonly string[]) =>
	names[used.find((column) => cells[column]?.includes('\0')) ?? -1] ?? 'attributes';
