import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import type { StepReport } from '#lib/leadtime/step-times.ts';
import { stepSentences } from './steps-text.ts';

/** Groups that are sent; the CSV has all. */
const mostGroups = 20;

/** What the section of the steps shows. Groups: times in their order, others by their timed steps. */
export function stepsView({ steps, groups }: StepReport, filters: Filters) {
	const timed = (group: StepReport['groups'][number]) => group.steps.reduce((sum, { n }) => sum + n, 0);
	const inTime = isTimeBreakdown(filters.by[0] ?? '');
	const sorted = groups.toSorted((a, b) => {
		const names = [JSON.stringify(a.key), JSON.stringify(b.key)];
		const byName = names[0]! < names[1]! ? -1 : 1;
		return inTime ? byName : timed(b) - timed(a) || byName;
	});
	return {
		steps,
		sentences: stepSentences(steps, filters),
		groups: sorted.slice(0, mostGroups),
		allGroups: groups.length
	};
}
export type StepsView = ReturnType<typeof stepsView>;
