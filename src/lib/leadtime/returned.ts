/** What came of the leads that sales sent back, and of its visits at SAL (METHODS, section 4). */
import { wilson } from '#lib/stats/intervals.ts';
import type { Passes, ReturnedFigures } from './report.ts';

/** Visits that are over and those of them that went on, and how many are still under way. */
export type VisitCounts = Pick<Passes, 'visits' | 'passed' | 'waiting'>;

export interface ReturnedCounts {
	leads: number;
	clients: number;
	first: VisitCounts;
	last: VisitCounts;
	all: VisitCounts;
}

/** What of the counts means anything: see {@link ReturnedFigures}. */
export interface Known {
	yield: boolean;
	passes: boolean;
}

/** Yield: clients after the first return / leads returned. Pass: visits that went on / visits that are over. */
export function returnedFigures(counts: ReturnedCounts, known: Known): ReturnedFigures {
	const { leads, clients, first, last, all } = counts;
	return {
		leads,
		clients,
		yield: known.yield && leads > 0 ? clients / leads : null,
		interval: known.yield ? wilson(clients, leads) : [null, null],
		passes: known.passes ? { first: passesOf(first), last: passesOf(last), all: passesOf(all) } : null
	};
}

const passesOf = ({ visits, passed, waiting }: VisitCounts): Passes => ({
	...{ visits, passed, waiting },
	rate: visits > 0 ? passed / visits : null,
	interval: wilson(passed, visits)
});

export function sumReturned(parts: readonly ReturnedCounts[]): ReturnedCounts {
	const total = (of: (counts: ReturnedCounts) => number) => parts.reduce((sum, part) => sum + of(part), 0);
	const visits = (which: 'first' | 'last' | 'all'): VisitCounts => ({
		visits: total((part) => part[which].visits),
		passed: total((part) => part[which].passed),
		waiting: total((part) => part[which].waiting)
	});
	return {
		leads: total(({ leads }) => leads),
		clients: total(({ clients }) => clients),
		first: visits('first'),
		last: visits('last'),
		all: visits('all')
	};
}
