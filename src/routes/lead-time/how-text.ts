import { followedPoints } from '#lib/leadtime/followed.ts';
import type { CurveDifference, Incidence } from '#lib/leadtime/report.ts';
import { formatCount, formatNumber, formatTime } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { perHundred } from './incidence-option.ts';

/** How the curves, their times and their comparison are computed, with the reader's own numbers. */
export function howText(
	whole: Incidence,
	difference: CurveDifference | null,
	head: { asOf: string; timezone: string }
): string[] {
	const { curve, converted } = whole;
	const last = curve.at(-1);
	const half = curve.find(({ day }) => day === whole.halfTimeDays);
	const dated = whole.clients - whole.leftOutClients;
	return [
		m.lead_time_how_followed({
			time: formatTime(head.asOf, head.timezone),
			n: whole.open,
			open: formatCount(whole.open)
		}),
		...(half && last
			? [
					m.lead_time_how_curve({
						day: formatCount(half.day),
						clients: formatCount(half.client),
						atRisk: formatCount(half.atRisk),
						before: perHundred(half.open),
						share: perHundred(half.incidence)
					}),
					...(last.lo === null || last.hi === null
						? []
						: [
								m.lead_time_how_range({
									share: perHundred(last.incidence),
									lo: perHundred(last.lo),
									hi: perHundred(last.hi)
								})
							]),
					m.lead_time_how_half({
						day: formatCount(half.day),
						share: perHundred(half.incidence),
						end: perHundred(last.incidence),
						lastDay: formatCount(last.day)
					})
				]
			: []),
		...(whole.leftOutClients > 0 && dated > 0
			? [
					m.lead_time_how_weights({
						leftOut: formatCount(whole.leftOutClients),
						clients: formatCount(whole.clients),
						weight: formatNumber(whole.clients / dated)
					})
				]
			: []),
		...(converted.n > 0
			? [m.lead_time_how_converted({ n: converted.n, count: formatCount(converted.n) })]
			: []),
		m.lead_time_how_thin({
			least: formatCount(Math.ceil(Math.max(50, 0.05 * (curve[0]?.atRisk ?? 0)))),
			day: formatCount(followedPoints(curve).at(-1)?.day ?? 0)
		}),
		...(difference
			? [
					m.lead_time_how_difference({
						groups: formatCount(difference.groups),
						chisq: formatNumber(difference.chisq),
						df: formatCount(difference.df),
						p: difference.p < 0.0001 ? '< 0.0001' : `= ${difference.p.toPrecision(2)}`,
						pairs: formatCount(difference.pairs.length)
					})
				]
			: [])
	];
}
