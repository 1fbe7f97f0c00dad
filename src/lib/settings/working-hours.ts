/** The hours in which leads are worked, and how much of them lies between two instants. */
import { z } from 'zod';
import { dayNumber, timeZone, type Zone } from '../events/zone.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const clock = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of the day such as 09:00, 24:00 at most');

/** From and to. */
export const workingDaySchema = z
	.tuple([clock, clock])
	.refine(([from, to]) => from < to, 'must end later than it begins');

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
		.array(workingDaySchema.nullable())
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
 * Minutes of the working hours between two instants (ms); 0 if `from` is the later one. Work begins when the clock of
 * the zone first shows a time at or after the opening and ends when it first shows one at or after the end, so that a
 * day on which the clock changes has the minutes that really passed. A holiday has none, whatever its weekday.
 *
 * The work of each day is summed once, when a lead first asks for it: a span of years costs as much as one of minutes.
 */
export function workMinutes(
	hours: WorkingHours,
	reportingZone: string
): (from: number, to: number) => number {
	const zone = timeZone(hours.timezone ?? reportingZone);
	const off = new Set(hours.holidays.map(dayNumber));
	const week = hours.week.map((day) => day && day.map(msOf));
	const workOf = (day: number): Work | null => {
		// The day that days are counted from is a Thursday.
		const span = off.has(day) ? null : week[(((day + 3) % 7) + 7) % 7];
		if (!span) return null;
		const from = whenClockShows(zone, day * DAY + span[0]!);
		const to = whenClockShows(zone, day * DAY + span[1]!);
		return to > from ? { from, to } : null;
	};
	const days = summedDays(workOf);
	const within = (work: Work | null, ms: number) =>
		work ? Math.min(Math.max(ms - work.from, 0), work.to - work.from) : 0;
	const workedBy = (ms: number) => {
		const day = zone.dayOf(ms);
		// Where clocks go back across midnight, the next day has begun before.
		return days.before(day) + within(days.work(day), ms) + within(days.work(day + 1), ms);
	};
	return (from, to) => Math.max(0, workedBy(to) - workedBy(from)) / MINUTE;
}

/** Instants between which a day is worked. */
interface Work {
	from: number;
	to: number;
}

/** The work (ms) of all days before a day, counted from the day first asked for: below 0 for those before it. */
function summedDays(workOf: (day: number) => Work | null) {
	let first: number | undefined;
	const later: Days = { works: [], sums: [0] };
	const earlier: Days = { works: [], sums: [0] };
	const upTo = (days: Days, count: number, day: (i: number) => number) => {
		for (let i = days.works.length; i < count; i++) {
			const work = workOf(day(i));
			days.works.push(work);
			days.sums.push(days.sums[i]! + (work ? work.to - work.from : 0));
		}
		return days;
	};
	const placeOf = (day: number) => {
		const from = (first ??= day);
		return day >= from
			? { days: upTo(later, day - from + 1, (i) => from + i), i: day - from, sign: 1 }
			: { days: upTo(earlier, from - day, (i) => from - 1 - i), i: from - day - 1, sign: -1 };
	};
	return {
		before(day: number): number {
			const { days, i, sign } = placeOf(day);
			return sign > 0 ? days.sums[i]! : -days.sums[i + 1]!;
		},
		work(day: number): Work | null {
			const { days, i } = placeOf(day);
			return days.works[i]!;
		}
	};
}

/** `sums[i]`: the work of the first `i` days. */
interface Days {
	works: (Work | null)[];
	sums: number[];
}

/** The first instant at which the clock shows a local time or, where it skips that time, a later one. */
function whenClockShows(zone: Zone, localMs: number): number {
	const at = zone.fromLocal(localMs);
	const skipped = at + zone.offsetAt(at) - localMs;
	if (skipped === 0) return at;
	// The clock went forward by that much, at most that long ago.
	let before = at - skipped;
	let after = at;
	while (after - before > 1000) {
		const middle = Math.floor((before + after) / 2000) * 1000;
		if (zone.offsetAt(middle) === zone.offsetAt(at)) after = middle;
		else before = middle;
	}
	return after;
}

const msOf = (clock: string) => Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3)) * MINUTE;
