/** A mapping of costs checked against a header, or the names of the fields themselves where there is none. */
import { columnOf, compileRef, type CellRef, type Values } from '../cells.ts';
import { columnDates, type ColumnDates } from '../column-dates.ts';
import { columnDecimals, type ColumnDecimals } from '../column-decimals.ts';
import { columnsOf } from '../columns.ts';
import type { CostsMapping, MappingFormat, TextRef } from '../mapping-schema.ts';
import type { ParseContext } from '../parse-context.ts';
import { timeZone, type Zone } from '../zone.ts';

export const costFields = [
	...(['date', 'channel', 'campaign', 'amount', 'currency', 'clicks', 'impressions'] as const)
] as const;
export type CostField = (typeof costFields)[number];

export interface CostPlan {
	/** Of rows that name none. */
	source: string | null;
	/** Where a row names its own. */
	sourceRef: CellRef | null;
	refs: Record<CostField, CellRef | null>;
	/** Over what days a row is spread: those of its month, or those up to the date of a cell. */
	spread: 'month' | CellRef | null;
	/** Columns of the header, or keys of JSON. */
	names: readonly string[];
	/** Indices of the columns that are read. */
	used: readonly number[];
	missing: readonly string[];
	/** Room for the cells of the row at hand. */
	values: Values;
	dates: ColumnDates;
	zone: Zone;
	context: ParseContext;
	decimals: ColumnDecimals;
}

/** The names of the fields as columns: those that the header has, of JSON (null) all. */
export function ownColumns(header: readonly string[] | null): Partial<Record<CostField | 'source', TextRef>> {
	const names = header?.map((name) => name.replace(/^\uFEFF/, '').trim());
	const own: Partial<Record<CostField | 'source', TextRef>> = {};
	for (const field of [...costFields, 'source'] as const)
		if (!names || names.includes(field) || field === 'date' || field === 'amount') own[field] = field;
	return own;
}

/**
 * `header` is null for JSON objects; `format` counts instead of that of the mapping. `problems` are sentences for the
 * author of the mapping or the file.
 */
export function planCosts(
	mapping: CostsMapping | null,
	header: readonly string[] | null,
	context: ParseContext,
	format: MappingFormat | undefined = mapping?.format
): CostPlan | { problems: string[] } {
	const columns = columnsOf(header);
	const { names, used, problems } = columns;
	const wanted: Partial<Record<CostField, TextRef>> = mapping ?? ownColumns(header);
	const sourceName = mapping ? undefined : ownColumns(header).source;
	const reference = (ref: TextRef | undefined, place: string) =>
		ref === undefined ? null : compileRef(ref, columns, place);
	const refs = Object.fromEntries(
		costFields.map((field) => [field, reference(wanted[field], field)])
	) as CostPlan['refs'];
	const sourceRef = reference(sourceName, 'source');
	const until = typeof mapping?.spread === 'object' ? reference(mapping.spread.until, 'spread.until') : null;

	const source = mapping?.source ?? context.source;
	if (!source && !sourceRef) problems.push('Nothing names the source of the costs: give --source.');
	if (problems.length > 0) return { problems };

	const zone = timeZone(format?.timezone ?? context.timezone);
	const numbers = [refs.amount, refs.clicks, refs.impressions].flatMap((ref) =>
		ref ? [ref.column, ...ref.others] : []
	);
	return {
		source,
		sourceRef,
		refs,
		spread: mapping?.spread === 'month' ? 'month' : until,
		names,
		used,
		missing: (mapping?.missing ?? []).map((text) => text.trim()).filter((text) => text !== ''),
		values: names.map(() => undefined),
		dates: columnDates(
			[refs.date, until]
				.flatMap((ref) => (ref ? [ref.column, ...ref.others] : []))
				.filter((column) => column >= 0),
			names,
			format?.dates ?? []
		),
		zone,
		context,
		decimals: columnDecimals(
			numbers.filter((column) => column >= 0),
			format?.decimal ?? 'auto'
		)
	};
}

/** What a field is called in the file. */
export const nameOf = (plan: CostPlan, field: CostField): string =>
	columnName(plan, plan.refs[field]) ?? field;

/** The column that a reference has taken its value of. */
export const columnName = ({ names, values }: CostPlan, ref: CellRef | null): string | null =>
	(ref && names[columnOf(ref, values)]) ?? null;
