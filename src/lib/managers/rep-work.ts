/** How somebody's leads are worked, from their counts. */
import { share } from '#lib/leadtime/response.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { medianRange } from '#lib/stats/median-range.ts';
import { quantile } from '#lib/stats/quantile.ts';
import type { Days, Mean, Work } from './rep-report.ts';

export interface WorkCounts {
	leads: number;
	reached: number;
	/** Tried in vain. */
	missed: number;
	/** Attempts, and activities of sales, in all. */
	attempts: number;
	activities: number;
	/** Leads with a call that nobody answered. */
	missedCalls: number;
	/** Leads with a card, and how much of it is filled in on average (0..1). */
	leadCards: number;
	leadCard: number | null;
	clientCards: number;
	clientCard: number | null;
	/** Clients with an amount, and their sum. */
	sales: number;
	salesMinor: number;
	/** In ascending order, of the leads of which it is known. */
	wallMinutes: Float64Array;
	workingMinutes: Float64Array;
	toClient: Float64Array;
	/** null: acceptance is not recorded. */
	acceptedToClient: Float64Array | null;
}

/** Open leads. */
export interface WaitingWork {
	open: number;
	untried: number;
	/** Tried, but not reached. */
	unreached: number;
	overdue: number;
	openMissedCalls: number;
}

const nothing: WorkCounts = {
	...{ leads: 0, reached: 0, missed: 0, attempts: 0, activities: 0, missedCalls: 0 },
	...{ leadCards: 0, leadCard: null, clientCards: 0, clientCard: null, sales: 0, salesMinor: 0 },
	wallMinutes: new Float64Array(),
	workingMinutes: new Float64Array(),
	toClient: new Float64Array(),
	acceptedToClient: null
};

const nobodyWaits: WaitingWork = { open: 0, untried: 0, unreached: 0, overdue: 0, openMissedCalls: 0 };

/** `digits`: of the reporting currency. Without counts there are no leads. */
export function repWork(
	counts: WorkCounts = nothing,
	waiting: WaitingWork = nobodyWaits,
	digits: number
): Work {
	const { leads, wallMinutes, workingMinutes, sales } = counts;
	const perLead = (sum: number) => (leads > 0 ? sum / leads : null);
	const sum = fromMinor(counts.salesMinor, digits);
	return {
		leads,
		answered: wallMinutes.length,
		medianMinutes: quantile(wallMinutes, 0.5),
		medianInterval: medianRange(wallMinutes),
		workingMedianMinutes: quantile(workingMinutes, 0.5),
		workingMedianInterval: medianRange(workingMinutes),
		reach: share(counts.reached, counts.reached + counts.missed),
		attempts: perLead(counts.attempts),
		activities: perLead(counts.activities),
		missedCalls: share(counts.missedCalls, leads),
		openMissedCalls: waiting.openMissedCalls,
		open: waiting.open,
		untried: share(waiting.untried, waiting.open),
		unreached: share(waiting.unreached, waiting.open),
		overdue: share(waiting.overdue, waiting.open),
		leadCard: meanOf(counts.leadCards, counts.leadCard),
		clientCard: meanOf(counts.clientCards, counts.clientCard),
		toClient: daysOf(counts.toClient),
		acceptedToClient: counts.acceptedToClient && daysOf(counts.acceptedToClient),
		revenue: { sum, clients: sales, average: sales > 0 ? sum / sales : null }
	};
}

const meanOf = (n: number, mean: number | null): Mean => ({ n, mean });

const daysOf = (days: Float64Array): Days => ({
	n: days.length,
	median: quantile(days, 0.5),
	interval: medianRange(days),
	p90: quantile(days, 0.9)
});
