/** The leads of a scope with the hits of a model's rules, for the workbench and everything else that judges scores. */
import { sql } from 'kysely';
import type { EventType } from '#lib/events/event.ts';
import { dayNumber } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { placeEvents, type PlaceableEvent } from '#lib/funnel/replay.ts';
import { compileModel, disqualifies, type ScoredEvent } from '#lib/scoring/compile.ts';
import { hitTableBuilder, type HitTable, type LeadFacts } from '#lib/scoring/hits.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import {
	hitsOf,
	structureModel,
	structureOf,
	type Structure,
	type StructureHits
} from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';

/** The leads by creation, then by the hash of the external id of their first record. */
export interface ScoredLeads {
	ids: string[];
	facts: LeadFacts;
	hits: HitTable;
}

/** The same leads with what depends on the conditions of models alone. */
export interface StructureLeads extends StructureHits {
	ids: string[];
}

interface FactRow {
	lead_id: string;
	created: number;
	decided: number | null;
	outcome: number;
	outcome_after: number | null;
	accepted: boolean;
	channel: string | null;
}

interface EventRow {
	lead_id: string;
	event_key: string;
	record_id: string;
	type: EventType;
	ms: number | null;
	day: string | null;
	approximate: boolean;
	source: string;
	row_key: string | null;
	activity: string | null;
	attributes: Record<string, string> | null;
}

type HitEvent = PlaceableEvent & ScoredEvent;

const endOfDay = new Set<string>(['client', 'refused', 'unfit', 'junk', 'returned']);
const BATCH = 10_000;

/** What is known of the leads without a look at their events; nobody is disqualified. */
export async function readFacts(
	context: ReportContext,
	filters: Filters
): Promise<Pick<ScoredLeads, 'ids' | 'facts'>> {
	const { where } = arrivalScope(context, filters);
	const { rows } = await sql<FactRow>`
		SELECT l.lead_id, date_part('epoch', l.created_at) * 1000 AS created,
			date_part('epoch', l.decided_at - l.created_at) * 1000 AS decided, l.outcome,
			CASE WHEN l.outcome_exact THEN date_part('epoch', l.outcome_at - l.created_at) * 1000 END AS outcome_after,
			l.entered_sal IS NOT NULL AS accepted, l.channel
		FROM lead_rows l
		WHERE ${where}
		ORDER BY l.created_at, (
			SELECT encode(sha256(convert_to(coalesce(r.external_id, r.record_id::text), 'UTF8')), 'hex')
			FROM records r WHERE r.record_id = l.lead_id
		), l.lead_id`.execute(context.trx);
	return { ids: rows.map((row) => row.lead_id), facts: factsOf(rows) };
}

/** `filters`: whom to take; the range is that of their arrival. */
export async function readScoredLeads(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<ScoredLeads> {
	const { ids, facts, ...read } = await readStructure(context, filters, structureOf(model));
	const { hits, disqualified } = hitsOf(read, model);
	return { ids, facts: { ...facts, disqualified }, hits };
}

/** The same for all models of a structure. */
export async function readStructure(
	context: ReportContext,
	filters: Filters,
	structure: Structure
): Promise<StructureLeads> {
	const { ids, facts } = await readFacts(context, filters);
	const builder = hitTableBuilder(structureModel(structure));
	const single = structure.disqualify.map((when) =>
		compileModel(structureModel({ rules: [], disqualify: [when] }))
	);
	const unfit = single.map(() => new Uint8Array(ids.length));
	for (let from = 0; from < ids.length; from += BATCH) {
		const batch = ids.slice(from, from + BATCH);
		const events = await readEvents(context, batch);
		batch.forEach((id, i) => {
			const placed = placeEvents(events.get(id) ?? []);
			builder.add(facts.createdAt[from + i]!, placed);
			const scored = placed.map(({ event }) => event);
			single.forEach((model, k) => {
				if (disqualifies(model, scored)) unfit[k]![from + i] = 1;
			});
		});
	}
	return { ids, structure, facts, hits: builder.end(), unfit };
}

function factsOf(rows: FactRow[]): LeadFacts {
	const channels = [...new Set(rows.map((row) => row.channel))];
	const places = new Map(channels.map((channel, i) => [channel, i]));
	return {
		createdAt: Float64Array.from(rows, (row) => Math.round(row.created)),
		decidedAfter: Float64Array.from(rows, (row) =>
			row.decided === null ? Infinity : Math.round(row.decided)
		),
		outcome: Uint8Array.from(rows, (row) => row.outcome),
		outcomeAfter: Float64Array.from(rows, (row) =>
			row.outcome_after === null ? NaN : Math.round(row.outcome_after)
		),
		accepted: Uint8Array.from(rows, (row) => (row.accepted ? 1 : 0)),
		disqualified: new Uint8Array(rows.length),
		channel: Uint16Array.from(rows, (row) => places.get(row.channel)!),
		channels
	};
}

/** The events of leads as replay takes them, by lead. */
export async function readEvents(context: ReportContext, ids: string[]): Promise<Map<string, HitEvent[]>> {
	const { rows } = await sql<EventRow>`
		SELECT r.lead_id, e.event_key::text, e.record_id, e.type, date_part('epoch', e.at) * 1000 AS ms, e.day::text,
			e.approximate, e.source, e.row_key, e.activity, e.attributes
		FROM records r JOIN events e USING (record_id)
		WHERE r.lead_id = ANY (${ids}::uuid[])
		ORDER BY r.lead_id, e.event_key`.execute(context.trx);
	const byLead = new Map<string, HitEvent[]>();
	rows.forEach((row, i) => {
		const day = row.day === null ? null : dayNumber(row.day);
		const event: HitEvent = {
			key: String(1e9 + i),
			type: row.type,
			ms:
				day === null
					? Math.round(row.ms!)
					: endOfDay.has(row.type)
						? context.zone.endOfDay(day)
						: context.zone.startOfDay(day),
			approximate: row.approximate,
			record: row.record_id,
			row: row.row_key === null ? null : `${row.source}\0${row.row_key}`,
			activity: row.activity,
			attributes: row.attributes
		};
		const list = byLead.get(row.lead_id);
		if (list) list.push(event);
		else byLead.set(row.lead_id, [event]);
	});
	return byLead;
}
