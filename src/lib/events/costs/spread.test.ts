import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readMonth } from './read-month.ts';
import { daysOf, monthOf, splitCount, splitDecimal } from './spread.ts';

describe('splitting an amount', () => {
	it.each([
		['100', 2, 3, ['33.33', '33.33', '33.34']],
		['0.01', 2, 3, ['0.00', '0.00', '0.01']],
		['-100', 2, 3, ['-33.33', '-33.33', '-33.34']],
		['10', 0, 4, ['2', '3', '2', '3']],
		['1.2345', 2, 2, ['0.6172', '0.6173']],
		['5', 2, 1, ['5.00']],
		['0', 2, 2, ['0.00', '0.00']]
	])('%s with %i digits over %i days', (amount, digits, parts, expected) => {
		expect(splitDecimal(amount, digits, parts)).toEqual(expected);
	});

	it('adds up exactly, in parts that differ by one unit at most', () => {
		const amount = fc
			.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 15n - 1n), fc.integer({ min: 0, max: 8 }))
			.map(([negative, units, places]) => {
				const text = String(units).padStart(places + 1, '0');
				const at = text.length - places;
				return `${negative && units > 0n ? '-' : ''}${text.slice(0, at)}${places ? `.${text.slice(at)}` : ''}`;
			});
		fc.assert(
			fc.property(
				amount,
				fc.integer({ min: 0, max: 4 }),
				fc.integer({ min: 1, max: 3653 }),
				(text, digits, parts) => {
					const scaled = (decimal: string) => {
						const [whole, fraction = ''] = decimal.split('.');
						return BigInt(whole + fraction.padEnd(8, '0'));
					};
					const split = splitDecimal(text, digits, parts).map(scaled);
					expect(split).toHaveLength(parts);
					expect(split.reduce((sum, part) => sum + part, 0n)).toBe(scaled(text));
					const places = Math.max(digits, text.split('.')[1]?.length ?? 0);
					const [low, high] = split.reduce(
						([a, b], part) => [part < a ? part : a, part > b ? part : b],
						[split[0]!, split[0]!]
					);
					expect(high - low).toBeLessThanOrEqual(10n ** BigInt(8 - places));
				}
			)
		);
	});
});

test('counts split into whole parts; an unknown one stays unknown', () => {
	expect(splitCount(10, 3)).toEqual([3, 3, 4]);
	expect(splitCount(0, 2)).toEqual([0, 0]);
	expect(splitCount(null, 2)).toEqual([null, null]);
});

test('days of a month, leap years included', () => {
	expect(monthOf('2024-02-29')).toEqual(['2024-02-01', '2024-02-29']);
	expect(monthOf('2026-12-05')).toEqual(['2026-12-01', '2026-12-31']);
	expect(daysOf('2026-02-27', '2026-03-02')).toEqual([
		'2026-02-27',
		'2026-02-28',
		'2026-03-01',
		'2026-03-02'
	]);
});

test.each([
	['2026-05', '2026-05-01'],
	['2026/5', '2026-05-01'],
	['05.2026', '2026-05-01'],
	['May 2026', '2026-05-01'],
	['Sep. 2026', '2026-09-01'],
	['Май 2026', '2026-05-01'],
	['2026 październik', '2026-10-01'],
	['März 2026', '2026-03-01'],
	['13.2026', null],
	['Spring 2026', null],
	['2026-05-01', null],
	['202605', null]
])('the month %s is %s', (text, month) => {
	expect(readMonth(text)).toBe(month);
});
