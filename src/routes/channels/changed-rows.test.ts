import { describe, expect, it } from 'vitest';
import type { WhatChanged } from '#lib/channels/report.ts';
import { changedRows, changedTable, foldRows, formatHundredths } from './changed-rows.ts';

const row = (
	key: string | null,
	mix: number,
	rate: number,
	rateInterval: WhatChanged['rows'][number]['rateInterval'] = [-0.01, 0.01],
	{ clear = false, young = false } = {}
) => ({
	key,
	before: { leads: 100, clients: 5 },
	after: { leads: 50, clients: 1 },
	mix,
	rate,
	rateInterval,
	clear,
	young
});

const changed = (rows: WhatChanged['rows']): WhatChanged => {
	const mix = rows.reduce((sum, row) => sum + row.mix, 0);
	const rate = rows.reduce((sum, row) => sum + row.rate, 0);
	return {
		before: { leads: 400, clients: 20 },
		after: { leads: 200, clients: 4 },
		change: mix + rate,
		mix,
		rate,
		clear: false,
		young: false,
		rows
	};
};

describe('changedRows', () => {
	it('has names, shares, rates and how sure the change of a rate is', () => {
		const rows = changedRows(
			changed([
				row('B', 0.004, -0.004, [-0.006, -0.001], { clear: true }),
				row('C', 0.004, -0.003, [-0.006, -0.001], { clear: true, young: true }),
				row(null, 0, 0.002, [null, null]),
				row('A', 0.001, 0)
			]),
			['channel']
		);
		expect(rows.map(({ names, sure }) => [names[0], sure])).toEqual([
			['B', 'clear'],
			['C', 'young'],
			['none', null],
			['A', 'chance']
		]);
		expect(rows[0]).toMatchObject({ shares: [0.25, 0.25], rates: [0.05, 0.02] });
	});

	it('has no share and no rate of nobody', () => {
		const none = { leads: 0, clients: 0 };
		const [only] = changedRows({ ...changed([{ ...row('A', 0, 0), before: none }]), before: none }, [
			'channel'
		]);
		expect(only).toMatchObject({ shares: [null, 0.25], rates: [null, 0.02] });
	});
});

describe('foldRows', () => {
	const all = changed([row('A', 4, 0), row('B', 3, 0), row('C', 2, -1), row('D', 1, 1)]);
	const rows = changedRows(all, []);

	it('has the leads beyond the first rows as one', () => {
		const { shown, rest } = foldRows(rows, all, 2);
		expect(shown.map(({ key }) => key)).toEqual(['A', 'B']);
		expect(rest).toEqual({
			before: { leads: 200, clients: 10 },
			after: { leads: 100, clients: 2 },
			mix: 3,
			rate: 0
		});
	});

	it('counts rows that were not sent', () =>
		expect(foldRows(rows.slice(0, 3), all, 3)).toMatchObject({
			shown: { length: 3 },
			rest: { mix: 1, rate: 1 }
		}));

	it('does not fold a single row', () => expect(foldRows(rows, all, 3)).toEqual({ shown: rows, rest: null }));
});

it('reads hundredths of a point with a sign', () =>
	expect([-31, 0, -0.4, 5, 120].map(formatHundredths)).toEqual(['−0.31', '0.00', '0.00', '+0.05', '+1.20']));

it('adds up down the columns and across the sum', () => {
	const rows = [row('A', -0.000171, 0.000288), row('B', 0.000333, -0.004449), row('C', -0.002145, 0.000499)];
	const all = changed(rows);
	const made = changedRows(all, ['channel']);
	const table = changedTable(made, all);
	const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
	expect(table.change).toBe(-56);
	expect(table.mix + table.rate).toBe(-56);
	expect(sum(table.mixes)).toBe(table.mix);
	expect(sum(table.rates)).toBe(table.rate);
	for (const [i, part] of table.rates.entries())
		expect(Math.abs(part - made[i]!.rate * 10_000)).toBeLessThan(1.5);
});
