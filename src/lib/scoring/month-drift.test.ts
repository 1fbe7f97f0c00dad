import { describe, expect, it } from 'vitest';
import { parseModel } from './model.ts';
import { driftPeriods, monthDrift } from './month-drift.ts';

const model = parseModel({
	name: 'Drifting',
	groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 100 }],
	rules: ['steady', 'new'].map((key) => ({
		key,
		label: key,
		group: 'all',
		points: 10,
		when: { attribute: key, op: 'exists' }
	})),
	thresholds: { warm: 10, hot: 20, mql: 20 }
});

/** So many leads on the second of each month. */
const arrived = (byMonth: Record<string, number>) =>
	Object.entries(byMonth).flatMap(([month, leads]) => new Array<string>(leads).fill(`${month}-02`));

describe('driftPeriods', () => {
	it('compares with the first three months, without a publication in between', () => {
		const days = arrived({ '2026-01': 100, '2026-02': 100, '2026-03': 100, '2026-04': 90, '2026-05': 20 });
		const found = driftPeriods(days, null)!;
		expect(found.base).toEqual({ from: '2026-01-01', to: '2026-04-01', leads: 300 });
		expect(found.published).toBe(false);
		expect(found.months).toEqual([
			{ month: '2026-04-01', leads: 90 },
			{ month: '2026-05-01', leads: 20 }
		]);
		expect(driftPeriods(days, '2026-11-22')).toEqual(found);
	});

	it('takes more months until they have 200 leads', () => {
		const days = arrived({ '2026-01': 50, '2026-02': 50, '2026-03': 50, '2026-04': 60, '2026-05': 70 });
		expect(driftPeriods(days, null)!.base).toEqual({ from: '2026-01-01', to: '2026-05-01', leads: 210 });
	});

	it('compares with the 90 days before the publication, if enough came before and after', () => {
		const days = arrived({ '2026-01': 300, '2026-02': 100, '2026-03': 200, '2026-04': 90, '2026-05': 60 });
		const found = driftPeriods(days, '2026-04-15')!;
		expect(found.base).toEqual({ from: '2026-01-15', to: '2026-04-15', leads: 390 });
		expect(found.published).toBe(true);
		expect(found.months).toEqual([{ month: '2026-05-01', leads: 60 }]);
		expect([...new Set(found.period)]).toEqual([-1, 0, 1]);
	});

	it('has nothing to compare where all came in one month, or too few', () => {
		expect(driftPeriods(arrived({ '2026-01': 9000 }), null)).toBeNull();
		expect(
			driftPeriods(arrived({ '2026-01': 10, '2026-02': 10, '2026-03': 10, '2026-04': 10 }), null)
		).toBeNull();
		expect(driftPeriods([], null)).toBeNull();
	});
});

describe('monthDrift', () => {
	it('finds the rule that begins to fire, in months with enough leads, and the score with it', () => {
		const months = {
			'2026-01': 100,
			'2026-02': 100,
			'2026-03': 100,
			'2026-04': 100,
			'2026-05': 100,
			'2026-06': 10
		};
		const days = arrived(months);
		const start = [0];
		const rule: number[] = [];
		const score: number[] = [];
		days.forEach((day, i) => {
			if (i % 2) rule.push(0);
			const isNew = day >= '2026-05' && i % 4 === 0;
			if (isNew) rule.push(1);
			start.push(rule.length);
			score.push((i % 2 ? 10 : 0) + (isNew ? 10 : 0));
		});
		const counts = {
			start: Uint32Array.from(start),
			rule: Uint16Array.from(rule),
			count: new Float64Array(rule.length).fill(1)
		};
		const steps = monthDrift(model, counts, Float64Array.from(score), driftPeriods(days, null)!);
		let step = steps.next();
		while (!step.done) step = steps.next();
		const { rows, alpha } = step.value;
		expect(alpha).toBe(0.05 / 4);
		expect(rows.map(({ key, base }) => [key, base])).toEqual([
			[null, 5],
			['steady', 0.5],
			['new', 0]
		]);
		expect(rows.map((row) => row.months.map((cell) => cell && [cell.value, cell.change]))).toEqual([
			[[5, null], [7.5, 'large'], null],
			[[0.5, null], [0.5, null], null],
			[[0, null], [0.25, 'large'], null]
		]);
	});
});
