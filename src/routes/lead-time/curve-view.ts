/** The curves as the charts draw them: a few hundred points, rounded, since a browser has to load them all. */
import { lastFollowedDay, pointAt } from '#lib/leadtime/followed.ts';
import type { CurvePoint, Incidence } from '#lib/leadtime/report.ts';

/** Shares of all leads by the end of each of `days`, and what they rest on. */
export interface CurveView {
	days: number[];
	client: number[];
	lost: number[];
	/** The likely range of `client`; nulls while nobody is one. */
	lo: (number | null)[];
	hi: (number | null)[];
	/** Leads still followed at the start of the day. */
	atRisk: number[];
	/** The last day with enough leads; null: none has. */
	firmUntil: number | null;
	end: number;
}

/** Days 0 to `end`, fewer of them from `daily` on, and `end` itself. */
export function sampledDays(end: number, daily: number): number[] {
	const days: number[] = [];
	for (let day = 0; day < end; day += day < daily ? 1 : day < 4 * daily ? 5 : 14) days.push(day);
	return [...days, end];
}

const rounded = (share: number) => Number(share.toFixed(6));

/** A curve at `days`; without points it is 0 all along. */
export function curveView({ curve }: Pick<Incidence, 'curve'>, days: readonly number[]): CurveView {
	const points = days.map((day) => pointAt(curve, day));
	const of = (value: (point: CurvePoint) => number) =>
		points.map((point) => (point === null ? 0 : rounded(value(point))));
	const bound = (name: 'lo' | 'hi') =>
		points.map((point) => {
			const value = point?.[name] ?? null;
			return value === null ? null : rounded(value);
		});
	const end = days.at(-1) ?? 0;
	const followed = lastFollowedDay(curve);
	let next = 0;
	return {
		days: [...days],
		client: of(({ incidence }) => incidence),
		lost: of(({ lostIncidence }) => lostIncidence),
		lo: bound('lo'),
		hi: bound('hi'),
		atRisk: days.map((day) => {
			while (next < curve.length && curve[next]!.day < day) next += 1;
			return curve[next]?.atRisk ?? 0;
		}),
		firmUntil: followed === null ? null : Math.min(followed, end),
		end
	};
}

/** Days that the charts can end with: 30, 90 and 365 if there is more, and all. */
export const chartSpans = (end: number): number[] => [...[30, 90, 365].filter((days) => days < end), end];

/** What the charts end with at first: a year, or all if that is less. */
export const firstSpan = (end: number): number => Math.min(365, end);

/** The place of the last point not after `day`. */
export const placeOf = ({ days }: Pick<CurveView, 'days'>, day: number): number =>
	Math.max(
		0,
		days.findLastIndex((each) => each <= day)
	);
