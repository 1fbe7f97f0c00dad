import { describe, expect, it } from 'vitest';
import { wilson } from '#lib/stats/intervals.ts';
import {
	funnelStages,
	lossReasons,
	reachedMask,
	recordedStages,
	type FunnelCell,
	type FunnelShape
} from './funnel.ts';
import { outcomes, stageIndex, stages, type Outcome, type Stage } from './stages.ts';

const bits = (...names: Stage[]) => names.reduce((mask, name) => mask | (1 << stageIndex[name]), 0);

/** Leads that came as far as `deepest`; all their entries are own unless said otherwise. */
function cell(
	deepest: Stage,
	leads: number,
	more: Partial<Omit<FunnelCell, 'outcome'>> & { outcome?: Outcome | null } = {}
): FunnelCell {
	const { outcome = deepest === 'client' ? 'client' : 'open', ...rest } = more;
	const reached = reachedMask(stageIndex[deepest]);
	return {
		reached,
		deepest: stageIndex[deepest],
		own: reached,
		outOfOrder: 0,
		returned: 0,
		leads,
		amount: 0,
		...rest,
		outcome: outcome === null ? -1 : outcomes.indexOf(outcome)
	};
}

const shape = (more: Partial<FunnelShape> = {}): FunnelShape => ({
	ladder: stages.filter((stage) => stage !== 'eql'),
	recorded: new Set(['lead', 'mql', 'sal', 'client'] as Stage[]),
	intervals: true,
	...more
});

describe('funnelStages', () => {
	it('counts leads by how far they came, with rates between recorded stages', () => {
		const rows = funnelStages(
			[
				cell('lead', 5),
				cell('lead', 3, { outcome: 'junk' }),
				cell('mql', 4, { outcome: 'unfit' }),
				cell('sql', 2, { outcome: 'refused', own: bits('lead', 'sql'), outOfOrder: bits('sql') }),
				cell('client', 6, { amount: 100.1 }),
				cell('client', 1, { amount: 0.2 })
			],
			shape()
		);
		expect(
			rows.map(({ stage, reached, fromPrevious, fromFirst }) => [stage, reached, fromPrevious, fromFirst])
		).toEqual([
			['lead', 21, null, 1],
			['iql', 13, null, 13 / 21],
			['mql', 13, 13 / 21, 13 / 21],
			['sal', 9, 9 / 13, 9 / 21],
			['sql', 9, null, 9 / 21],
			['client', 7, 7 / 9, 7 / 21]
		]);
		expect(rows.map(({ recorded, interval }) => [recorded, interval])).toEqual([
			[true, [null, null]],
			[false, [null, null]],
			[true, wilson(13, 21)],
			[true, wilson(9, 13)],
			[false, [null, null]],
			[true, wilson(7, 9)]
		]);
		expect(rows.map(({ open, refused, unfit, junk }) => [open, refused, unfit, junk])).toEqual([
			[5, 0, 0, 3],
			[0, 0, 0, 0],
			[0, 0, 4, 0],
			[0, 0, 0, 0],
			[0, 2, 0, 0],
			[0, 0, 0, 0]
		]);
		expect(rows.map(({ implied, outOfOrder }) => [implied, outOfOrder])).toEqual([
			[0, 0],
			[2, 0],
			[2, 0],
			[2, 0],
			[0, 2],
			[0, 0]
		]);
		expect(rows.map(({ amount }) => amount)).toEqual([100.3, 100.3, 100.3, 100.3, 100.3, 100.3]);
	});

	it('counts a stage that is off the ladder as the one before it', () => {
		const rows = funnelStages([cell('eql', 4, { returned: bits('eql') }), cell('mql', 1)], shape());
		expect(rows.find(({ stage }) => stage === 'iql')).toMatchObject({ reached: 5, open: 4, returned: 4 });
		const whole = funnelStages([cell('eql', 4)], shape({ ladder: [...stages] }));
		expect(whole.map(({ stage, open }) => [stage, open])).toContainEqual(['eql', 4]);
	});

	it('counts a lead once a stage from where it was sent back', () => {
		const rows = funnelStages([cell('sql', 3, { returned: bits('mql', 'sql') })], shape());
		expect(rows.map(({ returned }) => returned)).toEqual([0, 0, 3, 0, 3, 0]);
	});

	it('has ratios without intervals in a period, where stages count different leads', () => {
		const entered = (stage: Stage, leads: number, outcome: Outcome | null = null) =>
			cell('client', leads, { reached: bits(stage), outcome, amount: 10 });
		const rows = funnelStages(
			[entered('lead', 2), entered('mql', 6), entered('client', 9, 'client')],
			shape({ intervals: false })
		);
		expect(rows.map(({ reached, fromPrevious, fromFirst }) => [reached, fromPrevious, fromFirst])).toEqual([
			[2, null, 1],
			[0, null, 0],
			[6, 3, 3],
			[0, 0, 0],
			[0, null, 0],
			[9, null, 4.5]
		]);
		for (const row of rows) {
			expect(row.interval).toEqual([null, null]);
			expect([row.open, row.refused, row.unfit, row.junk]).toEqual([0, 0, 0, 0]);
		}
		expect(rows.at(-1)!.amount).toBe(10);
	});

	it('is nulls and zeros without leads', () => {
		for (const row of funnelStages([], shape())) {
			expect(row).toMatchObject({ reached: 0, fromPrevious: null, fromFirst: null, amount: 0, open: 0 });
			expect(row.interval).toEqual([null, null]);
		}
	});
});

describe('recordedStages', () => {
	const withOwn = (stage: Stage, own: number, implied: number) =>
		recordedStages([cell(stage, own), cell(stage, implied, { own: bits('lead') })]).has(stage);

	it('are those of which at least one in a hundred entries is own', () => {
		expect(withOwn('sal', 1, 99)).toBe(true);
		expect(withOwn('sal', 1, 100)).toBe(false);
		expect(withOwn('sal', 0, 5)).toBe(false);
	});

	it('are counted among those that reached the stage, not among all', () => {
		const cells = [cell('lead', 100_000), cell('sql', 1), cell('sql', 9, { own: bits('lead') })];
		expect(recordedStages(cells)).toEqual(new Set(['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client']));
	});

	it('are the first and the last in any case', () => {
		expect(recordedStages([])).toEqual(new Set(['lead', 'client']));
	});
});

describe('lossReasons', () => {
	it('are added up by stage on the ladder, outcome and reason, the commonest first', () => {
		const row = (stage: Stage, outcome: Outcome, reason: string | null, leads: number) => ({
			deepest: stageIndex[stage],
			outcome: outcomes.indexOf(outcome),
			reason,
			leads
		});
		expect(
			lossReasons(
				[
					row('sql', 'refused', null, 2),
					row('iql', 'refused', 'Price', 1),
					row('eql', 'refused', 'Price', 2),
					row('lead', 'junk', 'Spam', 3),
					row('sql', 'refused', 'Price', 2)
				],
				shape().ladder
			)
		).toEqual([
			{ lostFrom: 'lead', outcome: 'junk', reason: 'Spam', count: 3 },
			{ lostFrom: 'iql', outcome: 'refused', reason: 'Price', count: 3 },
			{ lostFrom: 'sql', outcome: 'refused', reason: null, count: 2 },
			{ lostFrom: 'sql', outcome: 'refused', reason: 'Price', count: 2 }
		]);
	});
});
