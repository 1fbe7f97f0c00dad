import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { timeZone } from '../events/zone.ts';
import { workingHoursSchema, workMinutes, type WorkingHours } from './working-hours.ts';

const zone = timeZone('Europe/Berlin');
/** A local time of Berlin such as `2026-03-02 10:00`. */
const at = (local: string) => zone.fromLocal(Date.parse(`${local.replace(' ', 'T')}Z`));
const minutes = (from: string, to: string, hours: Partial<WorkingHours> = {}) =>
	workMinutes(workingHoursSchema.parse(hours), 'Europe/Berlin')(at(from), at(to));

const everyDay = (from: string, to: string): Partial<WorkingHours> => ({
	week: Array<[string, string]>(7).fill([from, to])
});

describe('working minutes, Monday to Friday from 9 to 18', () => {
	test.each([
		['within a day', '2026-03-02 10:00', '2026-03-02 10:42', 42],
		['from before the opening', '2026-03-02 07:30', '2026-03-02 09:15', 15],
		['from after the end to the next morning', '2026-03-02 20:00', '2026-03-03 09:05', 5],
		['from the end to the next morning', '2026-03-02 17:59', '2026-03-03 09:01', 2],
		['a contact before the opening', '2026-03-02 18:00', '2026-03-03 08:59', 0],
		['a contact at night', '2026-03-02 23:00', '2026-03-02 23:30', 0],
		['a contact on the weekend', '2026-03-06 19:00', '2026-03-08 12:00', 0],
		['over a weekend', '2026-03-06 17:00', '2026-03-09 10:00', 120],
		['a week', '2026-03-04 12:00', '2026-03-11 12:00', 5 * 540],
		['no time', '2026-03-02 10:00', '2026-03-02 10:00', 0],
		['in reverse', '2026-03-03 10:00', '2026-03-02 10:00', 0],
		['ten years', '2016-03-03 09:00', '2026-03-05 09:00', 522 * 5 * 540]
	])('%s', (_, from, to, expected) => {
		expect(minutes(from, to)).toBe(expected);
	});
});

it('leaves out holidays, of which one on a weekend changes nothing', () => {
	const holidays = ['2026-12-25', '2026-12-26'];
	expect(minutes('2026-12-24 17:00', '2026-12-28 10:00', { holidays })).toBe(120);
	expect(minutes('2026-12-24 17:00', '2026-12-28 10:00')).toBe(120 + 540);
	expect(minutes('2026-12-26 09:00', '2026-12-26 18:00', { ...everyDay('09:00', '18:00'), holidays })).toBe(
		0
	);
});

it('works until midnight', () => {
	const late = everyDay('18:00', '24:00');
	expect(minutes('2026-03-02 23:50', '2026-03-03 18:05', late)).toBe(15);
	expect(minutes('2026-03-02 12:00', '2026-03-03 12:00', late)).toBe(360);
	expect(minutes('2026-03-02 23:50', '2026-03-04 00:10', everyDay('00:00', '24:00'))).toBe(24 * 60 + 20);
});

it('has the minutes that really passed where the clock changes within the hours', () => {
	const night = everyDay('00:00', '06:00');
	expect(minutes('2026-03-28 12:00', '2026-03-29 12:00', night)).toBe(300);
	expect(minutes('2026-10-24 12:00', '2026-10-25 12:00', night)).toBe(420);
	expect(minutes('2026-03-29 01:30', '2026-03-29 03:30', night)).toBe(60);
	expect(minutes('2026-03-28 00:00', '2026-03-30 00:00', everyDay('00:00', '24:00'))).toBe(47 * 60);
});

it('opens and closes at the change itself where the clock skips the hour', () => {
	expect(minutes('2026-03-29 00:00', '2026-03-29 12:00', everyDay('02:30', '06:00'))).toBe(180);
	expect(minutes('2026-03-29 00:00', '2026-03-29 12:00', everyDay('01:00', '02:30'))).toBe(60);
	expect(minutes('2026-03-29 00:00', '2026-03-29 12:00', everyDay('02:10', '02:50'))).toBe(0);
	// An hour that comes twice: open from the first 02:30 on.
	expect(minutes('2026-10-25 00:00', '2026-10-25 12:00', everyDay('02:30', '06:00'))).toBe(4.5 * 60);
	expect(minutes('2026-10-25 00:00', '2026-10-25 12:00', everyDay('01:00', '02:30'))).toBe(90);
});

it('counts in its own zone', () => {
	const hours = workingHoursSchema.parse({ timezone: 'America/New_York' });
	const noon = Date.UTC(2026, 0, 5, 12);
	expect(workMinutes(hours, 'Europe/Berlin')(noon, noon + 3 * 3_600_000)).toBe(60);
});

it('knows days that a zone skips, and that begin twice', () => {
	const open = workingHoursSchema.parse(everyDay('00:00', '24:00'));
	// Samoa had no 30 December 2011; Goose Bay set its clocks back at one minute past midnight.
	for (const [name, from, to] of [
		['Pacific/Apia', Date.UTC(2011, 11, 29, 12), Date.UTC(2012, 0, 1)],
		['America/Goose_Bay', Date.UTC(2010, 10, 6), Date.UTC(2010, 10, 8)],
		['America/Santiago', Date.UTC(2022, 8, 9), Date.UTC(2022, 8, 13)],
		['America/Havana', Date.UTC(2022, 10, 5), Date.UTC(2022, 10, 8)]
	] as const) {
		const worked = workMinutes(open, name);
		for (let ms = from; ms < to; ms += 600_000) expect(worked(ms, ms + 30_000), `${name} ${ms}`).toBe(0.5);
		expect(worked(from, to)).toBe((to - from) / 60_000);
	}
});

describe('any hours', () => {
	const clock = fc.integer({ min: 0, max: 96 }).map((n) => n * 15);
	const text = (n: number) =>
		`${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
	const day = fc.option(
		fc
			.uniqueArray(clock, { minLength: 2, maxLength: 2 })
			.map(([a, b]): [string, string] => [text(Math.min(a!, b!)), text(Math.max(a!, b!))])
	);
	const hours = fc.record({
		timezone: fc.constantFrom(
			'UTC',
			'Europe/Berlin',
			'America/Havana',
			'Australia/Lord_Howe',
			'Asia/Kolkata'
		),
		week: fc.array(day, { minLength: 7, maxLength: 7 }).filter((week) => week.some(Boolean)),
		holidays: fc
			.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 20 })
			.map((days) => days.map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)))
	});
	const instant = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });

	it('add up, and are never more than the time that passed', () => {
		fc.assert(
			fc.property(hours, fc.array(instant, { minLength: 3, maxLength: 3 }), (calendar, instants) => {
				const worked = workMinutes(workingHoursSchema.parse(calendar), 'UTC');
				const [a, b, c] = instants.sort((x, y) => x - y).map((n) => n * 60_000) as [number, number, number];
				expect(worked(a, b) + worked(b, c)).toBe(worked(a, c));
				expect(worked(a, c)).toBeLessThanOrEqual((c - a) / 60_000);
				expect(worked(a, c)).toBeGreaterThanOrEqual(0);
				expect(worked(c, a)).toBe(0);
			})
		);
	});
});

it('refuses hours that cannot be', () => {
	const message = (hours: unknown) => workingHoursSchema.safeParse(hours).error?.issues[0]?.message;
	const week = (day: unknown) => ({ week: [day, null, null, null, null, null, null] });
	expect(message(week(['18:00', '09:00']))).toBe('must end later than it begins');
	expect(message(week(['9:00', '18:00']))).toContain('such as 09:00');
	expect(message(week(null))).toBe('must have at least one working day');
	expect(message({ holidays: ['2026-02-30'] })).toBe('must be a date like 2026-12-25');
	expect(message({ holidays: ['2026-12-25', '2026-12-25'] })).toBe('must name each day once');
	expect(message({ timezone: 'Berlin' })).toBe('must be a time zone such as Europe/Berlin');
});
