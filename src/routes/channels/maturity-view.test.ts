import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { channelFigures, channelRow } from '../../../tests/support/channels-report.ts';
import { maturityView } from './maturity-view.ts';

const young: Maturity = {
	...{ complete: 0.5, days: 90, finalShare: 0.1 },
	...{ expectedClients: 20, expectedRange: [14, 26] }
};
const of = (cost: number | null, whole: Maturity | null = young) =>
	maturityView(
		{
			total: channelFigures({ leads: 300, clients: 10, cost, cac: cost ? cost / 10 : null }),
			filters: filtersSchema.parse({ from: '2026-07-01', to: '2026-08-01' }),
			currency: 'EUR'
		},
		[channelRow('Ads'), channelRow(null), channelRow('Radio')],
		{
			whole,
			groups: new Map([
				['"Ads"', young],
				['null', { ...young, complete: 0.99 }],
				['"Hidden"', young]
			])
		}
	);

it('says what a client costs now and in the end', () => {
	expect(of(3000).line).toEqual({
		complete: 0.5,
		sentence: 'Jul 2026 is 50% complete: 10 of about 20 clients expected in the end (14–26).',
		note: 'Over all rows, those without spend too, a client costs €300 so far and about €150 once all have come.'
	});
	expect(of(null).line!.note).toBeNull();
	expect(of(0).line!.note).toBeNull();
});

it('marks the young rows that are shown, and the total', () => {
	const view = of(3000);
	expect(Object.keys(view.rows)).toEqual(['"Ads"']);
	expect(view.total!.mark).toBe('50% complete');
});

it('is empty where all have come', () => {
	expect(of(3000, { ...young, complete: 1 })).toMatchObject({ line: null, how: [], total: null });
	expect(of(3000, null)).toMatchObject({ line: null, how: [], total: null });
});
