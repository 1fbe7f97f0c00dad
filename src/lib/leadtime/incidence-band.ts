/**
 * The likely range of the incidence (METHODS, section 5, Band): the infinitesimal jackknife of R's `survfit`, by day
 * counts in one pass. It asks how far the curve would move if each lead weighed a little more.
 */
import { z95 } from '#lib/stats/intervals.ts';
import type { ExitWeights, IncidenceCell } from './incidence.ts';

/** What the curve is made of on one day. */
interface DayOfCurve {
	/** Weight of the leads at risk. */
	weight: number;
	/** Shares of that weight which become clients, are lost. */
	clients: number;
	losses: number;
	/** Share of all leads still open at the start and at the end of the day. */
	before: number;
	left: number;
	/** At the end of the day. */
	incidence: number;
}

type Band = { se: number; lo: number; hi: number } | { se: null; lo: null; hi: null };

/**
 * A function to be called for each day, the earliest first, with what leaves on it. `leads`: all of them by how they
 * leave. A lead that has left moves the incidence at the end by a + b × incidence, and one that is still followed by u
 * (and the share of open leads by v), whatever its kind: sums of squares of these suffice.
 */
export function bandSteps(weights: ExitWeights, leads: Omit<IncidenceCell, 'day'>) {
	const squares = { open: 1, client: weights.client ** 2, lost: weights.lost ** 2 };
	const rest = { ...leads };
	let u = 0;
	let v = 0;
	let aa = 0;
	let ab = 0;
	let bb = 0;

	return (cell: IncidenceCell, day: DayOfCurve): Band => {
		const { weight, clients, before, left, incidence } = day;
		const share = before / weight;
		const all = clients + day.losses;
		const ofIncidence = (isClient: number) => u + v * clients + share * (isClient - clients);
		const ofOpen = (leaves: number) => v * (1 - all) - share * (leaves - all);
		for (const kind of ['open', 'client', 'lost'] as const) {
			if (cell[kind] === 0) continue;
			const b = left === 0 ? 0 : ofOpen(kind === 'open' ? 0 : 1) / left;
			const a = ofIncidence(kind === 'client' ? 1 : 0) - b * incidence;
			const square = squares[kind] * cell[kind];
			aa += square * a * a;
			ab += square * a * b;
			bb += square * b * b;
			rest[kind] -= cell[kind];
		}
		[u, v] = [ofIncidence(0), ofOpen(0)];
		if (incidence === 0) return { se: null, lo: null, hi: null };
		const followed = rest.open + squares.client * rest.client + squares.lost * rest.lost;
		// Rounding may leave a sum of squares of nothing a little below 0.
		const variance = aa + 2 * ab * incidence + bb * incidence ** 2 + followed * u * u;
		const se = Math.sqrt(Math.max(0, variance));
		const factor = Math.exp((z95 * se) / incidence);
		return { se, lo: incidence / factor, hi: Math.min(1, incidence * factor) };
	};
}
