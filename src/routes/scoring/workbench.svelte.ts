/** The state of the workbench: the draft with its steps, what the reader reckons with, and the newest figures. */
import type { GatePoint } from '#lib/scoring/gate-curve.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { ModelView } from '#lib/scoring/model-side.ts';
import type { JudgedScore } from '#lib/scoring/report.ts';
import type { Comparison, WorkbenchOptions } from '#lib/scoring/workbench.ts';
import type { WorkbenchStart } from '#lib/scoring/workbench-start.ts';
import { worthOf, type Assumptions } from './assumptions.ts';
import { capacityShare, leadsPerWeek } from './capacity.ts';
import { differences, pointsReach, withThreshold, type Edit } from './draft-edits.ts';
import { beginHistory, change, redo, rest, undo } from './draft-history.ts';
import { pointAt } from './gate-points.ts';

export class Workbench {
	start: WorkbenchStart = $state.raw()!;
	#history = $state.raw(beginHistory({} as ScoreModel));
	assumptions: Assumptions = $state.raw()!;
	/** What the browser computed last; null: nothing of these leads yet. */
	computed: Comparison | null = $state.raw(null);

	/** How good the draft is, as the browser judged it last; null: not yet. */
	judged: JudgedScore | null = $state.raw(null);

	constructor(start: WorkbenchStart) {
		this.start = start;
		this.#history = beginHistory(start.model);
		this.assumptions = {
			horizonDays: start.horizonDays,
			delayDays: start.delayDays,
			hoursPerWeek: start.hoursPerWeek,
			minutesPerLead: start.minutesPerLead,
			averageSale: start.averageSale === null ? null : Math.round(start.averageSale),
			costPerLead: start.costPerLead,
			marginPercent: Math.round(start.margin * 1000) / 10
		};
	}

	/** Other leads, or another model: what was changed stays as long as it is about the same one. */
	restart(start: WorkbenchStart): void {
		if (start === this.start) return;
		const before = this.start;
		this.start = start;
		this.computed = null;
		this.judged = null;
		const isSame = JSON.stringify(before.model) === JSON.stringify(start.model);
		if (!isSame && !isKept(this.draft, start.model)) this.#history = beginHistory(start.model);
		const { horizonDays, delayDays } = start;
		if (horizonDays !== before.horizonDays || delayDays !== before.delayDays)
			this.assumptions = { ...this.assumptions, horizonDays, delayDays };
	}

	/** The model that the draft began with. */
	begin = $derived.by(() => this.start.model);
	draft = $derived.by(() => this.#history.now);
	reach = $derived.by(() => pointsReach(this.begin));
	differs = $derived.by(() => differences(this.draft, this.begin));
	canUndo = $derived.by(() => this.#history.past.length > 0);
	canRedo = $derived.by(() => this.#history.future.length > 0);
	options: WorkbenchOptions = $derived.by(() => ({
		horizonDays: this.assumptions.horizonDays,
		delayDays: this.assumptions.delayDays,
		asOf: this.start.asOf,
		channels: null,
		timezone: this.start.timezone
	}));

	figures = $derived.by(() => this.computed ?? this.start.comparison);
	threshold = $derived.by(() => this.draft.thresholds.mql.score);
	gate = $derived.by(() => gateOf(this.figures.draft, this.threshold));
	liveGate = $derived.by(() => this.figures.live?.gate ?? null);
	/** Leads a week that sales can handle; null: not known. */
	capacity = $derived.by(() => leadsPerWeek(this.assumptions));
	capacityShare = $derived.by(() =>
		// Leads of one week came at once for all one knows.
		this.figures.draft.weeks.length < 2
			? null
			: capacityShare(this.assumptions, this.figures.n, this.figures.draft.weeks.length)
	);

	worth = $derived.by(() => worthOf(this.assumptions));
	/** The threshold that pays best; null where nobody knows. */
	best = $derived.by(() => (this.judged?.profit.problem === null ? this.judged.profit : null));

	edit: Edit = (make, what) => {
		this.#history = change(this.#history, make(this.draft), what);
	};
	rest = () => {
		this.#history = rest(this.#history);
	};
	undo = () => {
		this.#history = undo(this.#history);
	};
	redo = () => {
		this.#history = redo(this.#history);
	};
	reset = () => {
		this.edit(() => this.begin, 'reset');
		this.rest();
	};
	moveGate = (threshold: number) =>
		this.edit((draft) => withThreshold(draft, 'mql', { score: threshold }), 'at mql');
	setGate = (threshold: number) => {
		this.moveGate(threshold);
		this.rest();
	};
	assume = (change: Partial<Assumptions>) => {
		this.assumptions = { ...this.assumptions, ...change };
	};
}

/** The point of the threshold as it is now: at once from the curve, where the gate itself is not computed yet. */
const gateOf = ({ gate, curve }: ModelView, threshold: number): GatePoint =>
	gate.threshold === threshold ? gate : (pointAt(curve, threshold) ?? { threshold, flagged: 0, clients: 0 });

/** Whether a model read anew is the draft as it was kept. */
function isKept(draft: ScoreModel, read: ScoreModel): boolean {
	const content = ({ name, groups, rules, disqualify, thresholds }: ScoreModel) =>
		JSON.stringify([name, groups, rules, disqualify, thresholds]);
	return content(draft) === content(read);
}
