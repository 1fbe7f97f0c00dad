import { describe, expect, it } from 'vitest';
import { channelRow, schoolRows } from '../../../tests/support/channels-report.ts';
import { arrangeRows, defaultSort, sortRows } from './arrange-rows.ts';

const keys = (rows: { key: unknown }[]) => rows.map(({ key }) => key);
const by = ['channel'];

describe('sortRows', () => {
	it('is by spend, then by leads', () =>
		expect(keys(sortRows(schoolRows, 'spend'))).toEqual(['Google Ads', 'SMM', 'Radio', 'Organic']));
	it('is by leads', () =>
		expect(keys(sortRows(schoolRows, 'leads'))).toEqual(['Google Ads', 'Organic', 'SMM', 'Radio']));
	it('is by name, none first', () =>
		expect(keys(sortRows([...schoolRows, channelRow(null)], 'name'))).toEqual([
			null,
			'Google Ads',
			'Organic',
			'Radio',
			'SMM'
		]));
});

describe('defaultSort', () => {
	it('is by spend where it is known, and months in their order', () => {
		expect(defaultSort(by, schoolRows)).toBe('spend');
		expect(defaultSort(by, [channelRow('a', { cost: null })])).toBe('leads');
		expect(defaultSort(['month'], schoolRows)).toBe('name');
	});
});

describe('arrangeRows', () => {
	const choice = { sort: 'spend', search: '', all: false } as const;

	it('searches in the names, whatever their case', () => {
		const { shown, found, all } = arrangeRows(schoolRows, by, { ...choice, search: 'gAnI' });
		expect([keys(shown), found, all]).toEqual([['Organic'], 1, 4]);
		expect(arrangeRows([channelRow(null)], by, { ...choice, search: 'no channel' }).found).toBe(1);
	});

	it('sends the first hundred of many, or all', () => {
		const campaigns = Array.from({ length: 1000 }, (_, i) => channelRow(`Campaign ${i}`, { cost: i }));
		const first = arrangeRows(campaigns, ['campaign'], choice);
		expect([first.shown.length, first.found, first.all]).toEqual([100, 1000, 1000]);
		expect(first.shown[0]!.key).toBe('Campaign 999');
		expect(arrangeRows(campaigns, ['campaign'], { ...choice, all: true }).shown).toHaveLength(1000);
		expect(arrangeRows(campaigns, ['campaign'], { ...choice, search: 'n 99' }).found).toBe(11);
	});
});
