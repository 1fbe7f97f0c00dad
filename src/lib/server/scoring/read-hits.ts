/** The leads of a scope with the hits of a model's rules, for the workbench and everything else that judges scores. */
import type { Filters } from '#lib/filters/filters.ts';
import { hitTableBuilder, knockOutTableBuilder, type HitTable, type LeadFacts } from '#lib/scoring/hits.ts';
import { structureModel, type Structure, type StructureHits } from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import { readHitEvents } from './hit-events.ts';
import type { LeadIds } from './lead-ids.ts';
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

/**
 * `filters`: whom to take; the range is that of their arrival. `as`: hits tell the scores at the decisions, or those of
 * today; they differ for leads that were decided on before they were created.
 */
export async function readStructure(
	context: ReportContext,
	filters: Filters,
	structure: Structure,
	as: 'decision' | 'today' = 'decision'
): Promise<StructureLeads> {
	const { ids, facts } = await readFacts(context, filters);
	const builder = hitTableBuilder(structureModel(structure));
	const knockOuts = knockOutTableBuilder(structure.disqualify);
	await readHitEvents(context, ids, structure, (place, events) => {
		const decidedAfter = as === 'decision' ? facts.decidedAfter[place] : Infinity;
		builder.add(facts.createdAt[place]!, events, decidedAfter);
		knockOuts.add(facts.createdAt[place]!, events, decidedAfter);
	});
	return { ids, structure, facts, hits: builder.end(), knockOuts: knockOuts.end() };
}
