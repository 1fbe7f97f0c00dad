/** The threshold that pays best (METHODS: Scoring, Threshold). */
import { z95 } from '#lib/stats/intervals.ts';
import { thresholdsIn } from './quality.ts';
import { olderPart } from './split.ts';
import { tallyOf } from './tally.ts';

/** In one currency. */
export interface Worth {
	/** What is left of one client's money before the work of sales: margin × money of a client. */
	perClient: number;
	/** What one lead handed over costs. */
	perLead: number;
}

/** What a threshold hands over of the leads of one part, and what is left of it. */
export interface PartProfit {
	leads: number;
	flagged: number;
	clients: number;
	profit: number;
}

export interface BestThreshold {
	/** One above the highest score if handing over nobody pays best. */
	threshold: number;
	/** The thresholds around it whose profit does not differ from its by more than chance, on the older part. */
	from: number;
	to: number;
	/** On the older 70 % of the leads, where it was chosen. */
	older: PartProfit;
	/** On the newer 30 %, with the 95 % range of the profit. */
	newer: PartProfit & { interval: [lo: number, hi: number] };
}

type Flagged = Pick<PartProfit, 'flagged' | 'clients'>;

export const profitOf = ({ flagged, clients }: Flagged, { perClient, perLead }: Worth): number =>
	perClient * clients - perLead * flagged;

/**
 * The 95 % range of the profit from handing over so many leads more, out of `n`: Σd ± 1.96 √(Σd² − (Σd)² / n), where d is
 * what a lead brings, and 0 for every lead that is handed over either way or neither way.
 */
export function profitRange(between: Flagged, n: number, worth: Worth): [lo: number, hi: number] {
	const sum = profitOf(between, worth);
	const squares =
		between.clients * (worth.perClient - worth.perLead) ** 2 +
		(between.flagged - between.clients) * worth.perLead ** 2;
	const half = z95 * Math.sqrt(Math.max(0, squares - sum ** 2 / n));
	return [sum - half, sum + half];
}

/**
 * `score` and `isClient` of the same leads, the older ones first. Of thresholds with the same profit the lowest is the
 * best. Leads with −Infinity (`gateScores`) are never handed over. Null where either part has no leads, or the older one
 * nobody who could be handed over.
 */
export function bestThreshold(score: Float64Array, isClient: Uint8Array, worth: Worth): BestThreshold | null {
	const split = olderPart(score.length);
	if (split === 0 || split === score.length) return null;
	const rows = thresholdsIn(tallyOf(score.subarray(0, split), isClient.subarray(0, split)));
	if (rows.length === 0) return null;
	const nobody = { threshold: rows.at(-1)!.threshold + 1, flagged: 0, clients: 0 };
	const choices = [...rows, nobody].map(({ threshold, flagged, clients }) => ({
		...{ threshold, flagged, clients },
		profit: profitOf({ flagged, clients }, worth)
	}));
	const at = choices.reduce((best, { profit }, i) => (profit > choices[best]!.profit ? i : best), 0);
	const best = choices[at]!;
	const isSame = (i: number): boolean => {
		const choice = choices[i];
		if (!choice) return false;
		const [more, less] = i < at ? [choice, best] : [best, choice];
		const between = { flagged: more.flagged - less.flagged, clients: more.clients - less.clients };
		const [lo, hi] = profitRange(between, split, worth);
		return lo <= 0 && hi >= 0;
	};
	let [from, to] = [at, at];
	while (isSame(from - 1)) from--;
	while (isSame(to + 1)) to++;
	const newer = flaggedAt(best.threshold, score.subarray(split), isClient.subarray(split));
	const leads = score.length - split;
	return {
		threshold: best.threshold,
		from: choices[from]!.threshold,
		to: choices[to]!.threshold,
		older: { leads: split, flagged: best.flagged, clients: best.clients, profit: best.profit },
		newer: {
			...{ leads, ...newer, profit: profitOf(newer, worth) },
			interval: profitRange(newer, leads, worth)
		}
	};
}

function flaggedAt(threshold: number, score: Float64Array, isClient: Uint8Array): Flagged {
	let [flagged, clients] = [0, 0];
	for (let i = 0; i < score.length; i++) {
		if (score[i]! < threshold) continue;
		flagged++;
		clients += isClient[i]!;
	}
	return { flagged, clients };
}
