/** The range that a report compares its own with. */
import { dayNumber, isoDay } from '#lib/events/zone.ts';
import type { Filters } from './filters.ts';

const isFirstOfMonth = (day: string) => day.endsWith('-01');

/** The same day `months` later (or earlier), on the first of its month. */
export function addMonths(day: string, months: number): string {
	const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
	const year = String(Math.floor(index / 12)).padStart(4, '0');
	return `${year}-${String((index % 12) + 1).padStart(2, '0')}-${day.slice(8)}`;
}

/** The day a year before; 29 February becomes 1 March. */
function yearBefore(day: string): string {
	const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
	return day.endsWith('02-29') ? `${before.slice(0, 4)}-03-01` : before;
}

/**
 * `previous`: the months before when both ends are first days of months, else as many days before; `year`: the same
 * dates a year earlier. null without a comparison or without both ends.
 */
export function comparisonRange({
	compare,
	from,
	to
}: Pick<Filters, 'compare' | 'from' | 'to'>): { from: string; to: string } | null {
	if (compare === 'none' || !from || !to) return null;
	if (compare === 'year') return { from: yearBefore(from), to: yearBefore(to) };
	if (isFirstOfMonth(from) && isFirstOfMonth(to)) {
		const months =
			(Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
			Number(to.slice(5, 7)) -
			Number(from.slice(5, 7));
		return { from: addMonths(from, -months), to: from };
	}
	return { from: isoDay(2 * dayNumber(from) - dayNumber(to)), to: from };
}
