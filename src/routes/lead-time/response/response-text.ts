/** The sentences about the time to the first contact: written on the server, since a browser would need all texts. */
import type { HourComparison, ResponseDetail, ResponseTimes, Share } from '#lib/leadtime/report.ts';
import type { WorkingHours } from '#lib/settings/working-hours.ts';
import { share } from '#lib/leadtime/response.ts';
import { formatCount, formatPercent, formatPercentRange, formatPoints } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { formatMinutes } from '#lib/ui/response-words.ts';

export interface ResponseTexts {
	/** Of the page, by the wall clock. */
	answer: string[];
	/** By clock: the answer where it is not that of the page, and what is to be said of it. */
	wall: { answer: string | null; rest: string[] };
	working: { answer: string | null; rest: string[] };
	/** Who is in no band, and why. */
	leftOut: string[];
	week: string | null;
}

type Found = Pick<ResponseDetail, 'hour' | 'week'> & { response: ResponseTimes };

/** `isByOutcome`: the filters choose leads by how they ended. */
export function responseTexts(
	{ response, hour, week }: Found,
	{ hours, timezone, isByOutcome }: { hours: WorkingHours; timezone: string; isByOutcome: boolean }
): ResponseTexts {
	const of = (clock: 'wall' | 'working') => {
		const { n, medianMinutes, withinHour } = clock === 'wall' ? response : response.working;
		if (n === 0) return { answer: [m.response_nobody()], rest: [] };
		const half = { n: formatCount(n), minutes: formatMinutes(medianMinutes, clock) };
		return {
			answer: [
				clock === 'wall' ? m.response_half(half) : m.response_half_working(half),
				withinText(withinHour)
			],
			rest: isByOutcome ? [m.response_by_outcome()] : comparisonText(hour[clock])
		};
	};
	const wall = of('wall');
	const working = of('working');
	return {
		answer: wall.answer,
		wall: { ...wall, answer: null },
		working: { ...working, answer: working.answer.join(' ') },
		leftOut: [
			...(response.waiting
				? [m.response_waiting({ n: response.waiting, count: formatCount(response.waiting) })]
				: []),
			...(response.leftOut
				? [m.response_left_out({ n: response.leftOut, count: formatCount(response.leftOut) })]
				: [])
		],
		week: weekText(week, hours, timezone)
	};
}

const withinText = ({ rate, interval }: Share) =>
	m.response_within({ rate: formatPercent(rate), range: formatPercentRange(interval) });

/** What speed has to do with conversion, as far as it can be told. */
export function comparisonText({ within, later, difference, interval, sameKind }: HourComparison): string[] {
	const [lo, hi] = interval;
	if (difference === null || lo === null || hi === null) return [m.response_no_comparison()];
	const isClear = lo > 0 || hi < 0;
	const figures = {
		within: formatPercent(within.rate),
		later: formatPercent(later.rate),
		withinLeads: formatCount(within.of),
		laterLeads: formatCount(later.of),
		points: formatPoints(difference),
		range: pointsRange(interval)
	};
	const first = isClear ? m.response_compare(figures) : m.response_compare_chance(figures);
	if (!sameKind) return [first];
	const { difference: points, differenceInterval, verdict } = sameKind;
	if (verdict === 'few' || points === null) return [first, m.response_same_kind_few()];
	const same = { points: formatPoints(points), range: pointsRange(differenceInterval) };
	return [
		first,
		verdict === 'same' ? m.response_same_kind_chance(same) : m.response_same_kind(same),
		m.response_caveat()
	];
}

const pointsRange = ([lo, hi]: readonly [number | null, number | null]) =>
	m.response_points_range({ lo: formatPoints(lo), hi: formatPoints(hi) });

/** How many leads come outside the working hours. Null if these are of another zone than the hours of arrival. */
function weekText(week: ResponseDetail['week'], hours: WorkingHours, timezone: string): string | null {
	if (hours.timezone !== undefined && hours.timezone !== timezone) return null;
	const sums = { in: { arrivals: 0, count: 0, of: 0 }, out: { arrivals: 0, count: 0, of: 0 } };
	week.hours.forEach(({ arrivals, withinHour }, i) => {
		const day = hours.week[Math.floor(i / 24)];
		const from = `${String(i % 24).padStart(2, '0')}:00`;
		const sum = sums[day && from >= day[0] && from < day[1] ? 'in' : 'out'];
		sum.arrivals += arrivals;
		sum.count += withinHour.count;
		sum.of += withinHour.of;
	});
	const all = sums.in.arrivals + sums.out.arrivals;
	if (all === 0) return null;
	const rate = ({ count, of }: { count: number; of: number }) => formatPercent(share(count, of).rate);
	return m.response_week_answer({
		outside: formatPercent(sums.out.arrivals / all),
		leads: formatCount(sums.out.arrivals),
		out: rate(sums.out),
		in: rate(sums.in)
	});
}
