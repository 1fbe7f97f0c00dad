/** The most that a model can give. */
import { isEventful } from './compile.ts';
import type { ScoreModel } from './model.ts';
import type { Score } from './points.ts';

/** Every rule with points to give is met as often as it counts, and none that takes away; groups within their caps. */
export function mostPoints({ groups, rules }: Pick<ScoreModel, 'groups' | 'rules'>): Score {
	const most: Score = { fit: 0, engagement: 0, score: 0 };
	for (const { key, kind, cap } of groups) {
		let sum = 0;
		for (const { group, points, max, when } of rules)
			if (group === key && points > 0) sum += points * (isEventful(when) ? max : 1);
		const within = Math.min(cap, sum);
		most[kind] += within;
		most.score += within;
	}
	return most;
}
