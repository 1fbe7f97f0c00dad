/** The leads of a scope with the hits of a model's rules, for the workbench and everything else that judges scores. */
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
import { readHitEvents } from './hit-events.ts';
import { leadCount, type LeadIds } from './lead-ids.ts';
import { readFacts } from './read-facts.ts';

/** The leads by creation, then by the hash of the external id of their first record. */
export interface ScoredLeads {
	ids: LeadIds;
	facts: LeadFacts;
	hits: HitTable;
}

/** The same leads with what depends on the conditions of models alone. */
export interface StructureLeads extends StructureHits {
	ids: LeadIds;
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
	const unfit = single.map(() => new Uint8Array(leadCount(ids)));
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
