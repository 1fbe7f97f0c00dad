/** The curve at a few days, for a table. */
import { atRiskOn, lastFollowedDay, pointAt } from './followed.ts';
import type { CurvePoint, Incidence } from './report.ts';

export interface CurveDay {
	day: number;
	/** Leads still followed at its start. */
	atRisk: number;
	/** Dated clients and losses by its end: plain counts. */
	clients: number;
	lost: number;
	/** Shares of all leads by its end. */
	incidence: number;
	lostIncidence: number;
	open: number;
	lo: number | null;
	hi: number | null;
	/** Enough leads are followed to it. */
	firm: boolean;
}

const shown = [0, 1, 3, 7, 14, 30, 60, 90, 180, 365];

const start: Pick<CurvePoint, 'incidence' | 'lostIncidence' | 'open' | 'lo' | 'hi'> = {
	...{ incidence: 0, lostIncidence: 0, open: 1 },
	...{ lo: null, hi: null }
};

/** The curve by the end of each of `days` (at first: some days up to a year, and the last of the curve). */
export function curveDays({ curve }: Pick<Incidence, 'curve'>, days?: readonly number[]): CurveDay[] {
	const end = curve.at(-1)?.day ?? 0;
	const followed = lastFollowedDay(curve);
	return (days ?? [...shown.filter((day) => day < end), end]).map((day) => {
		const { incidence, lostIncidence, open, lo, hi } = pointAt(curve, day) ?? start;
		const until = curve.filter((point) => point.day <= day);
		return {
			day,
			atRisk: atRiskOn(curve, day),
			clients: until.reduce((sum, { client }) => sum + client, 0),
			lost: until.reduce((sum, { lost }) => sum + lost, 0),
			...{ incidence, lostIncidence, open, lo, hi },
			firm: followed !== null && day <= followed
		};
	});
}
