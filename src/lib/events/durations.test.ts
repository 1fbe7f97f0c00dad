import { expect, test } from 'vitest';
import { readDuration } from './durations.ts';

const hour = 3_600_000;

test.each([
	['0:00:01', null, 1000],
	['00:49:26', null, 2_966_000],
	['26:43:00', null, 26 * hour + 43 * 60_000],
	['117:19:46', null, 422_386_000],
	['-1:00:00', null, -hour],
	['0:00:01.5', null, 1500],
	['PT1H30M', null, 1.5 * hour],
	['P1DT12H', null, 36 * hour],
	['P2W', null, 336 * hour],
	['PT0.5S', null, 500],
	['-PT1H', null, -hour],
	['1h 5m', null, 65 * 60_000],
	['1 hour 5 minutes 3 sec', null, 3_903_000],
	['2d 3h', null, 51 * hour],
	['1 day', null, 24 * hour],
	['45s', null, 45_000],
	['5 мин. 10 сек.', null, 310_000],
	['90', 'minutes', 1.5 * hour],
	['1,5', 'hours', 1.5 * hour],
	['0.25', 'days', 6 * hour],
	['2', 'weeks', 336 * hour],
	['3600', 'seconds', hour],
	['1:30:00', 'days', 1.5 * hour]
] as const)('%s (%s) is %d ms', (text, unit, expected) => expect(readDuration(text, unit)).toBe(expected));

test.each([
	'90',
	'',
	'1:30',
	'1:60:00',
	'1:00:60',
	'P',
	'PT',
	'P1M',
	'P1Y',
	'P1DT',
	'soon',
	'm',
	'5m 1h',
	'1 month'
])('%j is none', (text) => expect(readDuration(text, null)).toBeNull());
