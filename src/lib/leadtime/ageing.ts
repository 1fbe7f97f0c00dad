/** Which open leads wait too long: days without activity against how long their stage takes leads that go on. */
import type { Filters } from '#lib/filters/filters.ts';
import { stageIndex, waitingStages, type Stage, type WaitingStage } from '#lib/funnel/stages.ts';
import { enough } from '#lib/stats/enough.ts';
import { quantile } from '#lib/stats/quantile.ts';
import type { Ageing, ManagerAgeing, StageAgeing, Waiting } from './report.ts';

/** A recorded stage in which leads wait, and the next recorded one. */
export interface WaitStep {
	stage: WaitingStage;
	next: Stage;
	/** The stages that count as it: itself, and the unrecorded ones after it. */
	folded: WaitingStage[];
}

/** How long leads that went on took from one stage to the next, in days; nulls with too few of them. */
export interface Benchmark {
	timed: number;
	p50: number | null;
	p90: number | null;
}

/** How long leads may wait in a stage, in days. */
export interface StageLimit extends WaitStep, Benchmark {
	agreed: number | null;
	/** See {@link stageLimit}. */
	limit: number | null;
}

/** Open leads of one stage and manager. */
export interface WaitingCounts {
	/** Index of the stage they stand in, recorded or not. */
	stage: number;
	manager: string | null;
	open: number;
	hot: number;
	/** Without activity for at most the median of the stage, or at most its 90th percentile (those up to the median too). */
	withinP50: number;
	withinP90: number;
	overdue: number;
	hotOverdue: number;
	longestDays: number;
}

/** Who waits now has no window and no period: the filters without them. */
export const waitingFilters = (filters: Filters): Filters => ({
	...filters,
	mode: 'cohort',
	window: undefined
});

/** Where leads stand and who works them: what a stage usually takes does not depend on it. */
const ofTheMoment = ['manager', 'firstManager', 'team', 'role', 'stage', 'outcome', 'temperature'];

/**
 * The leads whose steps are the benchmark: those of the filters, whenever they came (a young range would have few, and
 * only quick ones) and whoever works them now.
 */
export const benchmarkFilters = (filters: Filters): Filters => ({
	...waitingFilters(filters),
	from: undefined,
	to: undefined,
	values: Object.fromEntries(Object.entries(filters.values).filter(([name]) => !ofTheMoment.includes(name)))
});

/** The recorded stages in which leads can wait, in their order. The first stage and the last are always recorded. */
export function waitSteps(ladder: readonly Stage[], recorded: ReadonlySet<Stage>): WaitStep[] {
	const own = ladder.filter((stage) => recorded.has(stage));
	return own.slice(1).map((next, i) => {
		const stage = own[i] as WaitingStage;
		return { stage, next, folded: waitingStages.slice(stageIndex[stage], stageIndex[next]) };
	});
}

/** The benchmark of a stage from the days of those that went on, in ascending order. */
export const benchmark = (days: ArrayLike<number>): Benchmark => ({
	timed: days.length,
	p50: days.length < enough ? null : quantile(days, 0.5),
	p90: days.length < enough ? null : quantile(days, 0.9)
});

/**
 * What was agreed, else `p90`, in days. Null with neither, and where `p90` is 0: a step that 9 of 10 leads make in the
 * same moment (both stages are dated by one event) does not say how long is too long.
 */
export const stageLimit = (step: WaitStep, known: Benchmark, agreed: number | undefined): StageLimit => ({
	...step,
	...known,
	agreed: agreed ?? null,
	limit: agreed ?? (known.p90 || null)
});

/** The open leads by stage and by manager. `isLive`: a score model is, so that leads have a temperature. */
export function ageing(
	limits: readonly StageLimit[],
	counts: readonly WaitingCounts[],
	isLive: boolean
): Omit<Ageing, 'retry' | 'retryTotal'> {
	const rows = limits.map((limit): StageAgeing => {
		const here = counts.filter(({ stage }) => limit.folded.includes(waitingStages[stage]!));
		const within = (of: 'withinP50' | 'withinP90') => (limit.p90 === null ? null : sum(here, of));
		const [upToP50, upToP90] = [within('withinP50'), within('withinP90')];
		const { stage, next, timed, p50, p90, agreed, limit: days } = limit;
		const whole = waiting(here, isLive);
		return {
			...{ stage, next, ...whole, timed, p50, p90, agreed, limit: days, upToP50 },
			upToP90: upToP90 === null ? null : upToP90 - upToP50!,
			beyondP90: upToP90 === null ? null : whole.open - upToP90
		};
	});
	const { open, overdue, hotOverdue } = waiting(counts, isLive);
	return { stages: rows, open, overdue, hotOverdue, managers: byManager(counts, isLive) };
}

function byManager(counts: readonly WaitingCounts[], isLive: boolean): ManagerAgeing[] {
	const managers = Map.groupBy(counts, ({ manager }) => manager);
	return [...managers]
		.map(([key, own]) => ({ key, ...waiting(own, isLive) }))
		.sort((a, b) => b.overdue - a.overdue || b.open - a.open || byName(a.key, b.key));
}

/** In the order of the alphabet; none last. */
export const byName = (a: string | null, b: string | null): number =>
	Number(a === null) - Number(b === null) || (a! < b! ? -1 : Number(a! > b!));

type Numbers = 'open' | 'hot' | 'withinP50' | 'withinP90' | 'overdue' | 'hotOverdue';

const sum = (counts: readonly WaitingCounts[], of: Numbers) =>
	counts.reduce((total, cell) => total + cell[of], 0);

const waiting = (counts: readonly WaitingCounts[], isLive: boolean): Waiting => ({
	open: sum(counts, 'open'),
	overdue: sum(counts, 'overdue'),
	hot: isLive ? sum(counts, 'hot') : null,
	hotOverdue: isLive ? sum(counts, 'hotOverdue') : null,
	longestDays: counts.reduce<number | null>((most, { longestDays }) => Math.max(most ?? 0, longestDays), null)
});
