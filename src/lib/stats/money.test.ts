import { expect, it } from 'vitest';
import { sumDecimals, timesDecimal, toMinor } from './money.ts';

it.each([
	['100', '0.92', '92.00'],
	['0.1', '0.2', '0.02'],
	['1250.00', '89.1234', '111404.250000'],
	['-3', '0.5', '-1.5'],
	['0', '0.92', '0.00'],
	['9007199254740993.01', '0.000000000001', '9007.19925474099301']
])('%s × %s = %s, exactly', (a, b, product) => {
	expect(timesDecimal(a, b)).toBe(product);
});

it.each([
	[[], '0'],
	[['0.1', '0.25', '3'], '3.35'],
	[['-0.1', '0.05'], '-0.05'],
	[['9007199254740993', '0.0001'], '9007199254740993.0001']
])('the sum of %j is %s, exactly', (terms, sum) => {
	expect(sumDecimals(terms)).toBe(sum);
});

it('halves of a converted amount go up', () => {
	// In floats 1.005 is a little less.
	expect(toMinor(timesDecimal('2.01', '0.5'), 2)).toBe(101);
	expect(toMinor(timesDecimal('2.009', '0.5'), 2)).toBe(100);
});
