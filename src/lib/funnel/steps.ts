/** The steps of a funnel: from one recorded stage to the next. Stages that are not recorded are folded. */
import { newcombe, type Interval } from '#lib/stats/intervals.ts';
import type { Funnel, FunnelStage } from './report.ts';
import type { Stage } from './stages.ts';

export interface Step {
	from: FunnelStage;
	to: FunnelStage;
}

export const shownStages = (stages: readonly FunnelStage[]): FunnelStage[] =>
	stages.filter((stage) => stage.recorded);

export const foldedStages = (stages: readonly FunnelStage[]): FunnelStage[] =>
	stages.filter((stage) => !stage.recorded && stage.reached > 0);

export function steps(stages: readonly FunnelStage[]): Step[] {
	const shown = shownStages(stages);
	return shown.slice(1).map((to, i) => ({ from: shown[i]!, to }));
}

/** Leads that ended at this stage without becoming a client. */
export const lost = (stage: FunnelStage): number => stage.refused + stage.unfit + stage.junk;

export interface StepChange {
	step: Step;
	then: Step;
	/** Rate now less rate then. */
	difference: number;
	/** 95 % interval of the difference; nulls where the two counts are of different leads (period mode). */
	interval: Interval;
	/**
	 * Clients that the rate of then would have added (negative: clients won). Everything after the step as it is now;
	 * null if nothing is known of what comes after it.
	 */
	clientsLost: number | null;
	/** The interval does not include 0. */
	clear: boolean;
	/** A fall that the leads still open at this step, beyond the share that is open of then's, could make up. */
	young: boolean;
}

/** How the steps differ from those of the comparison, in the order of the ladder. */
export function stepChanges(now: Funnel, then: Funnel, cohort: boolean): StepChange[] {
	const before = new Map(steps(then.stages).map((step) => [step.to.stage, step]));
	const clients = now.stages.at(-1)!.reached;
	return steps(now.stages).flatMap((step) => {
		const old = before.get(step.to.stage);
		if (!old || step.from.stage !== old.from.stage) return [];
		if (step.from.reached === 0 || old.from.reached === 0) return [];
		const difference = step.to.reached / step.from.reached - old.to.reached / old.from.reached;
		const against = (reached: number): Interval =>
			cohort ? newcombe(reached, step.from.reached, old.to.reached, old.from.reached) : [null, null];
		const interval = against(step.to.reached);
		const clear = interval[0] !== null && (interval[0] > 0 || interval[1] < 0);
		const openMore = Math.max(0, step.from.open - (step.from.reached * old.from.open) / old.from.reached);
		const grown = against(Math.min(step.from.reached, step.to.reached + openMore));
		return [
			{
				step,
				then: old,
				difference,
				interval,
				clientsLost:
					step.to.reached > 0 ? (-difference * step.from.reached * clients) / step.to.reached : null,
				clear,
				young: clear && difference < 0 && !(grown[1] !== null && grown[1] < 0)
			}
		];
	});
}

/** The change into one stage, if there is a comparison. */
export const changeOf = (changes: readonly StepChange[], stage: Stage): StepChange | undefined =>
	changes.find((change) => change.step.to.stage === stage);
