/** What a sales rep makes of leads, step by step, from leads counted by where they stand. */
import { outcomes, stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { alone, compared, countKinds, kindStrata, type CountedKind } from './rep-against.ts';
import type { StepRow } from './rep-report.ts';

export interface StandingCell extends CountedKind {
	/** Index of the deepest stage reached. */
	reached: number;
	/** Index in `outcomes`. */
	outcome: number;
	/** Of a loss. */
	reason: string | null;
}

/** The stages of a rep's funnel: from what is counted on, those that are recorded. */
export const repStages = (base: 'accepted' | 'all', recorded: ReadonlySet<Stage>): Stage[] =>
	(base === 'accepted'
		? (['sal', 'sql', 'client'] as const)
		: (['lead', 'sal', 'sql', 'client'] as const)
	).filter((stage, i) => i === 0 || stage === 'client' || recorded.has(stage));

/** Each step with the leads that reached the stage before. `judged`: beside the others. */
export function repSteps(
	cells: readonly StandingCell[],
	stages: readonly Stage[],
	judged: boolean
): StepRow[] {
	const counts = stages.map((stage) =>
		countKinds(cells.filter(({ reached }) => reached >= stageIndex[stage]))
	);
	const strata = counts.slice(1).map((events, i) => kindStrata(counts[i]!, events));
	const figures = judged ? compared(strata) : strata.map(alone);
	return figures.map((figure, i) => ({ from: stages[i]!, to: stages[i + 1]!, ...figure }));
}

const OPEN = outcomes.indexOf('open');

/** The rep's open leads by month, its first day. */
export function openByMonth(cells: readonly StandingCell[]): Map<string, number> {
	const open = new Map<string, number>();
	for (const { own, outcome, month, leads } of cells)
		if (own && outcome === OPEN) open.set(month, (open.get(month) ?? 0) + leads);
	return open;
}
