import { expect, test } from 'vitest';
import { readWrittenDate } from './written-dates.ts';

test.each([
	['31.05.2024', '2024-05-31', 'dd.MM.yyyy'],
	['1.5.24', '2024-05-01', 'dd.MM.yy'],
	['1.5.99', '1999-05-01', 'dd.MM.yy'],
	['31.05.2024 14:30:05', '2024-05-31T14:30:05', 'dd.MM.yyyy HH:mm:ss'],
	['31/05/2024 14:30', '2024-05-31T14:30', 'dd/MM/yyyy HH:mm'],
	['31-05-2024, 9:05', '2024-05-31T09:05', 'dd-MM-yyyy, HH:mm'],
	['2024/05/31', '2024-05-31', 'yyyy/MM/dd'],
	['2024-5-1 7:00', '2024-05-01T07:00', 'yyyy-MM-dd HH:mm'],
	['2024-05-31 2:30 PM', '2024-05-31T14:30', 'yyyy-MM-dd hh:mm a'],
	['31 May 2024', '2024-05-31', 'd MMM yyyy'],
	['1-Jun-24', '2024-06-01', 'd-MMM-yy'],
	['May 31, 2024 2:30 PM', '2024-05-31T14:30', 'MMM d, yyyy hh:mm a'],
	['May 31, 2024 at 12:05 am', '2024-05-31T00:05', "MMM d, yyyy' at 'hh:mm a"],
	['September 3, 2024, 2:30\u202fPM', '2024-09-03T14:30', 'MMMM d, yyyy, hh:mm\u202fa'],
	['31.05.2024T14:30:00.123+02:00', '2024-05-31T14:30:00.123+02:00', "dd.MM.yyyy'T'HH:mm:ss.SSSXXX"],
	['31 May 2024 14:30 UTC', '2024-05-31T14:30Z', 'd MMM yyyy HH:mmXXX'],
	['1717165800', '2024-05-31T14:30:00.000Z', 'seconds since 1970'],
	['1717165800123', '2024-05-31T14:30:00.123Z', 'milliseconds since 1970']
])('%s is %s, which is %s', (text, iso, pattern) => {
	const date = readWrittenDate(text);
	expect([date?.iso('day'), date?.pattern('day')]).toEqual([iso, pattern]);
});

test('a date with two numbers may be read both ways', () => {
	const date = readWrittenDate('03/04/2024 14:30')!;
	expect(date).toMatchObject({ separator: '/', first: 3, second: 4 });
	expect([date.iso('day'), date.pattern('day')]).toEqual(['2024-04-03T14:30', 'dd/MM/yyyy HH:mm']);
	expect([date.iso('month'), date.pattern('month')]).toEqual(['2024-03-04T14:30', 'MM/dd/yyyy HH:mm']);
});

test.each([
	'45443',
	'2024',
	'31.05',
	'31/05.2024',
	'soon',
	'не закрыта',
	'31 Foo 2024',
	'1.2.2024 14:30 PM',
	'12345678901'
])('%s is none', (text) => expect(readWrittenDate(text)).toBe(null));
