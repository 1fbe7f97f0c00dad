/** The parts of a score as they are shown: rounded so that they add up to the score as it is shown. */
import type { LeadScoreView } from '#lib/scoring/lead-score-view.ts';
import { largestRemainder } from '#lib/stats/largest-remainder.ts';

export interface ShownRule {
	rule: string;
	label: string;
	points: number;
	hits: number;
	max: number;
	/** How often it counts, where that is not as often as it was met. */
	amount: number | null;
	value: number;
}

export interface ShownGroup {
	group: string;
	label: string;
	kind: 'fit' | 'engagement';
	cap: number;
	rules: ShownRule[];
	/** What the cap keeps from counting: against the sign of the sum; 0: nothing. */
	held: number;
	counts: number;
}

/** Points are shown to a tenth. */
const TENTHS = 10;

export function shownGroups({ groups, score }: Pick<LeadScoreView, 'groups' | 'score'>): ShownGroup[] {
	const exact = groups.flatMap(({ rules, sum, counts }) => [
		...rules.map(({ value }) => value),
		counts - sum
	]);
	const shown = largestRemainder(
		exact.map((value) => value * TENTHS),
		Math.round(score * TENTHS)
	);
	let next = 0;
	const take = () => shown[next++]! / TENTHS;
	return groups.map(({ group, label, kind, cap, rules }) => {
		const own = rules.map(({ amount, ...rule }) => ({
			...rule,
			amount: amount === rule.hits ? null : amount,
			value: take()
		}));
		const held = take();
		const tenths = own.reduce(
			(sum, { value }) => sum + Math.round(value * TENTHS),
			Math.round(held * TENTHS)
		);
		return { group, label, kind, cap, rules: own, held, counts: tenths / TENTHS };
	});
}
