/** The trend of one step as points of a chart, and what is said of its months. */
import type { Filters } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { isFirmMonth, type StepMonth } from '#lib/leadtime/step-trend.ts';
import { formatCount, formatDays, formatMonth } from '#lib/ui/format.ts';
import { monthHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { roundUp } from '#lib/ui/round-up.ts';
import type { TrendPoint, TrendScale } from '#lib/ui/trend-option.ts';

export const entriesOf = ({ n, untimed, open, lost }: StepMonth): number => n + untimed + open + lost;

/** Points without a median leave a gap; those that rest on few leads are hollow. */
export const monthPoints = (months: readonly StepMonth[], from: Stage, filters: Filters): TrendPoint[] =>
	months.map((row) => ({
		month: row.month,
		rate: row.median,
		range: [null, null],
		lines: monthLines(row),
		href: entriesHref(row.month, from, filters),
		hollow: row.median !== null && !isFirmMonth(row)
	}));

function monthLines(row: StepMonth): string[] {
	const { n, untimed, open, lost, median } = row;
	if (entriesOf(row) === 0) return [formatMonth(row.month), m.steps_trend_line_none()];
	return [
		formatMonth(row.month),
		median === null ? m.steps_trend_line_unknown() : m.steps_trend_line_median({ days: formatDays(median) }),
		m.steps_trend_line_counts({ made: formatCount(n), open: formatCount(open) }),
		...(untimed > 0 ? [m.steps_trend_line_untimed({ untimed: formatCount(untimed) })] : []),
		...(lost > 0 ? [m.steps_trend_line_lost({ lost: formatCount(lost) })] : [])
	];
}

/**
 * The leads that entered `from` in a month, those without a usable date among them. Null where no list can show them:
 * entries are chosen by date of event, which leaves no room for a range of arrivals.
 */
export function entriesHref(month: string, from: Stage, filters: Filters): string | null {
	if (filters.mode === 'period' || from === 'lead') return monthHref(month, from, filters);
	if (filters.from || filters.to) return null;
	return monthHref(month, from, { ...filters, mode: 'period' });
}

/** From 0 to the longest median, in days. Null where no month has one. */
export function monthScale(months: readonly StepMonth[]): TrendScale | null {
	const known = months.flatMap(({ median }) => median ?? []);
	if (known.length === 0) return null;
	const top = roundUp(Math.max(1 / 24, ...known), [1, 2, 3, 4, 5, 6, 8, 10]);
	return { top, bottom: 0, format: (days) => (days === 0 ? '0' : formatDays(days)) };
}

/** Half make the step on the day they enter, in every month that is known: a line at 0 says nothing. */
export function isSameDay(months: readonly StepMonth[]): boolean {
	const known = months.flatMap(({ median }) => median ?? []);
	return known.length > 0 && known.every((median) => median === 0);
}

/** More months are counted: the table names them. */
const mostNamed = 4;

/** What the months without a median are: "Not known yet for Oct 2026 and Nov 2026: …"; null where there are none. */
export function unknownMonths(months: readonly StepMonth[]): string | null {
	const entered = months.filter((row) => entriesOf(row) > 0);
	const unknown = entered.filter(({ median }) => median === null).map(({ month }) => formatMonth(month));
	if (unknown.length === 0) return null;
	if (unknown.length === entered.length) return m.steps_trend_unknown_all();
	if (unknown.length > mostNamed)
		return m.steps_trend_unknown_many({
			count: formatCount(unknown.length),
			all: formatCount(entered.length)
		});
	return m.steps_trend_unknown({
		months:
			unknown.length === 1
				? unknown[0]!
				: m.steps_list_and({ first: unknown.slice(0, -1).join(', '), last: unknown.at(-1)! })
	});
}
