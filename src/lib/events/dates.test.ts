import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, parseIsoDate } from './dates.ts';
import { timeZone } from './zone.ts';

const utc = timeZone('UTC');
const berlin = timeZone('Europe/Berlin');
const iso = (text: string, zone = berlin) => {
	const time = parseIsoDate(text, zone);
	return time && ('ms' in time ? new Date(time.ms).toISOString() : time.day);
};

describe('ISO 8601', () => {
	test.each([
		['2024-05-31', '2024-05-31'],
		['2024-05-31T14:30:00Z', '2024-05-31T14:30:00.000Z'],
		['2024-05-31T14:30:00', '2024-05-31T12:30:00.000Z'],
		['2024-05-31 14:30', '2024-05-31T12:30:00.000Z'],
		['2024-05-31t14:30:00.5z', '2024-05-31T14:30:00.500Z'],
		['2024-05-31T14:30:00,1239+02:00', '2024-05-31T12:30:00.123Z'],
		['2024-05-31T14:30:00.123456-0530', '2024-05-31T20:00:00.123Z'],
		['2024-05-31 14:30:00 +02', '2024-05-31T12:30:00.000Z'],
		['2024-05-31 14:30:00 UTC', '2024-05-31T14:30:00.000Z'],
		['2024-05-31T24:00:00Z', '2024-06-01T00:00:00.000Z'],
		['20240531', '2024-05-31'],
		['20240531T143000Z', '2024-05-31T14:30:00.000Z'],
		['2024-02-29', '2024-02-29']
	])('reads %s', (text, expected) => expect(iso(text)).toBe(expected));

	test.each([
		'',
		'2024',
		'2024-05',
		'2026-02-30',
		'2023-02-29',
		'1900-02-29',
		'2024-13-01',
		'2024-00-10',
		'2024-5-31',
		'31.05.2024',
		'2024-05-31T25:00',
		'2024-05-31T24:00:01',
		'2024-05-31T12:60',
		'2024-05-31T12:00:60',
		'2024-05-31T12',
		'2024-05-31T12:00:00.',
		'2024-05-31T12:00:00+25:00',
		'2024-05-31T12:00:00+2',
		'2024-05-31T12:00:00 CET',
		'2024-05-31 noon',
		'0000-01-01',
		'yesterday'
	])('refuses %j', (text) => expect(iso(text)).toBeNull());

	test('a local time that happens twice is the earlier one, one that never happens moves forward', () => {
		expect(iso('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z');
		expect(iso('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z');
	});

	test('a year long gone stays long gone', () => {
		expect(parseIsoDate('0050-01-01T00:00:00', berlin)).toEqual({ ms: Date.parse('0050-01-01T00:00:00Z') });
	});

	test('every instant that JavaScript writes is read back', () => {
		const instants = fc.date({
			min: new Date('0100-01-01'),
			max: new Date('9999-12-31'),
			noInvalidDate: true
		});
		fc.assert(
			fc.property(instants, (date) => {
				expect(parseIsoDate(date.toISOString(), berlin)).toEqual({ ms: date.getTime() });
				expect(dayNumber(date.toISOString().slice(0, 10))).toBe(Math.floor(date.getTime() / 86_400_000));
			})
		);
	});

	test('reads a time or nothing, whatever it is given', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[-0-9T:.,Z+ ]{0,30}$/), (text) => {
				const time = parseIsoDate(text, utc);
				expect(time === null || 'day' in time || Number.isInteger(time.ms)).toBe(true);
			})
		);
	});
});
