/** One lead whole: its records, its stages, and every event with the file and line it came from. */
import { sql } from 'kysely';
import type {
	LeadDetail,
	LeadEvent,
	LeadMove,
	LeadRecord,
	LeadStageEntry,
	RecordKey
} from '#lib/funnel/lead-view.ts';
import { textFields } from '#lib/events/event.ts';
import { isRoleAddress } from '#lib/events/role-address.ts';
import { stages, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import { durationColumn } from './lead-row.ts';
import { recordLink } from '#lib/settings/links.ts';
import type { ReportContext } from '../reports/context.ts';
import { undoneJoinsOf } from '../reports/identity.ts';
import { listItem, recordsOfLead, temperatureOf, type ListRow } from './list.ts';

interface DetailRow extends ListRow {
	content: string | null;
	term: string | null;
	page: string | null;
	first_manager: string | null;
	first_contact_at: Date | null;
	contact_attempts: number;
	returns: number;
	outcome_at: Date | null;
	deepest: number;
	own: number;
	exact: number;
	out_of_order: number;
	attributes: Record<string, string> | null;
	moves: [number, Stage | Outcome | null, Stage | Outcome, string | null][];
	statuses: Record<string, string> | null;
	[column: string]: unknown;
}

export const isLeadId = (id: string) => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(id);

/** The lead that a record belongs to (a lead's own id is one of them); null if there is none. */
export async function leadDetail(context: ReportContext, id: string): Promise<LeadDetail | null> {
	if (!isLeadId(id)) return null;
	const { rows } = await sql<DetailRow>`
		SELECT l.*, d.attributes, d.moves, d.statuses, ${temperatureOf(context)} AS temperature,
			${recordsOfLead}
		FROM records o JOIN lead_rows l USING (lead_id) JOIN lead_details d USING (generation, lead_id)
		WHERE o.record_id = ${id}::uuid AND l.generation = ${context.generation}`.execute(context.trx);
	const row = rows[0];
	if (!row) return null;
	return {
		...listItem(row, context),
		content: row.content,
		term: row.term,
		page: row.page,
		firstManager: row.first_manager,
		firstContactAt: row.first_contact_at?.toISOString() ?? null,
		contactAttempts: row.contact_attempts,
		returns: row.returns,
		outcomeAt: row.outcome_at?.toISOString() ?? null,
		lostFrom: stages[row.deepest]!,
		entries: stageEntries(row, context.ladder),
		moves: row.moves.map(([ms, from, to, manager]): LeadMove => {
			return { at: new Date(ms).toISOString(), from, to, manager };
		}),
		attributes: row.attributes ?? {},
		recordsFull: await readRecords(context, row.lead_id, row.statuses ?? {}),
		undone: await undoneJoinsOf(context, row.lead_id),
		events: await readEvents(context, row.lead_id)
	};
}

function stageEntries(row: DetailRow, ladder: Stage[]): LeadStageEntry[] {
	return ladder.flatMap((stage) => {
		const i = stages.indexOf(stage);
		const at = stage === 'lead' ? row.created_at : (row[`entered_${stage}`] as Date | null);
		if (!at) return [];
		const bit = (mask: number) => (mask & (1 << i)) !== 0;
		return {
			stage,
			at: at.toISOString(),
			own: bit(row.own),
			exact: bit(row.exact),
			outOfOrder: bit(row.out_of_order),
			days: stage === 'lead' ? null : (row[durationColumn('lead', stage)] as number | null)
		};
	});
}

async function readRecords(
	context: ReportContext,
	leadId: string,
	statuses: Record<string, string>
): Promise<LeadRecord[]> {
	const { rows } = await sql<{
		record_id: string;
		source: string | null;
		external_id: string | null;
		keys: Omit<RecordKey, 'role'>[];
	}>`SELECT r.record_id, r.source, r.external_id, coalesce((
			SELECT jsonb_agg(jsonb_build_object('value', k.key, 'shared', s.key IS NOT NULL,
				'carriers', CASE WHEN s.key IS NOT NULL THEN (SELECT count(*) FROM record_keys c WHERE c.key = k.key) END,
				'undone', u.key IS NOT NULL, 'joins',
				s.key IS NULL AND u.key IS NULL AND EXISTS (
					SELECT FROM record_keys o JOIN records p ON p.record_id = o.record_id
					WHERE o.key = k.key AND o.record_id <> k.record_id AND p.lead_id = r.lead_id
						AND NOT EXISTS (SELECT FROM undone_joins v WHERE v.key = o.key AND v.record_id = o.record_id))
				) ORDER BY k.key)
			FROM record_keys k LEFT JOIN shared_keys s ON s.key = k.key
				LEFT JOIN undone_joins u ON u.key = k.key AND u.record_id = k.record_id
			WHERE k.record_id = r.record_id), '[]') AS keys
		FROM records r WHERE r.lead_id = ${leadId}::uuid ORDER BY r.source, r.external_id`.execute(context.trx);
	return rows.map((row) => ({
		id: row.record_id,
		source: row.source ?? '',
		externalId: row.external_id,
		status: statuses[row.record_id] ?? null,
		keys: row.keys.map((key) => ({ ...key, role: isRoleAddress(key.value) })),
		link: row.source === null ? null : recordLink(context.settings.links, row.source, row.external_id)
	}));
}

interface EventRow extends Partial<Record<(typeof textFields)[number], string | null>> {
	type: string;
	at: Date | null;
	day: string | null;
	approximate: boolean;
	source: string;
	record_id: string;
	contacts: string[] | null;
	amount: string | null;
	attributes: Record<string, string> | null;
	load_id: number;
	file: string;
	line: number;
	why: 'corrected' | 'withdrawn' | null;
	ended_load: number | null;
	ended_file: string | null;
}

async function readEvents(context: ReportContext, leadId: string): Promise<LeadEvent[]> {
	const columns = sql.raw(
		[
			'type',
			'at',
			'day',
			'approximate',
			'source',
			'record_id',
			'contacts',
			'amount',
			'attributes',
			'load_id',
			'line'
		]
			.concat(textFields)
			.map((column) => `e.${column}`)
			.join(', ')
	);
	const records = sql`SELECT record_id FROM records WHERE lead_id = ${leadId}::uuid`;
	const { rows } = await sql<EventRow>`
		SELECT e.*, f.file, g.file AS ended_file FROM (
			SELECT ${columns}, e.event_key, NULL AS why, NULL::int AS ended_load FROM events e
			WHERE e.record_id IN (${records})
			UNION ALL
			SELECT ${columns}, e.event_key, e.why, e.ended_load FROM event_versions e WHERE e.record_id IN (${records})
		) e JOIN loads f ON f.id = e.load_id LEFT JOIN loads g ON g.id = e.ended_load
		ORDER BY coalesce(e.at, e.day) DESC, e.event_key, e.load_id DESC`.execute(context.trx);
	return rows.map((row) => ({
		type: row.type,
		at: row.at?.toISOString() ?? row.day!,
		approximate: row.approximate,
		source: row.source,
		record: row.record_id,
		fields: eventFields(row),
		load: row.load_id,
		file: row.file,
		line: row.line,
		ended: row.why === null ? null : { why: row.why, load: row.ended_load!, file: row.ended_file ?? '' }
	}));
}

function eventFields(row: EventRow): { name: string; value: string }[] {
	const fields: { name: string; value: string }[] = [];
	const add = (name: string, value: string | null | undefined) => {
		if (value !== null && value !== undefined) fields.push({ name, value });
	};
	for (const name of textFields) add(name, row[name]);
	add('amount', row.amount);
	for (const contact of row.contacts ?? []) add(contact.startsWith('+') ? 'phone' : 'email', contact);
	for (const [name, value] of Object.entries(row.attributes ?? {})) add(name, value);
	return fields;
}
