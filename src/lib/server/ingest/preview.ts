/** What the first rows of a file would become: read as a load reads them, and written nowhere. */
import type { Cost, CostResult } from '#lib/events/costs/cost.ts';
import { textFields, type ParsedEvent } from '#lib/events/event.ts';
import type { Mapping } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import type { PreviewEvent, PreviewField, PreviewRow } from '#lib/events/preview-row.ts';
import type { RowResult } from '#lib/events/row-result.ts';
import type { RawRow } from './raw-row.ts';
import { costReader } from './read-costs.ts';
import { rowReader, type RowReader } from './row-reader.ts';

export type AnyReader = RowReader<RowResult | CostResult>;

/** Reads rows by a mapping for events or costs; `dates` are for rows without one. Throws a FileProblem if it does not fit the header (null: JSON). */
export const anyReader = (
	file: string,
	mapping: Mapping | null,
	header: readonly string[] | null,
	context: ParseContext,
	dates: string[] = []
): AnyReader =>
	mapping?.kind === 'costs'
		? costReader(file, mapping, header, context)
		: rowReader(file, mapping, header, context, mapping || dates.length === 0 ? undefined : { dates });

/** What each row would become, the reader having seen all rows. */
export const previewRows = (rows: readonly RawRow[], reader: AnyReader): PreviewRow[] =>
	rows.map((row) => {
		const result = reader.read(row);
		const plain: PreviewRow = {
			line: row.line,
			keys: [],
			kind: 'ignored',
			events: [],
			reason: null,
			detail: null,
			warnings: [],
			text: ''
		};
		if (result.kind === 'ignored') return plain;
		const { warnings } = result;
		if (result.kind === 'quarantined') {
			const { kind, reason, detail } = result;
			return { ...plain, kind, reason, detail, warnings, text: row.text.slice(0, 300) };
		}
		if (result.kind === 'cost') return { ...plain, kind: 'loaded', events: [costOf(result)], warnings };
		const { events } = result;
		return { ...plain, kind: 'loaded', keys: keysOf(events[0]), events: events.map(eventOf), warnings };
	});

const keysOf = (event: ParsedEvent | undefined): string[] =>
	event ? [event.lead, event.name, ...event.emails, ...event.phones].filter((key) => key !== undefined) : [];

/** Fields that belong to the row, not to one of its events. */
const ofRow: ReadonlySet<string> = new Set(['name', 'company', 'status', 'currency']);

function eventOf(event: ParsedEvent): PreviewEvent {
	const fields: PreviewField[] = [];
	for (const name of textFields) {
		const value = event[name];
		if (value !== undefined && !ofRow.has(name)) fields.push({ name, value });
	}
	if (event.amount !== undefined)
		fields.push({ name: 'amount', value: [event.amount, event.currency].filter(Boolean).join(' ') });
	for (const [name, value] of Object.entries(event.attributes ?? {})) fields.push({ name, value });
	return {
		type: event.type,
		at: 'ms' in event.at ? new Date(event.at.ms).toISOString() : event.at.day,
		until: null,
		approximate: event.approximate,
		fields
	};
}

const costOf = ({ whole, costs }: { whole: Cost; costs: Cost[] }): PreviewEvent => ({
	type: 'cost',
	at: whole.day,
	until: costs.length > 1 ? costs.at(-1)!.day : null,
	approximate: false,
	fields: (['channel', 'campaign', 'amount', 'currency', 'clicks', 'impressions'] as const).flatMap((name) =>
		whole[name] === null ? [] : [{ name, value: String(whole[name]) }]
	)
});
