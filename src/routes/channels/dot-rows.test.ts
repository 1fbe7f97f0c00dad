import { expect, it } from 'vitest';
import { channelRow, schoolRows } from '../../../tests/support/channels-report.ts';
import { dotOf, dotRows } from './dot-rows.ts';

const keys = (rows: { key: unknown }[]) => rows.map(({ key }) => key);

it('plots what was paid for, by spend, also without a client, and names the rest', () => {
	const plot = dotRows([...schoolRows, channelRow('Affiliate', { cost: -50, leads: 3 })])!;
	expect(plot.measure).toBe('cost');
	expect(keys(plot.rows)).toEqual(['Google Ads', 'SMM', 'Radio']);
	expect([keys(plot.unpaid), plot.unpaidCount]).toEqual([['Organic'], 1]);
	expect(keys(plot.paidBack)).toEqual(['Affiliate']);
	expect(dotOf('cost', plot.rows[2]!)).toEqual({ value: null, range: [78.1, null] });
});

it('plots how many become clients where no costs are known', () => {
	const plot = dotRows(schoolRows.map((row) => ({ ...row, cost: null })))!;
	expect(plot.measure).toBe('rate');
	expect(keys(plot.rows)).toEqual(['Google Ads', 'Organic', 'SMM']);
	expect(plot.unpaid).toEqual([]);
	expect(dotOf('rate', plot.rows[2]!)).toEqual({ value: 91 / 1730, range: [0.043, 0.0641] });
});

it('draws the twenty with most spend', () => {
	const plot = dotRows(Array.from({ length: 50 }, (_, i) => channelRow(`${i}`, { cost: i + 1 })))!;
	expect([plot.rows.length, plot.all, plot.rows[0]!.key]).toEqual([20, 50, '49']);
});

it('has nothing to plot without leads or costs', () => expect(dotRows([])).toBeNull());
