import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRates, rateOn, rateRows } from './rates.ts';

const rates = { USD: '0.92', RUB: { '2026-03-01': '0.011', '2026-01-10': '0.0098', '2026-01-31': '0.01' } };

describe('rateOn', () => {
	it.each([
		['USD', '1999-12-31', '0.92'],
		['RUB', '2026-01-09', null],
		['RUB', '2026-01-10', '0.0098'],
		['RUB', '2026-01-30', '0.0098'],
		['RUB', '2026-01-31', '0.01'],
		['RUB', '2026-02-28', '0.01'],
		['RUB', '2031-01-01', '0.011'],
		['JPY', '2026-01-31', null],
		['constructor', '2026-01-31', null]
	])('%s on %s: %s', (currency, day, rate) => {
		expect(rateOn(rates, currency, day)).toBe(rate);
	});

	it('is the latest rate that is not later than the day, whatever the days', () => {
		const day = fc
			.integer({ min: 0, max: 400 })
			.map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
		fc.assert(
			fc.property(fc.dictionary(day, fc.constantFrom('1', '2', '3'), { minKeys: 1 }), day, (dated, on) => {
				const before = Object.keys(dated).filter((from) => from <= on);
				const expected = before.length ? dated[before.reduce((a, b) => (a > b ? a : b))]! : null;
				expect(rateOn({ USD: dated }, 'USD', on)).toBe(expected);
			})
		);
	});
});

it('are listed by currency and day', () => {
	expect(rateRows(rates)).toEqual([
		{ currency: 'RUB', from: '2026-01-10', rate: '0.0098' },
		{ currency: 'RUB', from: '2026-01-31', rate: '0.01' },
		{ currency: 'RUB', from: '2026-03-01', rate: '0.011' },
		{ currency: 'USD', from: null, rate: '0.92' }
	]);
});

it('of a file are put in by day; what that changes is told by currency', () => {
	const given = [
		['USD', '2026-02-01', '0.9'],
		['RUB', '2026-01-31', '0.01'],
		['RUB', '2026-03-01', '0.012'],
		['RUB', '2026-02-01', '0.0105']
	].map(([currency, from, rate]) => ({ currency: currency!, from: from!, rate: rate! }));
	const { rates: merged, changes } = mergeRates({ ...rates, JPY: '0.006' }, given);
	expect(merged).toEqual({
		USD: { '2026-02-01': '0.9' },
		RUB: { ...rates.RUB, '2026-03-01': '0.012', '2026-02-01': '0.0105' },
		JPY: '0.006'
	});
	expect(changes).toEqual([
		{
			...{ currency: 'RUB', added: 1, changed: 1, known: 1, replaced: null },
			last: { from: '2026-03-01', rate: '0.012' }
		},
		{
			...{ currency: 'USD', added: 1, changed: 0, known: 0, replaced: '0.92' },
			last: { from: '2026-02-01', rate: '0.9' }
		}
	]);
});
