import { describe, expect, test } from 'vitest';
import { builtInFormat, numberFormat, numberText } from './number-format.ts';

const date = { date: true, time: false, elapsed: false };
const time = { date: false, time: true, elapsed: false };
const both = { date: true, time: true, elapsed: false };
const elapsed = { date: false, time: true, elapsed: true };

test.each([
	['dd.mm.yyyy', date],
	['mmm-yy', date],
	['mmmm', date],
	['[$-409]d mmm yyyy;@', date],
	['yyyy-mm-dd hh:mm', both],
	['dd/mm/yyyy\\ hh:mm:ss AM/PM', both],
	['h:mm', time],
	['mm:ss', time],
	['[h]:mm:ss', elapsed],
	['General', null],
	['0.00', null],
	['#,##0.00 [$€-407]', null],
	['[Red]-0.00', null],
	['"days" 0', null],
	['0.00E+00', null],
	['@', null],
	['_-* #,##0_-;-* #,##0_-', null]
])('%s', (code, expected) => expect(numberFormat(code)).toEqual(expected));

test('formats that have only a number', () => {
	expect([0, 1, 4, 9, 14, 20, 22, 46, 49, 164].map(builtInFormat)).toEqual([
		null,
		null,
		null,
		null,
		date,
		time,
		both,
		elapsed,
		null,
		null
	]);
});

describe('a number', () => {
	test.each([
		[45443, date, '2024-05-31'],
		[45443, both, '2024-05-31T00:00:00'],
		[45443.604166666664, date, '2024-05-31T14:30:00'],
		[45443.604166666664, both, '2024-05-31T14:30:00'],
		[45443.60417824074, both, '2024-05-31T14:30:01'],
		[45443.5000014, both, '2024-05-31T12:00:00.121'],
		[1, date, '1900-01-01'],
		[59, date, '1900-02-28'],
		[61, date, '1900-03-01'],
		[0.604166666666667, time, '14:30:00'],
		[0.604166666666667, both, '14:30:00'],
		[1.11319444444444, elapsed, '26:43:00'],
		[0.0451388888888889, elapsed, '1:05:00'],
		[-1, date, '-1'],
		[3e6, date, '3000000'],
		[5, null, '5'],
		[0.1 + 0.2, null, '0.3'],
		[1234.5600000000002, null, '1234.56'],
		[1234567890123456, null, '1234567890123456'],
		[5800000000000000000, null, '5.8E+18'],
		[0.0000001, null, '0.0000001'],
		[-2.5, null, '-2.5']
	])('%d in the format %o is %s', (value, format, text) => {
		expect(numberText(value, format, false)).toBe(text);
	});

	test('of a workbook that counts from 1904', () => {
		expect(numberText(43981, date, true)).toBe('2024-05-31');
		expect(numberText(0, date, true)).toBe('1904-01-01');
	});
});
