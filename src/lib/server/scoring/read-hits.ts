/** The leads of a scope with the hits of a model's rules, for the workbench and everything else that judges scores. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { compileModel, disqualifies } from '#lib/scoring/compile.ts';
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
import { readHitEvents } from './hit-events.ts';

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
		FROM lead_rows l LEFT JOIN records r ON r.record_id = l.lead_id
		WHERE ${where}
		ORDER BY l.created_at, sha256(convert_to(coalesce(r.external_id, r.record_id::text), 'UTF8')), l.lead_id`.execute(
		context.trx
	);
	return { ids: rows.map((row) => row.lead_id), facts: factsOf(rows) };
}

/** `filters`: whom to take; the range is that of their arrival. `as`: see {@link readStructure}. */
export async function readScoredLeads(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel,
	as: 'decision' | 'today' = 'decision'
): Promise<ScoredLeads> {
	const { ids, facts, ...read } = await readStructure(context, filters, structureOf(model), as);
	const { hits, disqualified } = hitsOf(read, model);
	return { ids, facts: { ...facts, disqualified }, hits };
}

/**
 * The same for all models of a structure. `as`: hits tell the scores at the decisions, or those of today; they differ
 * for leads that were decided on before they were created.
 */
export async function readStructure(
	context: ReportContext,
	filters: Filters,
	structure: Structure,
	as: 'decision' | 'today' = 'decision'
): Promise<StructureLeads> {
	const { ids, facts } = await readFacts(context, filters);
	const builder = hitTableBuilder(structureModel(structure));
	const single = structure.disqualify.map((when) =>
		compileModel(structureModel({ rules: [], disqualify: [when] }))
	);
	const unfit = single.map(() => new Uint8Array(ids.length));
	await readHitEvents(context, ids, structure, (place, events) => {
		const decidedAfter = as === 'decision' ? facts.decidedAfter[place] : Infinity;
		builder.add(facts.createdAt[place]!, events, decidedAfter);
		if (single.length === 0) return;
		const scored = events.map(({ event }) => event);
		single.forEach((model, k) => {
			if (disqualifies(model, scored)) unfit[k]![place] = 1;
		});
	});
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
