import { isEnough } from './enough.ts';
import { z95, type Interval } from './intervals.ts';
import { tail } from './tail.ts';

/** Leads of one kind (of one week, say): those of the unit, and those of everybody, the unit included. */
export interface Stratum {
	leads: number;
	events: number;
	allLeads: number;
	allEvents: number;
}

/** One unit (a channel, a rep) against the rest, among leads of the same kinds. */
export interface AgainstOthers {
	observed: number;
	/** Events to be expected if the unit were like everybody, itself included. */
	expected: number;
	variance: number;
	/** Events that the others would have made of its leads. */
	others: number;
	/** Events per lead more than the others' (Mantel–Haenszel); null where no kind of lead has others. */
	difference: number | null;
	/** Its 95 % interval, by Sato's variance. */
	interval: Interval;
	/** Too few events both seen and expected, or no other leads to compare with. */
	few: boolean;
	/** Chance of a count as far off on either side; null for few. */
	chance: number | null;
}

/** The test of METHODS, section 2. Strata may come in any order. */
export function againstOthers(strata: Iterable<Stratum>): AgainstOthers {
	let observed = 0;
	let expected = 0;
	let variance = 0;
	let others = 0;
	let weights = 0;
	let weighted = 0;
	let satoP = 0;
	let satoQ = 0;
	for (const { leads: n, events: o, allLeads: N, allEvents: K } of strata) {
		if (n === 0) continue;
		observed += o;
		expected += (n * K) / N;
		if (N > 1) variance += (n * (N - n) * K * (N - K)) / (N * N * (N - 1));
		const m = N - n;
		if (m === 0) continue;
		const k = K - o;
		others += (n * k) / m;
		weights += (n * m) / N;
		weighted += (o * m - k * n) / N;
		satoP += (n * n * k - m * m * o + (n * m * (m - n)) / 2) / (N * N);
		satoQ += (o * (m - k) + k * (n - o)) / (2 * N);
	}
	const difference = weights > 0 ? weighted / weights : null;
	const few = !isEnough(Math.max(observed, expected)) || variance === 0;
	return {
		observed,
		expected,
		variance,
		others,
		difference,
		interval:
			difference === null ? [null, null] : range(difference, (difference * satoP + satoQ) / weights ** 2),
		few,
		chance: few ? null : bothSides(observed, expected, variance)
	};
}

/** Rounding may leave a variance of nothing a little below 0. */
function range(difference: number, variance: number): Interval {
	const half = z95 * Math.sqrt(Math.max(0, variance));
	return [difference - half, difference + half];
}

function bothSides(observed: number, expected: number, variance: number): number {
	const { atMost, atLeast } = tail(observed, expected, variance);
	return Math.min(1, 2 * Math.min(atMost, atLeast));
}
