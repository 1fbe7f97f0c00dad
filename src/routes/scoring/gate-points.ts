/** Finding thresholds on the curve (ascending; its last point hands over nobody): the stops of the handle. */
import type { GatePoint } from '#lib/scoring/gate-curve.ts';

/** The stop whose number of leads handed over is nearest to `flagged`. Null without stops. */
export function nearestStop(stops: readonly GatePoint[], flagged: number): GatePoint | null {
	let nearest: GatePoint | null = null;
	for (const stop of stops)
		if (!nearest || Math.abs(stop.flagged - flagged) < Math.abs(nearest.flagged - flagged)) nearest = stop;
	return nearest;
}

/**
 * The stop that lies `steps` further towards more leads handed over (less if negative) than a threshold, the ends
 * included. Null without stops.
 */
export function stopFrom(stops: readonly GatePoint[], threshold: number, steps: number): GatePoint | null {
	if (stops.length === 0) return null;
	// The stop that hands over the same leads: the lowest that is not below the threshold.
	const same = stops.findIndex((stop) => stop.threshold >= threshold);
	const at = same === -1 ? stops.length - 1 : same;
	return stops[Math.max(0, Math.min(stops.length - 1, at - steps))]!;
}

/** The point of a threshold that need not be one of the stops. Null without stops. */
export const pointAt = (stops: readonly GatePoint[], threshold: number): GatePoint | null => {
	const stop = stopFrom(stops, threshold, 0);
	return stop && stop.threshold < threshold ? { threshold, flagged: 0, clients: 0 } : stop;
};
