/** The hours in which leads are worked, and how much of them lies between two instants. */
import { z } from 'zod';
import { dayNumber, timeZone } from '../events/zone.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const clock = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of the day such as 09:00, 24:00 at most');

const span = z.tuple([clock, clock]).refine(([from, to]) => from < to, 'must end later than it begins');

const isZone = (name: string) => {
	try {
		timeZone(name);
		return true;
	} catch {
		return false;
	}
};

export const workingHoursSchema = z.object({
	/** Absent: the reporting zone. */
	timezone: z.string().refine(isZone, 'must be a time zone such as Europe/Berlin').optional(),
	/** Monday to Sunday: from and to; null for a day off. */
	week: z
		.array(span.nullable())
		.length(7, 'must have seven days, Monday first')
		.refine((week) => week.some(Boolean), 'must have at least one working day')
		.default([...Array<[string, string]>(5).fill(['09:00', '18:00']), null, null]),
	/** Days without working hours. */
	holidays: z
		.array(z.iso.date('must be a date like 2026-12-25'))
		.refine((days) => new Set(days).size === days.length, 'must name each day once')
		.default([])
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;

/**
 * Minutes of the working hours between two instants (ms, `from` not later than `to`). Hours are those of the wall
 * clock: a day on which the clock changes has the minutes that really passed.
 */
export function workMinutes(
	hours: WorkingHours,
	reportingZone: string
): (from: number, to: number) => number {
	const zone = timeZone(hours.timezone ?? reportingZone);
	const off = new Set(hours.holidays.map(dayNumber));
	const week = hours.week.map((day) => day && day.map(msOf));
	// The day that days are counted from is a Thursday.
	const spanOf = (day: number) => (off.has(day) ? null : week[(((day + 3) % 7) + 7) % 7]!);
	return (from, to) => {
		let sum = 0;
		for (let day = zone.dayOf(from), last = zone.dayOf(to); day <= last; day++) {
			const span = spanOf(day);
			if (!span) continue;
			const begin = zone.fromLocal(day * 24 * HOUR + span[0]!);
			const end = zone.fromLocal(day * 24 * HOUR + span[1]!);
			sum += Math.max(0, Math.min(end, to) - Math.max(begin, from));
		}
		return sum / MINUTE;
	};
}

const msOf = (clock: string) => Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3)) * MINUTE;
