import type { LiftRule } from '#lib/scoring/lead-lift.ts';
import type { ThresholdState } from '#lib/scoring/lead-score.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** "+20", "−5", "0". */
export function signedPoints(points: number): string {
	const text = formatNumber(Math.abs(points));
	return text === '0' ? text : `${points > 0 ? '+' : '−'}${text}`;
}

/** "15 points; 10 of interest; “Budget approved”". */
export function missingText({ missing, missingRules }: ThresholdState): string {
	const points = (n: number, text: (inputs: { points: string }) => string) =>
		n > 0 ? [text({ points: formatNumber(n) })] : [];
	return [
		...points(missing.score, m.score_missing_points),
		...points(missing.fit, m.score_missing_fit),
		...points(missing.engagement, m.score_missing_engagement),
		...missingRules.map((rule) => m.score_missing_rule({ rule }))
	].join('; ');
}

/** "Looked at prices, 3 times more". */
export const liftText = ({ label, times }: LiftRule): string =>
	times === 1 ? label : m.score_lift_times({ rule: label, count: formatCount(times) });
