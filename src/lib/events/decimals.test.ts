import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnDecimals } from './column-decimals.ts';
import { isHuge, readDecimal, readPlainDecimal } from './decimals.ts';

describe('plain decimals', () => {
	test.each([
		['12', '12'],
		['12.50', '12.50'],
		[' 7 ', '7'],
		['-3.5', '-3.5'],
		['+3.5', '3.5'],
		['-0.00', '0.00'],
		[0, '0'],
		[-0, '0'],
		[1250.5, '1250.5'],
		[1e21, '1000000000000000000000'],
		[1e-7, '0.0000001']
	])('%j is %s', (value, expected) => expect(readPlainDecimal(value)).toBe(expected));

	test.each(['', '1,5', '1 000', '.5', '5.', '1e3', 'abc', '--1', '€5'])('%j is none', (text) =>
		expect(readPlainDecimal(text)).toBeNull()
	);

	test('15 digits before the point are the most', () => {
		expect(isHuge('999999999999999.99')).toBe(false);
		expect(isHuge('0000999999999999999')).toBe(false);
		expect(isHuge('1000000000000000')).toBe(true);
		expect(isHuge('-1000000000000000.5')).toBe(true);
	});
});

describe('amounts as people write them', () => {
	test.each([
		['3500', '3500'],
		['€ 3.500,00', '3500.00'],
		['€ 11.398,00', '11398.00'],
		['1 234,50', '1234.50'],
		['1\u00a0234,50 ₽', '1234.50'],
		['350 000', '350000'],
		['350 000 руб.', '350000'],
		['12’345.60', '12345.60'],
		["12'345", '12345'],
		['1,234,567.89', '1234567.89'],
		['1.234.567', '1234567'],
		['1,234,567', '1234567'],
		['$1,234.5', '1234.5'],
		['USD 99.9', '99.9'],
		['0.125', '0.125'],
		['1234.567', '1234.567'],
		['3,5', '3.5'],
		[',5', '0.5'],
		['12.', '12'],
		['-5', '-5'],
		['−5', '-5'],
		['- 5', '-5'],
		['5-', '-5'],
		['€ -5', '-5'],
		['-€5', '-5'],
		['(5)', '-5'],
		['(€ 5,50)', '-5.50'],
		['(0)', '0'],
		['$1,250.50', '1250.50'],
		["1'250.00 CHF", '1250.00'],
		['1\u202f250,50 ₽', '1250.50'],
		['(1.250,50 €)', '-1250.50'],
		['($1,250.50)', '-1250.50'],
		['1.250,- €', '1250'],
		["CHF 1'250.–", '1250'],
		['1.234', '1234'],
		['1,234', '1234']
	])('%s is %s', (text, expected) => expect(readDecimal(text, null, false)).toBe(expected));

	test.each([
		'',
		'-',
		'€',
		'abc',
		'12a34',
		'1.2.3',
		'1,2,3',
		'12.34,56,7',
		'1 2 3',
		'(5',
		'5)',
		'1..5',
		'#REF!'
	])('%j is none', (text) => expect(readDecimal(text, null, false)).toBeNull());

	test('a cell that leaves it open follows its column', () => {
		expect(readDecimal('1.234', '.', false)).toBe('1.234');
		expect(readDecimal('1.234', ',', false)).toBe('1234');
		expect(readDecimal('1,234', ',', false)).toBe('1.234');
		expect(readDecimal('12.5', ',', false)).toBe('12.5');
	});

	test('a mark that the mapping sets is kept to', () => {
		expect(readDecimal('1.234', ',', true)).toBe('1234');
		expect(readDecimal('1.234,5', ',', true)).toBe('1234.5');
		expect(readDecimal('12.5', ',', true)).toBeNull();
		expect(readDecimal('1,234.50', ',', true)).toBeNull();
		expect(readDecimal('1.5', '.', true)).toBe('1.5');
	});

	test('every amount that a locale writes is read back, once the mark of the column is known', () => {
		const locales = [
			['en-US', '.'],
			['de-DE', ','],
			['ru-RU', ','],
			['pl-PL', ','],
			['de-CH', '.']
		] as const;
		fc.assert(
			fc.property(
				fc.integer({ min: -1e12, max: 1e12 }),
				fc.constantFrom(...locales),
				(cents, [locale, mark]) => {
					const text = new Intl.NumberFormat(locale, {
						style: 'currency',
						currency: 'EUR',
						minimumFractionDigits: 2
					}).format(cents / 100);
					expect(Number(readDecimal(text, mark, true))).toBe(cents / 100);
					expect(Number(readDecimal(text, null, false))).toBe(cents / 100);
				}
			)
		);
	});

	test('never throws, and gives decimal text or nothing', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.stringMatching(/^[-(€ ]{0,3}[0-9.,' ]{0,12}[)€ -]{0,3}$/)),
				(text) => {
					expect(readDecimal(text, null, false) ?? '0').toMatch(/^-?\d+(\.\d+)?$/);
				}
			)
		);
	});
});

describe('the mark of a column', () => {
	const read = (cells: string[]) => {
		const decimals = columnDecimals([0], 'auto');
		for (const cell of cells) decimals.see([cell]);
		decimals.decide();
		return cells.map((cell) => decimals.read(0, cell));
	};

	test('is that of the cells that show one', () => {
		expect(read(['1.234', '12,50'])).toEqual(['1234', '12.50']);
		expect(read(['1.234', '12.5'])).toEqual(['1.234', '12.5']);
		expect(read(['1.234', '€ 2.900,00', '€ 3.500,00', '7.5'])).toEqual(['1234', '2900.00', '3500.00', '7.5']);
	});

	test('without any, a separator before three digits parts thousands', () => {
		expect(read(['1.234', '500', '12.000'])).toEqual(['1234', '500', '12000']);
	});

	test('has to be decided only when a row leaves it open', () => {
		const decimals = columnDecimals([0, 2], 'auto');
		expect(decimals.isOpen(['1234', '1.234', '5,00'])).toBe(false);
		expect(decimals.isOpen(['1234', '', '5,000'])).toBe(true);
		decimals.decide();
		expect(decimals.isOpen(['1234', '', '5,000'])).toBe(false);
		expect(columnDecimals([0], ',').isOpen(['1.234'])).toBe(false);
	});
});
