/** How far the weights of a suggestion are held back: tried out on the older leads, block after block. */
import { fitPenalised, logLoss, type LogisticFit, type LogisticProblem } from './penalised-logistic.ts';

/** Weights of the log-loss against the penalty that are tried: the smaller, the nearer to 0 the weights. */
export const penalties = [0.003, 0.03, 0.3, 3] as const;

/** Blocks of equal size, the first ones longer by the rest: each but the first is foretold from those before it. */
const blocks = 5;

/**
 * The penalty whose weights, found on the first one to four blocks of the rows, foretell the block after them with the
 * least log-loss in all; the smaller of equals. Beginnings that allow no weights (all with the same outcome) are left out.
 */
export function* choosePenalty(problem: Omit<LogisticProblem, 'c'>): Generator<void, number> {
	const { from, to } = problem;
	const size = Math.floor((to - from) / blocks);
	const losses = new Float64Array(penalties.length);
	for (let block = 1; block < blocks; block++) {
		const end = to - (blocks - block) * size;
		let before: LogisticFit | undefined;
		for (const [i, c] of penalties.entries()) {
			const fit = yield* fitPenalised({ ...problem, c, to: end }, before);
			if (fit.end !== 'found') break;
			losses[i]! += logLoss(problem, fit, end, end + size);
			before = fit;
		}
	}
	return penalties[losses.indexOf(Math.min(...losses))]!;
}
