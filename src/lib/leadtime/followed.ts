/** How far a curve can be read: late days rest on the few leads that are old enough. */
import type { IncidencePoint } from './incidence.ts';

/** Fewer leads at risk than this, or than this share of all, say little. */
const fewest = { leads: 50, share: 0.05 };

/** The points with enough leads at risk (METHODS, section 4). */
export function followedPoints<P extends Pick<IncidencePoint, 'atRisk'>>(curve: readonly P[]): P[] {
	const least = Math.max(fewest.leads, fewest.share * (curve[0]?.atRisk ?? 0));
	return curve.filter(({ atRisk }) => atRisk >= least);
}

/**
 * The last day that the curve can be read on: Infinity where all leads are followed to their end, since nothing can
 * come later; null where no day has enough leads.
 */
export function lastFollowedDay(curve: readonly IncidencePoint[]): number | null {
	const outcomes = curve.reduce((sum, { client, lost }) => sum + client + lost, 0);
	if (curve.length > 0 && outcomes === curve[0]!.atRisk) return Infinity;
	return followedPoints(curve).at(-1)?.day ?? null;
}

/** The curve by the end of `day`: the last point not after it; null before the first. */
export const pointAt = <P extends { day: number }>(curve: readonly P[], day: number): P | null =>
	curve.findLast((point) => point.day <= day) ?? null;

/** How many leads are at risk at the start of `day`. */
export const atRiskOn = (curve: readonly Pick<IncidencePoint, 'day' | 'atRisk'>[], day: number): number =>
	curve.find((point) => point.day >= day)?.atRisk ?? 0;
