/** One sales rep against the others, among leads of the same kinds (METHODS, section 2). */
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { againstOthers, type Stratum } from '#lib/stats/strata.ts';
import type { Against, Kind } from './rep-report.ts';

/** Some leads of one kind; cells add up. */
export interface CountedKind extends Kind {
	/** The rep's, else those of the others. */
	own: boolean;
	leads: number;
}

export const kindKey = ({ channel, temperature, month }: Kind): string =>
	JSON.stringify([channel, temperature, month]);

/** Counts by kind: the rep's and everybody's. */
export type KindCounts = Map<string, { own: number; all: number }>;

export function addCount(counts: KindCounts, kind: string, { own, leads }: CountedKind): void {
	let sum = counts.get(kind);
	if (!sum) counts.set(kind, (sum = { own: 0, all: 0 }));
	if (own) sum.own += leads;
	sum.all += leads;
}

export function countKinds(cells: Iterable<CountedKind>): KindCounts {
	const counts: KindCounts = new Map();
	for (const cell of cells) addCount(counts, kindKey(cell), cell);
	return counts;
}

/** The kinds of which the rep has leads, with those of them of which something is true. */
export const kindStrata = (leads: KindCounts, events: KindCounts): Stratum[] =>
	[...leads]
		.filter(([, { own }]) => own > 0)
		.map(([kind, { own, all }]) => {
			const happened = events.get(kind);
			return {
				leads: own,
				events: happened?.own ?? 0,
				allLeads: all,
				allEvents: happened?.all ?? 0
			};
		});

/** Without the others: they cannot be compared, as their leads are chosen by how they ended. */
export function alone(strata: readonly Stratum[]): Against {
	const leads = strata.reduce((sum, stratum) => sum + stratum.leads, 0);
	const made = strata.reduce((sum, stratum) => sum + stratum.events, 0);
	return {
		leads,
		made,
		rate: leads > 0 ? made / leads : null,
		interval: wilson(made, leads),
		comparable: 0,
		others: null,
		othersRate: null,
		difference: null,
		differenceInterval: [null, null],
		clear: null
	};
}

/** Several comparisons made at once: which of them are not chance (Benjamini–Hochberg over those that can be judged). */
export function compared(each: readonly (readonly Stratum[])[]): Against[] {
	const found = each.map((strata) => againstOthers(strata));
	const judged = found.flatMap(({ chance }) => chance ?? []);
	const adjusted = benjaminiHochberg(judged);
	let next = 0;
	return found.map(({ others, difference, interval, chance }, i) => {
		const strata = each[i]!;
		const comparable = strata
			.filter((stratum) => stratum.allLeads > stratum.leads)
			.reduce((sum, stratum) => sum + stratum.leads, 0);
		return {
			...alone(strata),
			comparable,
			others: comparable > 0 ? others : null,
			othersRate: comparable > 0 ? others / comparable : null,
			difference,
			differenceInterval: interval,
			clear: chance === null ? null : adjusted[next++]! <= level
		};
	});
}
