/** The rows of the managers report, put together from what was counted and what was judged. */
import { wilson } from '#lib/stats/intervals.ts';
import type { ManagerCounts, ManagersReport } from './report.ts';

/** What is counted of some leads. */
export interface CountedLeads extends ManagerCounts {
	base: number;
	made: number;
}

const noLeads: CountedLeads = {
	leads: 0,
	accepted: 0,
	sql: 0,
	clients: 0,
	open: 0,
	refused: 0,
	unfit: 0,
	junk: 0,
	returned: 0,
	revenue: 0,
	base: 0,
	made: 0
};

const countNames = Object.keys(noLeads) as (keyof CountedLeads)[];

export function sumCounted(parts: Iterable<CountedLeads>): CountedLeads {
	const sum = { ...noLeads };
	for (const part of parts) for (const name of countNames) sum[name] += part[name];
	return sum;
}

/** `interval` is none where the two count different leads. */
export const withConversion = (counts: CountedLeads, ofSameLeads: boolean): ManagersReport['total'] => ({
	...counts,
	conversion: counts.base > 0 ? counts.made / counts.base : null,
	interval: ofSameLeads ? wilson(counts.made, counts.base) : [null, null]
});

const collator = new Intl.Collator('en', { numeric: true });

/** By name, without one last. */
export const byName = (a: { key: string | null }, b: { key: string | null }): number =>
	a.key === null || b.key === null
		? Number(a.key === null) - Number(b.key === null)
		: collator.compare(a.key, b.key) || (a.key < b.key ? -1 : 1);

/** Less than this share of the lost leads names a manager: whoever has a name has won. */
const fewestNamed = 0.1;

/** More than this share of the leads changed hands: the other credit is judged beside. */
const manyMoved = 0.1;

export function isWonOnly({ lost, unmade }: Pick<ManagersReport, 'lost' | 'unmade'>): boolean {
	const { leads, named } = lost.leads > 0 ? lost : unmade;
	return leads > 0 && named < fewestNamed * leads;
}

export const isOftenMoved = ({ leads, of }: ManagersReport['changedHands']): boolean =>
	leads > manyMoved * of;
