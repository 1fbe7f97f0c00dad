import { describe, expect, test } from 'vitest';
import { compileDatePattern, compileDates } from './date-patterns.ts';
import { timeZone } from './zone.ts';

const utc = timeZone('UTC');

describe('patterns', () => {
	const read = (pattern: string, text: string) => {
		const reader = compileDatePattern(pattern);
		if (typeof reader !== 'function') throw new Error(reader.problem);
		const time = reader(text, utc);
		return time && ('ms' in time ? new Date(time.ms).toISOString() : time.day);
	};

	test.each([
		['dd.MM.yyyy', '31.05.2024', '2024-05-31'],
		['dd.MM.yyyy', '1.5.2024', '2024-05-01'],
		['dd.MM.yyyy HH:mm', '21.06.2024 15:30', '2024-06-21T15:30:00.000Z'],
		['dd.MM.yyyy HH:mm', '21.06.2024 9:05', '2024-06-21T09:05:00.000Z'],
		['M/d/yyyy h:mm a', '5/31/2024 12:05 AM', '2024-05-31T00:05:00.000Z'],
		['M/d/yyyy h:mm a', '5/31/2024 12:05 pm', '2024-05-31T12:05:00.000Z'],
		['dd/MM/yy', '31/05/24', '2024-05-31'],
		['dd/MM/yy', '31/05/99', '1999-05-31'],
		['d MMM yyyy', '3 Sep 2024', '2024-09-03'],
		['MMMM d, yyyy', 'September 3, 2024', '2024-09-03'],
		["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2024-05-31T14:30:00.25+02:00', '2024-05-31T12:30:00.250Z'],
		['yyyyMMddHHmmss', '20240531143000', '2024-05-31T14:30:00.000Z'],
		['t', '1467192929', '2016-06-29T09:35:29.000Z'],
		['t', '1467192929.25', '2016-06-29T09:35:29.250Z'],
		['T', '1467192929250', '2016-06-29T09:35:29.250Z']
	])('%s reads %s', (pattern, text, expected) => expect(read(pattern, text)).toBe(expected));

	test.each([
		['dd.MM.yyyy', '31.02.2024'],
		['dd.MM.yyyy', '31.05.2024 10:00'],
		['dd.MM.yyyy', '31.05.24'],
		['dd.MM.yyyy HH:mm', '31.05.2024 24:30'],
		['M/d/yyyy h:mm a', '5/31/2024 13:05 PM'],
		['M/d/yyyy h:mm a', '5/31/2024 3:05 xx'],
		['d MMM yyyy', '3 Foo 2024'],
		['yyyyMMdd', '2024531'],
		['dd.MM.yyyy', 'не закрыта'],
		['t', '2016-06-29'],
		['t', '20240531']
	])('%s refuses %s', (pattern, text) => expect(read(pattern, text)).toBeNull());

	test('a pattern that names no full date, or unknown letters, is a problem', () => {
		expect(compileDatePattern('dd.MM')).toEqual({
			problem: 'must name a year, a month and a day, like dd.MM.yyyy'
		});
		expect(compileDatePattern('DD.MM.yyyy')).toHaveProperty('problem', expect.stringContaining('has "DD"'));
	});

	test('the first pattern that fits counts, and ISO 8601 is always understood', () => {
		const dates = compileDates(['dd/MM/yyyy', 'MM/dd/yyyy']);
		expect(dates('03/04/2024', utc)).toEqual({ day: '2024-04-03' });
		expect(dates('03/14/2024', utc)).toEqual({ day: '2024-03-14' });
		expect(dates('2024-03-14', utc)).toEqual({ day: '2024-03-14' });
		expect(dates('14th of March', utc)).toBeNull();
	});
});
