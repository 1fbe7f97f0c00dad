/** The chance of becoming a client as a logistic function of one score, by maximum likelihood. */
import { atOnce } from './at-once.ts';
import type { CalibrationProblem } from './calibration.ts';
import type { Tally } from './tally.ts';

export type LogisticFit =
	{ problem: null; a: number; b: number } | { problem: Exclude<CalibrationProblem, 'few'>; a: null; b: null };

/** Far more than Newton's method takes where there is a maximum. */
const STEPS = 200;

/** p = σ(a + bS) by Newton's method; or why the likelihood has no maximum. */
export const fitLogistic = (tally: Tally): LogisticFit => atOnce(fitInTurns(tally));

/** As {@link fitLogistic}, yielding between steps. */
export function* fitInTurns(tally: Tally): Generator<void, LogisticFit> {
	const { score, clients, others, allClients, allOthers } = tally;
	if (allClients === 0 || allOthers === 0) return unfit('oneKind');
	if (score.length === 1) return unfit('oneScore');
	if (isParted(tally)) return unfit('parted');
	const all = allClients + allOthers;
	const mean = score.reduce((sum, value, i) => sum + value * (clients[i]! + others[i]!), 0) / all;
	const scale = Math.max(Math.abs(score[0]! - mean), Math.abs(score.at(-1)! - mean));
	const x = score.map((value) => (value - mean) / scale);
	/** Minus the log likelihood, its gradient and its second derivatives. */
	const lossAt = (a: number, b: number) => {
		const sums = { loss: 0, ga: 0, gb: 0, aa: 0, ab: 0, bb: 0 };
		for (let i = 0; i < x.length; i++) {
			const at = x[i]!;
			const z = a + b * at;
			const p = 1 / (1 + Math.exp(-z));
			const [k, n] = [clients[i]!, clients[i]! + others[i]!];
			sums.loss += n * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))) - k * z;
			const [error, weight] = [n * p - k, n * p * (1 - p)];
			sums.ga += error;
			sums.gb += error * at;
			sums.aa += weight;
			sums.ab += weight * at;
			sums.bb += weight * at * at;
		}
		return sums;
	};
	let [a, b] = [Math.log(allClients / allOthers), 0];
	let now = lossAt(a, b);
	for (let step = 0; step < STEPS; step++) {
		const determinant = now.aa * now.bb - now.ab ** 2;
		const da = (now.bb * now.ga - now.ab * now.gb) / determinant;
		const db = (now.aa * now.gb - now.ab * now.ga) / determinant;
		// Halved until it does not lead uphill, by more than the loss is exact to.
		let part = 1;
		let next = lossAt(a - da, b - db);
		while (next.loss > now.loss * (1 + 1e-12) && part > 1e-9) {
			part /= 2;
			next = lossAt(a - part * da, b - part * db);
		}
		[a, b, now] = [a - part * da, b - part * db, next];
		if (Math.abs(da) + Math.abs(db) < 1e-11 * (1 + Math.abs(a) + Math.abs(b))) break;
		yield;
	}
	return { problem: null, a: a - (b * mean) / scale, b: b / scale };
}

const unfit = (problem: Exclude<CalibrationProblem, 'few'>): LogisticFit => ({ problem, a: null, b: null });

/** All clients score at least as high as every other, or at most as high: the best b would be infinite. */
function isParted({ score, clients, others }: Tally): boolean {
	const ends = (counts: Uint32Array) => [
		score[counts.findIndex((count) => count > 0)]!,
		score[counts.findLastIndex((count) => count > 0)]!
	];
	const [clientLo, clientHi] = ends(clients) as [number, number];
	const [otherLo, otherHi] = ends(others) as [number, number];
	return clientLo >= otherHi || clientHi <= otherLo;
}
