import { expect, it } from 'vitest';
import type { Funnel, FunnelStage } from './report.ts';
import { foldedStages, lost, shownStages, stepChanges, steps } from './steps.ts';
import { stages, type Stage } from './stages.ts';

const stage = (name: Stage, reached: number, recorded = true): FunnelStage => ({
	stage: name,
	recorded,
	reached,
	fromPrevious: null,
	fromFirst: null,
	interval: [null, null],
	implied: 0,
	outOfOrder: 0,
	medianDays: null,
	p90Days: null,
	timed: 0,
	open: 1,
	refused: 2,
	unfit: 3,
	junk: 4,
	returned: 0,
	amount: 0
});

const funnel = (reached: Partial<Record<Stage, number>>): Funnel => ({
	leads: reached.lead ?? 0,
	reasons: [],
	groups: [],
	maturity: null,
	stages: stages.map((name) => stage(name, reached[name] ?? 0, name in reached))
});

it('goes from one recorded stage to the next', () => {
	const rows = [stage('lead', 100), stage('iql', 80, false), stage('mql', 40), stage('eql', 0, false)];
	expect(steps(rows).map(({ from, to }) => [from.stage, to.stage])).toEqual([['lead', 'mql']]);
	expect(shownStages(rows)).toHaveLength(2);
	expect(foldedStages(rows).map((row) => row.stage)).toEqual(['iql']);
	expect(lost(rows[0]!)).toBe(9);
});

it('gives differences with their range only where the counts are of the same leads', () => {
	const now = funnel({ lead: 70, sal: 56, client: 28 });
	const then = funnel({ lead: 80, sal: 48, client: 24 });
	const [sal, client] = stepChanges(now, then, true);
	expect(sal!.difference).toBeCloseTo(0.2, 12);
	expect(sal!.interval[0]).toBeCloseTo(0.05243147, 8);
	expect(sal).toMatchObject({ clear: true, young: false });
	expect(sal!.clientsLost).toBeCloseTo(-7, 9);
	expect(client).toMatchObject({ difference: 0, clear: false });
	expect(stepChanges(now, then, false)[0]).toMatchObject({ interval: [null, null], clear: false });
});

it('leaves out steps that the other funnel does not have', () => {
	expect(stepChanges(funnel({ lead: 10, sal: 5, client: 1 }), funnel({ lead: 10, client: 1 }), true)).toEqual(
		[]
	);
	expect(stepChanges(funnel({ lead: 10, client: 1 }), funnel({ lead: 0, client: 0 }), true)).toEqual([]);
});
