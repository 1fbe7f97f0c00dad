import { expect, test } from 'vitest';
import { dayNumber, isoDay, timeZone } from './zone.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const berlin = timeZone('Europe/Berlin');

test('offsets change at the instant that the zone says', () => {
	expect(berlin.offsetAt(utc('2026-03-29T00:59:59.999'))).toBe(3_600_000);
	expect(berlin.offsetAt(utc('2026-03-29T01:00:00'))).toBe(7_200_000);
	expect(berlin.offsetAt(utc('2026-10-25T00:59:59.999'))).toBe(7_200_000);
	expect(berlin.offsetAt(utc('2026-10-25T01:00:00'))).toBe(3_600_000);
	expect(timeZone('Asia/Kolkata').offsetAt(0)).toBe(5.5 * 3_600_000);
});

test.each([
	['2026-07-01T12:00:00', '2026-07-01T10:00:00'],
	['2026-10-25T02:30:00', '2026-10-25T00:30:00'],
	['2026-03-29T02:30:00', '2026-03-29T01:30:00'],
	['2026-03-29T03:00:00', '2026-03-29T01:00:00']
])('local %s in Berlin is %sZ', (local, instant) => {
	expect(new Date(berlin.fromLocal(utc(local))).toISOString()).toBe(`${instant}.000Z`);
});

test('a day ends one millisecond before the next, however long it is', () => {
	const day = dayNumber('2026-10-25');
	expect(berlin.endOfDay(day) - berlin.startOfDay(day)).toBe(25 * 3_600_000 - 1);
	expect(berlin.dayOf(berlin.endOfDay(day))).toBe(day);
	expect(isoDay(day)).toBe('2026-10-25');
});

test('a midnight that never happens starts the day at its first instant', () => {
	const saoPaulo = timeZone('America/Sao_Paulo');
	const day = dayNumber('2018-11-04');
	expect(new Date(saoPaulo.startOfDay(day)).toISOString()).toBe('2018-11-04T03:00:00.000Z');
	expect(saoPaulo.dayOf(saoPaulo.startOfDay(day))).toBe(day);
});

test('an unknown zone is an error', () => {
	expect(() => timeZone('Mars/Olympus')).toThrow(RangeError);
});
