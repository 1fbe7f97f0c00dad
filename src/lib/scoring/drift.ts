/** Whether leads have changed since the model was set (METHODS, section 7: Drift). */
import { chiSquarePoint } from '#lib/stats/chi-square.ts';
import { quantile } from '#lib/stats/quantile.ts';

export interface Drift {
	/** Population stability index. */
	psi: number;
	/** What months of the same leads as before stay below. */
	limit: number;
	/** Null: no more than chance, or too little to matter. */
	change: 'some' | 'large' | null;
}

/** A change below the first is of no matter, however sure; from the second it is large. */
const matters = 0.1;
const isLarge = 0.25;

/**
 * Upper ends of the bins but the last: deciles of the base (ascending, not empty), equal ones merged, so that each bin holds
 * some of the base. Where no decile parts it, what is less than the most is a bin. Of a base all alike, what is less will
 * be one, or what is more where it is nothing.
 */
export function decileEnds(sorted: ArrayLike<number>): number[] {
	const n = sorted.length;
	const ends: number[] = [];
	let inBins = 0;
	for (let i = 1; i < 10; i++) {
		const end = quantile(sorted, i / 10)!;
		let upTo = inBins;
		while (upTo < n && sorted[upTo]! <= end) upTo++;
		if (upTo > inBins && upTo < n) ends.push(end);
		inBins = upTo;
	}
	if (ends.length > 0) return ends;
	const most = sorted[n - 1]!;
	for (let i = n - 1; i >= 0; i--) if (sorted[i]! < most) return [sorted[i]!];
	return [most > 0 ? most * (1 - Number.EPSILON) : most];
}

/** How many of the values are in each bin: up to its end, the last above all ends. */
export function countBins(values: Iterable<number>, ends: readonly number[]): number[] {
	const counts = new Array<number>(ends.length + 1).fill(0);
	for (const value of values) {
		let bin = 0;
		while (bin < ends.length && value > ends[bin]!) bin++;
		counts[bin]!++;
	}
	return counts;
}

/** Counts of the same bins (two or more) before and in a month, both with leads. `alpha`: .05 / (rules × months). */
export function driftOf(base: readonly number[], month: readonly number[], alpha: number): Drift {
	const n = base.reduce((sum, count) => sum + count, 0);
	const m = month.reduce((sum, count) => sum + count, 0);
	const b = base.length;
	let psi = 0;
	for (let i = 0; i < b; i++) {
		const p = (base[i]! + 0.5) / (n + 0.5 * b);
		const q = (month[i]! + 0.5) / (m + 0.5 * b);
		psi += (q - p) * Math.log(q / p);
	}
	const limit = chiSquarePoint(alpha, b - 1) * (1 / n + 1 / m);
	return { psi, limit, change: psi > limit && psi >= matters ? (psi >= isLarge ? 'large' : 'some') : null };
}
