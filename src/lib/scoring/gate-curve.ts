/** What each threshold would hand over, and how many of all clients it would catch. */
import type { Tally } from './tally.ts';

export interface GatePoint {
	threshold: number;
	/** Leads that would be handed over. */
	flagged: number;
	/** Of the flagged. */
	clients: number;
}

/**
 * A point for each distinct score rounded down to whole points, ascending, and one above the highest, which hands over
 * nobody. Beyond `most` points only points that lie evenly over the leads handed over stay, and both ends.
 */
export function gateCurve({ score, clients, others }: Tally, most: number): GatePoint[] {
	const points: GatePoint[] = [];
	let [flagged, caught] = [0, 0];
	for (let i = score.length - 1; i >= 0; i--) {
		flagged += clients[i]! + others[i]!;
		caught += clients[i]!;
		const threshold = Math.floor(score[i]!);
		if (points.length === 0) points.push({ threshold: threshold + 1, flagged: 0, clients: 0 });
		if (i === 0 || Math.floor(score[i - 1]!) < threshold)
			points.push({ threshold, flagged, clients: caught });
	}
	return thinned(points, most).reverse();
}

/** At most `most` of the points (ascending by `flagged`), spread evenly over the leads handed over; both ends stay. */
function thinned(points: GatePoint[], most: number): GatePoint[] {
	if (points.length <= most) return points;
	const step = points.at(-1)!.flagged / (most - 1);
	let next = 0;
	return points.filter((point, i) => {
		if (i < points.length - 1 && point.flagged < next) return false;
		next = (Math.floor(point.flagged / step) + 1) * step;
		return true;
	});
}
