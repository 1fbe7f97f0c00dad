/** Whether leads with a hit become clients more often than those without, for many hits at once. */
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { wilson, z95, type Interval } from '#lib/stats/intervals.ts';
import { againstOthers } from '#lib/stats/strata.ts';
import { rateRatio, type Ratio } from './rate-ratio.ts';

/** Leads with a hit at their decision, and those of them that became clients in time. */
export interface HitLeads {
	leads: number;
	clients: number;
}

export interface HitVerdict extends HitLeads {
	/** Clients / leads, with its likely range; null without leads. */
	rate: number | null;
	interval: Interval;
	/** The same of all leads without the hit. */
	othersRate: number | null;
	/** How many times the rate of the others it is; null where one side has no leads. */
	lift: Ratio | null;
	/** (O − E) / √V of METHODS, section 2: how sure the difference is, and its direction. 0 for few. */
	evidence: number;
	/** `same`: could be chance. */
	verdict: 'more' | 'fewer' | 'same' | 'few';
}

/** Each against all other leads (METHODS, section 2, one stratum), adjusted for how many are judged. */
export function judgeHits(hits: readonly HitLeads[], all: HitLeads): HitVerdict[] {
	const tests = hits.map(({ leads, clients }) =>
		againstOthers([{ leads, events: clients, allLeads: all.leads, allEvents: all.clients }])
	);
	const judged = tests.flatMap(({ chance }, i) => (chance === null ? [] : [{ i, chance }]));
	const adjusted = new Map(
		benjaminiHochberg(judged.map(({ chance }) => chance)).map((chance, at) => [judged[at]!.i, chance])
	);
	return hits.map(({ leads, clients }, i) => {
		const { observed, expected, variance } = tests[i]!;
		const chance = adjusted.get(i);
		const rest = { leads: all.leads - leads, clients: all.clients - clients };
		return {
			leads,
			clients,
			rate: leads > 0 ? clients / leads : null,
			interval: wilson(clients, leads),
			othersRate: rest.leads > 0 ? rest.clients / rest.leads : null,
			lift: rateRatio(clients, leads, rest.clients, rest.leads, z95),
			evidence: chance === undefined ? 0 : (observed - expected) / Math.sqrt(variance),
			verdict: chance === undefined ? 'few' : chance > level ? 'same' : observed > expected ? 'more' : 'fewer'
		};
	});
}
