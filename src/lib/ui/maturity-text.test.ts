import { describe, expect, it } from 'vitest';
import type { Maturity } from '#lib/leadtime/report.ts';
import { youngHow, youngMonths, youngOf, youngSentence } from './maturity-text.ts';

const july: Maturity = {
	complete: 0.624,
	days: 210,
	finalShare: 0.052,
	expectedClients: 41.3,
	expectedRange: [35, 48]
};

describe('young leads', () => {
	it('are named by their month, or as these leads', () => {
		expect(youngSentence(july, 25, { from: '2026-07-01', to: '2026-08-01' })).toBe(
			'Jul 2026 is 62% complete: 25 of about 41 clients expected in the end (35–48).'
		);
		const say = (from?: string, to?: string) => youngSentence(july, 25, { from, to });
		expect(say('2026-07-01', '2026-09-01')).toContain('These leads are 62% complete');
		expect(say('2026-07-02', '2026-08-02')).toContain('These leads');
		expect(say()).toContain('These leads');
	});

	it('say one client, and no range where there is none', () => {
		const one: Maturity = { ...july, expectedClients: 1, expectedRange: [1, 1] };
		expect(youngOf(one)!.hover).toBe('62% complete: about 1 client expected in the end');
	});

	it('are never said to be whole, nor to be nothing yet if they are something', () => {
		const mark = (complete: number) => youngOf({ ...july, complete })?.mark;
		expect([0, 0.001, 0.29, 0.9499].map(mark)).toEqual([
			...['0% complete', '1% complete', '29% complete', '94% complete']
		]);
	});

	it('are months of the trend, the newest of them', () => {
		const months = [
			{ month: '2026-04-01', maturity: null },
			{ month: '2026-05-01', maturity: { ...july, complete: 1 } },
			{ month: '2026-06-01', maturity: july },
			{ month: '2026-07-01', maturity: july }
		];
		expect(youngMonths(months, 6).map(({ month }) => month)).toEqual(['2026-06-01', '2026-07-01']);
		expect(youngMonths(months, 1)).toEqual([
			{
				month: '2026-07-01',
				complete: 0.624,
				sentence: 'Jul 2026 is 62% complete, about 41 clients expected in the end (35–48)'
			}
		]);
	});

	it('are not those that are complete', () => {
		const old = { ...july, complete: 0.95 };
		expect([youngOf(old), youngOf(null), youngSentence(old, 25, {})]).toEqual([null, null, null]);
		expect([...youngHow(old, 25), ...youngHow(null, 25)]).toEqual([]);
	});

	it('are computed with the numbers of the reader', () => {
		const [complete, expected] = youngHow(july, 25);
		expect(complete).toContain('210 days');
		expect(complete).toContain('3.2 ÷ 5.2 = 62%');
		expect(expected).toContain('25 so far');
		expect(expected).toContain('16.3 in all, together 41.3');
		expect(expected).toContain('35–48');
	});
});
