/** A mapping checked against a header, as plain data that is fast to follow for every row. */
import { compileRef, type CellRef, type Values } from './cells.ts';
import { columnDates, type ColumnDates } from './column-dates.ts';
import { columnDecimals, type ColumnDecimals } from './column-decimals.ts';
import { columnsOf } from './columns.ts';
import { compileRule, type CompiledRule } from './event-rules.ts';
import type { EventsMapping, TextRef } from './mapping-schema.ts';
import { topKeys } from './object-cells.ts';
import type { ParseContext } from './parse-context.ts';
import { timeReader, type TimeReader } from './row-times.ts';
import { timeZone, type Zone } from './zone.ts';

export interface MappingPlan {
	source: string;
	/** The zone of dates without an offset. */
	zone: Zone;
	context: ParseContext;
	names: readonly string[];
	/** Indices of the columns that the mapping needs. */
	used: readonly number[];
	/** Texts that stand for a missing cell, beside the empty one. */
	missing: readonly string[];
	lead: {
		id: CellRef | null;
		email: CellRef | null;
		phone: CellRef | null;
		name: CellRef | null;
		company: CellRef | null;
		status: CellRef | null;
	};
	leadColumns: readonly number[];
	row: CellRef | null;
	rules: readonly CompiledRule[];
	/** Columns of the profile event, by name. */
	attributes: readonly { name: string; column: number }[];
	/** Keys of a JSON object that are no attributes, or have a column; null unless all others are attributes. */
	known: ReadonlySet<string> | null;
	/** Room for the cells of the row at hand. */
	values: Values;
	readTime: TimeReader;
	dates: ColumnDates;
	decimals: ColumnDecimals;
}

/** `header` is null for JSON objects. `problems` are sentences for the author of the mapping. */
export function planMapping(
	mapping: EventsMapping,
	header: readonly string[] | null,
	context: ParseContext
): MappingPlan | { problems: string[] } {
	const columns = columnsOf(header);
	const { names, used, problems } = columns;
	const zone = timeZone(mapping.format?.timezone ?? context.timezone);
	const reference = (ref: TextRef | undefined, place: string) =>
		ref === undefined ? null : compileRef(ref, columns, place);

	const lead = {
		id: reference(mapping.lead.id, 'lead.id'),
		email: reference(mapping.lead.email, 'lead.email'),
		phone: reference(mapping.lead.phone, 'lead.phone'),
		name: reference(mapping.lead.name, 'lead.name'),
		company: reference(mapping.lead.company, 'lead.company'),
		status: reference(mapping.lead.status, 'lead.status')
	};
	const leadColumns = [...used];
	const row = reference(mapping.row, 'row');
	const rules = mapping.events.map((rule, i) => compileRule(rule, columns, zone, `events[${i}]`));

	const all = mapping.attributes === '*';
	const listed = all ? [...names] : [...(mapping.attributes ?? [])];
	const attributes = [...new Set(listed.map((name) => name.trim()))]
		.filter((name) => name !== '')
		.map((name, i) => ({ name, column: columns.find(name, `attributes[${i}]`) }))
		.filter(({ column }) => !all || !leadColumns.includes(column))
		.sort((a, b) => (a.name < b.name ? -1 : 1));

	const source = mapping.source ?? context.source;
	if (!source) problems.push('The mapping names no source: add "source" to it, or give --source.');
	if (!source || problems.length > 0) return { problems };

	const amounts = rules.flatMap(({ amount }) =>
		amount ? [amount.column, ...amount.others, amount.otherwise] : []
	);
	const times = rules.flatMap(({ at, atMissing }) => [...at.columns, ...(atMissing?.columns ?? [])]);
	const dates = columnDates(
		[...new Set(times)].filter((column) => column >= 0),
		names,
		mapping.format?.dates ?? []
	);
	return {
		source,
		zone,
		context,
		names,
		used,
		missing: (mapping.missing ?? []).map((text) => text.trim()).filter((text) => text !== ''),
		lead,
		leadColumns,
		row,
		rules,
		attributes,
		known: all ? new Set(topKeys(names)) : null,
		values: names.map(() => undefined),
		readTime: timeReader(dates, zone, names, context.now),
		dates,
		decimals: columnDecimals(
			amounts.filter((column) => column >= 0),
			mapping.format?.decimal ?? 'auto'
		)
	};
}
