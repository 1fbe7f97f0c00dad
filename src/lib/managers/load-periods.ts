/** The weeks (or months, of a long range) that a load over time is shown for. */
import { addMonths } from '#lib/filters/compare.ts';
import { dayNumber, isoDay, type Zone } from '#lib/events/zone.ts';

export interface LoadPeriods {
	unit: 'week' | 'month';
	/** Last days, one a period; of the last one it may be any day. */
	days: string[];
	/** The instant (ms) at which the first begins. */
	start: number;
	/** The instants (ms) at which the periods are over; the last one is no later than the as-of date. */
	ends: number[];
}

/** More weeks than this are shown as months. */
const mostWeeks = 60;
const WEEK = 7;

/** A Monday. */
const MONDAY = dayNumber('1900-01-01');

/**
 * From `from` (without it: the last 52 weeks), no earlier than the first lead's day, up to the day before `to` and to the
 * as-of instant (ms). Null where nothing is left between them.
 */
export function loadPeriods(
	{ from, to }: { from?: string; to?: string },
	at: number,
	firstDay: string,
	zone: Zone
): LoadPeriods | null {
	const last = Math.min(zone.dayOf(at), to === undefined ? Infinity : dayNumber(to) - 1);
	const wanted = from === undefined ? last - 52 * WEEK + 1 : dayNumber(from);
	const first = Math.max(wanted, dayNumber(firstDay));
	if (first > last) return null;
	const isLong = last - first >= mostWeeks * WEEK;
	/** The day after a period that holds `day`. */
	const next = (day: number) =>
		isLong ? dayNumber(addMonths(`${isoDay(day).slice(0, 7)}-01`, 1)) : day + WEEK - ((day - MONDAY) % WEEK);
	const days: number[] = [];
	for (let day = first; day <= last; day = next(day)) days.push(Math.min(next(day) - 1, last));
	return {
		unit: isLong ? 'month' : 'week',
		days: days.map(isoDay),
		start: zone.startOfDay(first),
		ends: days.map((day) => Math.min(zone.endOfDay(day), at) + 1)
	};
}
