import { describe, expect, it } from 'vitest';
import { priceDays, priceOn, resolvedPrices } from './lead-prices.ts';

const price = (price: string, from?: string, campaign?: string, channel = 'Partner') => ({
	channel,
	price,
	...(from === undefined ? {} : { from }),
	...(campaign === undefined ? {} : { campaign })
});
const on = (prices: ReturnType<typeof price>[], day: string | null, campaign: string | null = null) =>
	priceOn(prices, { channel: 'Partner', campaign, day });

describe('priceOn', () => {
	const prices = [price('45'), price('50', '2026-03-01'), price('40', '2026-02-01')];

	it.each([
		[null, '45'],
		['2026-01-31', '45'],
		['2026-02-01', '40'],
		['2026-03-01', '50']
	])('on %s is the one that began last: %s', (day, expected) => {
		expect(on(prices, day)).toBe(expected);
	});

	it('is that of the campaign once it has one', () => {
		const own = [...prices, price('10', '2026-02-15', 'a')];
		expect([on(own, '2026-02-14', 'a'), on(own, '2026-04-01', 'a'), on(own, '2026-04-01', 'b')]).toEqual([
			...['40', '10', '50']
		]);
		expect(on([...own].reverse(), '2026-04-01', 'a')).toBe('10');
	});

	it('is the last in the list of those that began together', () => {
		expect(on([price('1'), price('2')], null)).toBe('2');
	});

	it('is none for other channels and before the first', () => {
		expect(on([price('1', undefined, undefined, 'SMM'), price('2', '2026-05-01')], '2026-04-30')).toBeNull();
	});
});

it('has the days on which prices begin, and channels as they count', () => {
	expect(
		priceDays([price('1', '2026-05-01'), price('2'), price('3', '2026-01-01'), price('4', '2026-05-01')])
	).toEqual(['2026-01-01', '2026-05-01']);
	const resolved = resolvedPrices({
		leadPrices: [price('1')],
		aliases: { channel: { Partner: 'Partners' }, manager: {} }
	});
	expect(resolved).toEqual([price('1', undefined, undefined, 'Partners')]);
});
