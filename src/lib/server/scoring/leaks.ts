/** Rules of a model that know the answer in advance. */
import type { Filters } from '#lib/filters/filters.ts';
import { findLeak, leakZ, type FirstHits, type Leak } from '#lib/scoring/leak.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { firstHits, leadsHaving } from '#lib/scoring/rule-audit.ts';
import type { ReportContext } from '../reports/context.ts';
import { judgeModel, type JudgedModel } from './judged.ts';

export interface RuleLeak {
	key: string;
	label: string;
	leads: number;
	clients: number;
	first: FirstHits;
	leak: Leak;
}

export const leaksOf = async (
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<RuleLeak[]> => leaksIn(await judgeModel(context, filters, model));

/** The same of a model that is judged already. */
export function leaksIn({
	model,
	hits,
	cohort,
	counts
}: Pick<JudgedModel, 'model' | 'hits' | 'cohort' | 'counts'>): RuleLeak[] {
	const z = leakZ(Math.max(1, model.rules.length));
	const having = leadsHaving(counts, model.rules.length);
	const firsts = firstHits(model, hits, cohort);
	return model.rules.flatMap(({ key, label }, i) => {
		const leads = having[i]!.length;
		const clients = having[i]!.reduce((sum, lead) => sum + cohort.isClient[lead]!, 0);
		const first = firsts[i]!;
		const leak = findLeak(
			{
				clientsHit: clients,
				clients: cohort.clients,
				othersHit: leads - clients,
				others: cohort.leads.length - cohort.clients
			},
			first,
			z
		);
		return leak.by ? [{ key, label, leads, clients, first, leak }] : [];
	});
}
