/** What hits are worth (METHODS: Scoring): the one formula of a score. */
import type { CompiledModel, CompiledThreshold } from './compile.ts';

export interface Score {
	fit: number;
	engagement: number;
	score: number;
}

/**
 * How often a rule counts at `at` (ms): its newest `max` hits of `times[from..to)`, in the order of time and none after
 * `at`, each halved every `halfLife` ms. With a half-life of 0 a hit counts at its own instant alone.
 */
export function amountAt(
	times: ArrayLike<number>,
	from: number,
	to: number,
	max: number,
	halfLife: number,
	at: number
): number {
	const first = Math.max(from, to - max);
	if (halfLife === Infinity) return to - first;
	let sum = 0;
	for (let i = first; i < to; i++) {
		const age = at - times[i]!;
		sum += age === 0 ? 1 : 2 ** (-age / halfLife);
	}
	return sum;
}

/** Adds up rules (places, ascending) that count so often: group sums within their caps, and the sum of the groups. */
export type AddPoints = (
	rules: ArrayLike<number>,
	amounts: ArrayLike<number>,
	from: number,
	to: number,
	into: Score
) => void;

export function pointsAdder({ rules, caps, isFit }: CompiledModel): AddPoints {
	/** By group; behind them the sum of the rules of none. */
	const sums = new Float64Array(caps.length + 1);
	const points = Float64Array.from(rules, (rule) => rule.points);
	const groups = Uint16Array.from(rules, ({ group }) => (group < 0 ? caps.length : group));
	return (places, amounts, from, to, into) => {
		for (let g = 0; g < sums.length; g++) sums[g] = 0;
		// Rules of a group stand together for the most part: its sum is written once they are through.
		let current = 0;
		let running = 0;
		for (let i = from; i < to; i++) {
			const place = places[i]!;
			const group = groups[place]!;
			if (group !== current) {
				sums[current] = running;
				running = sums[group]!;
				current = group;
			}
			running += points[place]! * amounts[i]!;
		}
		sums[current] = running;
		let fit = 0;
		let engagement = 0;
		let score = 0;
		for (let g = 0; g < caps.length; g++) {
			const cap = caps[g]!;
			const all = sums[g]!;
			const sum = all > cap ? cap : all < -cap ? -cap : all;
			if (isFit[g]) fit += sum;
			else engagement += sum;
			score += sum;
		}
		into.fit = fit;
		into.engagement = engagement;
		into.score = score;
	};
}

/** Whether a score passes a threshold; `isMet` says whether the rule at a place is met. */
export const passes = (
	threshold: CompiledThreshold,
	{ fit, engagement, score }: Score,
	isMet: (place: number) => boolean
): boolean =>
	score >= threshold.score &&
	fit >= threshold.minFit &&
	engagement >= threshold.minEngagement &&
	threshold.require.every(isMet);

/** The same of many leads: writes 1 for those that pass. `isMet`: 1 for leads with all the required rules; null: all. */
export function passAll(
	{ score, minFit, minEngagement }: CompiledThreshold,
	scores: Record<keyof Score, Float64Array>,
	isMet: Uint8Array | null,
	into: Uint8Array
): void {
	for (let i = 0; i < into.length; i++) into[i] = Number(scores.score[i]! >= score);
	if (minFit > -Infinity) for (let i = 0; i < into.length; i++) if (scores.fit[i]! < minFit) into[i] = 0;
	if (minEngagement > -Infinity)
		for (let i = 0; i < into.length; i++) if (scores.engagement[i]! < minEngagement) into[i] = 0;
	if (isMet) for (let i = 0; i < into.length; i++) into[i]! &= isMet[i]!;
}
