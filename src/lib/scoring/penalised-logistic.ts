/** L2-penalised logistic regression on sparse columns, with bounds on the signs of the weights. */

/** Rows of a table in compressed form: entries of row i at `start[i] .. start[i + 1]`, columns ascending. */
export interface SparseRows {
	start: Uint32Array;
	column: Uint16Array;
	value: Float64Array;
}

export interface LogisticProblem {
	rows: SparseRows;
	/** 1 or 0 a row. */
	isClient: Uint8Array;
	/** Rows that are taken, the end not included. */
	from: number;
	to: number;
	/** A column: 1: its weight is not to be negative, -1: not positive, 0: free. */
	signs: Int8Array;
	/** A value a row of one more column, whose weight is not penalised and not negative. */
	offset: Float64Array | null;
	/** Weight of the log-loss against half the sum of the squared weights. */
	c: number;
}

export interface LogisticFit {
	end: 'found';
	intercept: number;
	/** Weight of the offset; 1 without one. */
	offsetWeight: number;
	/** A column. */
	weights: Float64Array;
	iterations: number;
}

/**
 * Why nothing is found: all rows have the same outcome; the offset is the same everywhere; or the offset alone tells the
 * outcomes apart, so that its weight has no end.
 */
export type NoFit = { end: 'oneOutcome' | 'offsetSame' | 'offsetSeparates' };

const STEPS = 100;
/** A weight this near to its bound is taken to be there. */
const NEAR = 1e-9;
/** Steps smaller than this end the search; on columns of standard deviation 1. */
const SMALL = 1e-9;
/** Rows between two turns. */
const TURN = 4096;

/**
 * Minimises ½ Σ w² + c Σ log-loss with the intercept free, by a projected Newton method (Bertsekas 1982). The penalty
 * keeps the weights finite where they tell the outcomes apart; what is not penalised is checked for that beforehand.
 * Yields now and then.
 */
export function* fitPenalised(
	problem: LogisticProblem,
	start?: LogisticFit
): Generator<void, LogisticFit | NoFit> {
	const none = unbounded(problem);
	if (none) return { end: none };
	const { signs, offset, from, to } = problem;
	const first = offset ? 2 : 1;
	const size = first + signs.length;
	const scale = offset ? deviation(offset, from, to) : 1;
	const bound = (j: number) => (j >= first ? signs[j - first]! : j === 1 ? 1 : 0);

	let x = new Float64Array(size);
	x[0] = Math.log(share(problem) / (1 - share(problem)));
	if (start) {
		x[0] = start.intercept;
		if (offset) x[1] = start.offsetWeight * scale;
		x.set(start.weights, first);
	}
	let here = yield* evaluate(problem, x, first, scale);
	let iterations = 0;
	while (iterations < STEPS) {
		iterations++;
		const held = Uint8Array.from(x, (value, j) =>
			bound(j) !== 0 && bound(j) * value <= NEAR && bound(j) * here.gradient[j]! > 0 ? 1 : 0
		);
		const step = newtonStep(here, held);
		let t = 1;
		let next: typeof x;
		let there: Point;
		for (;;) {
			next = x.map((value, j) => {
				const moved = value + t * step[j]!;
				return bound(j) * moved < 0 ? 0 : moved;
			});
			there = yield* evaluate(problem, next, first, scale);
			let promised = 0;
			for (let j = 0; j < size; j++)
				promised += here.gradient[j]! * (held[j] ? x[j]! - next[j]! : -t * step[j]!);
			const slack = 1e-13 * Math.abs(here.loss);
			if (here.loss - there.loss >= 1e-4 * promised - slack || t < 1e-10) break;
			t /= 2;
		}
		const moved = next.reduce((most, value, j) => Math.max(most, Math.abs(value - x[j]!)), 0);
		x = next;
		here = there;
		if (moved < SMALL) break;
	}
	return {
		end: 'found',
		intercept: x[0]!,
		offsetWeight: offset ? x[1]! / scale : 1,
		weights: x.slice(first),
		iterations
	};
}

/** Sum of the log-loss of a fit over rows. */
export function logLoss(
	{ rows, isClient, offset }: Pick<LogisticProblem, 'rows' | 'isClient' | 'offset'>,
	{ intercept, offsetWeight, weights }: LogisticFit,
	from: number,
	to: number
): number {
	let loss = 0;
	for (let i = from; i < to; i++) {
		let z = intercept + (offset ? offsetWeight * offset[i]! : 0);
		for (let e = rows.start[i]!; e < rows.start[i + 1]!; e++) z += rows.value[e]! * weights[rows.column[e]!]!;
		loss += softPlus(isClient[i] ? -z : z);
	}
	return loss;
}

/** ln(1 + eᶻ) */
const softPlus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

function share({ isClient, from, to }: LogisticProblem): number {
	let clients = 0;
	for (let i = from; i < to; i++) clients += isClient[i]!;
	return clients / (to - from);
}

/**
 * What is not penalised has no end if one outcome is missing, or if an increasing function of the offset is never lower
 * for a client than for another.
 */
function unbounded(problem: LogisticProblem): NoFit['end'] | null {
	const { isClient, offset, from, to } = problem;
	if (from >= to || share(problem) % 1 === 0) return 'oneOutcome';
	if (!offset) return null;
	let [lowest, highest, leastClient, mostOther] = [Infinity, -Infinity, Infinity, -Infinity];
	for (let i = from; i < to; i++) {
		const value = offset[i]!;
		lowest = Math.min(lowest, value);
		highest = Math.max(highest, value);
		if (isClient[i]) leastClient = Math.min(leastClient, value);
		else mostOther = Math.max(mostOther, value);
	}
	if (lowest === highest) return 'offsetSame';
	return leastClient >= mostOther ? 'offsetSeparates' : null;
}

function deviation(values: Float64Array, from: number, to: number): number {
	let mean = 0;
	for (let i = from; i < to; i++) mean += values[i]! / (to - from);
	let squares = 0;
	for (let i = from; i < to; i++) squares += (values[i]! - mean) ** 2;
	return Math.sqrt(squares / (to - from));
}

interface Point {
	loss: number;
	gradient: Float64Array;
	/** Lower triangle, row by row of full length. */
	curvature: Float64Array;
}

/** `x`: intercept, weight of the offset if there is one, weights. */
function* evaluate(
	{ rows, isClient, from, to, offset, c }: LogisticProblem,
	x: Float64Array,
	first: number,
	scale: number
): Generator<void, Point> {
	const size = x.length;
	const gradient = new Float64Array(size);
	const curvature = new Float64Array(size * size);
	let loss = 0;
	const places = new Uint16Array(size);
	const values = new Float64Array(size);
	values[0] = 1;
	if (offset) places[1] = 1;
	for (let i = from; i < to; i++) {
		let count = 1;
		let z = x[0]!;
		if (offset) {
			values[1] = offset[i]! / scale;
			z += x[1]! * values[1]!;
			count = 2;
		}
		const end = rows.start[i + 1]!;
		for (let e = rows.start[i]!; e < end; e++) {
			const place = first + rows.column[e]!;
			places[count] = place;
			values[count] = rows.value[e]!;
			z += x[place]! * values[count]!;
			count++;
		}
		const p = 1 / (1 + Math.exp(-z));
		loss += c * softPlus(isClient[i] ? -z : z);
		const slope = c * (p - isClient[i]!);
		const bend = c * p * (1 - p);
		for (let a = 0; a < count; a++) {
			const place = places[a]!;
			const value = values[a]!;
			gradient[place]! += slope * value;
			const bent = bend * value;
			const row = place * size;
			for (let b = 0; b <= a; b++) curvature[row + places[b]!]! += bent * values[b]!;
		}
		if ((i - from) % TURN === TURN - 1) yield;
	}
	for (let j = first; j < size; j++) {
		loss += x[j]! ** 2 / 2;
		gradient[j]! += x[j]!;
		curvature[j * size + j]! += 1;
	}
	return { loss, gradient, curvature };
}

/** The Newton step in the weights that are not held at their bounds, by Cholesky; the held ones go down their slope. */
function newtonStep({ gradient, curvature }: Point, held: Uint8Array): Float64Array {
	const size = gradient.length;
	const free: number[] = [];
	const step = new Float64Array(size);
	for (let j = 0; j < size; j++)
		if (held[j]) step[j] = -gradient[j]! / curvature[j * size + j]!;
		else free.push(j);
	const n = free.length;
	const factor = new Float64Array(n * n);
	const solved = new Float64Array(n);
	for (let a = 0; a < n; a++) {
		const row = free[a]! * size;
		for (let b = 0; b <= a; b++) {
			let sum = curvature[row + free[b]!]!;
			for (let k = 0; k < b; k++) sum -= factor[a * n + k]! * factor[b * n + k]!;
			factor[a * n + b] =
				a === b
					? Math.sqrt(Math.max(sum, 1e-12 * curvature[row + free[a]!]!, 1e-300))
					: sum / factor[b * n + b]!;
		}
		let rest = -gradient[free[a]!]!;
		for (let k = 0; k < a; k++) rest -= factor[a * n + k]! * solved[k]!;
		solved[a] = rest / factor[a * n + a]!;
	}
	for (let a = n - 1; a >= 0; a--) {
		for (let k = a + 1; k < n; k++) solved[a]! -= factor[k * n + a]! * solved[k]!;
		solved[a]! /= factor[a * n + a]!;
		step[free[a]!] = solved[a]!;
	}
	return step;
}
