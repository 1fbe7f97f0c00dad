/** Counts, rates and intervals of the funnel from leads counted by where they stand (METHODS: Funnel). */
import { wilson } from '#lib/stats/intervals.ts';
import type { FunnelStage, LossReason } from './report.ts';
import { outcomes, stageIndex, stages, type Outcome, type Stage } from './stages.ts';

/** Leads that are alike in everything that the funnel counts. */
export interface FunnelCell {
	/** Bit i: counts as having reached stage i. */
	reached: number;
	/** Deepest stage. */
	deepest: number;
	/** Index in `outcomes`; -1: its end (or its standing open) is not to be counted. */
	outcome: number;
	/** Bits by stage: own entry, out of order, sent back from. */
	own: number;
	outOfOrder: number;
	returned: number;
	leads: number;
	/** Money in the reporting currency. */
	amount: number;
}

export interface FunnelShape {
	/** The stages of this company's ladder, in order. */
	ladder: Stage[];
	recorded: ReadonlySet<Stage>;
	/** False in period mode, where the rates are ratios of different leads. */
	intervals: boolean;
}

/** Own entries must be at least this share of those that reached a stage for it to be recorded. */
const RECORDED_SHARE = 0.01;

/** The stages of which enough leads have an own entry; the first and the last always are. */
export function recordedStages(cells: Pick<FunnelCell, 'deepest' | 'own' | 'leads'>[]): Set<Stage> {
	const recorded = new Set<Stage>(['lead', 'client']);
	for (const stage of stages) {
		const i = stageIndex[stage];
		let reached = 0;
		let own = 0;
		for (const cell of cells) {
			if (cell.deepest < i) continue;
			reached += cell.leads;
			if (cell.own & (1 << i)) own += cell.leads;
		}
		if (own > 0 && own >= RECORDED_SHARE * reached) recorded.add(stage);
	}
	return recorded;
}

/** Mask of all stages up to `deepest`. */
export const reachedMask = (deepest: number) => (2 << deepest) - 1;

const outcomeIndex = Object.fromEntries(outcomes.map((o, i) => [o, i])) as Record<Outcome, number>;

/** The rows of the funnel. Durations are null: they come from another query (see `FunnelDurations`). */
export function funnelStages(cells: FunnelCell[], shape: FunnelShape): FunnelStage[] {
	/** A stage that is not on the ladder counts as the one before it. */
	const onLadder = stages.map((_, i) => {
		let at = i;
		while (!shape.ladder.includes(stages[at]!)) at--;
		return at;
	});
	const sum = (test: (cell: FunnelCell) => boolean) => {
		let leads = 0;
		for (const cell of cells) if (test(cell)) leads += cell.leads;
		return leads;
	};
	const reachedFirst = sum((cell) => (cell.reached & 1) !== 0);
	let previous: number | null = null;
	return shape.ladder.map((stage) => {
		const i = stageIndex[stage];
		const bit = 1 << i;
		const reached = sum((cell) => (cell.reached & bit) !== 0);
		const ended = (outcome: Outcome) =>
			sum((cell) => onLadder[cell.deepest] === i && cell.outcome === outcomeIndex[outcome]);
		const recorded = shape.recorded.has(stage);
		const hasPrevious = recorded && previous !== null;
		let amount = 0;
		for (const cell of cells) if (cell.reached & bit) amount += cell.amount;
		const row: FunnelStage = {
			stage,
			recorded,
			reached,
			fromPrevious: hasPrevious && previous! > 0 ? reached / previous! : null,
			fromFirst: reachedFirst > 0 ? reached / reachedFirst : null,
			interval: hasPrevious && shape.intervals ? wilson(reached, previous!) : [null, null],
			implied: sum((cell) => (cell.reached & bit) !== 0 && (cell.own & bit) === 0),
			outOfOrder: sum((cell) => (cell.reached & cell.outOfOrder & bit) !== 0),
			medianDays: null,
			p90Days: null,
			timed: 0,
			open: ended('open'),
			refused: ended('refused'),
			unfit: ended('unfit'),
			junk: ended('junk'),
			returned: sum((cell) => stages.some((_, s) => onLadder[s] === i && (cell.returned & (1 << s)) !== 0)),
			amount: Math.round(amount * 1e6) / 1e6
		};
		if (recorded) previous = reached;
		return row;
	});
}

/** Reasons of loss by the deepest stage on the ladder, the commonest first. */
export function lossReasons(
	rows: { deepest: number; outcome: number; reason: string | null; leads: number }[],
	ladder: Stage[]
): LossReason[] {
	const counts = new Map<string, LossReason>();
	for (const row of rows) {
		let at = row.deepest;
		while (!ladder.includes(stages[at]!)) at--;
		const lostFrom = stages[at]!;
		const outcome = outcomes[row.outcome] as LossReason['outcome'];
		const key = JSON.stringify([lostFrom, outcome, row.reason]);
		const known = counts.get(key);
		if (known) known.count += row.leads;
		else counts.set(key, { lostFrom, outcome, reason: row.reason, count: row.leads });
	}
	return [...counts.values()].sort(
		(a, b) =>
			b.count - a.count ||
			stageIndex[a.lostFrom] - stageIndex[b.lostFrom] ||
			a.outcome.localeCompare(b.outcome) ||
			(a.reason ?? '').localeCompare(b.reason ?? '')
	);
}
