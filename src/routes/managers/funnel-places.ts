/** Where things of the funnel plot stand, in pixels. */
import type { FunnelEdge, FunnelPoint, FunnelView } from './funnel-view.ts';

export interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

export interface Places {
	x: (expected: number) => number;
	y: (share: number) => number;
	/** The normal range, and the one beyond which it is not chance, as closed paths. */
	inner: string;
	outer: string;
	xTicks: number[];
	yTicks: number[];
}

const offered = [1, 2, 5].flatMap((step) => [1, 10, 100, 1000, 10_000].map((power) => step * power));

/** Ticks are at least so many pixels apart. */
const apart = 46;

/** By the square root of what is expected, so that small and large reps both can be told apart. */
export function placesOf({ edges, most, top }: Omit<FunnelView, 'points'>, box: Box): Places {
	const right = most * 1.04;
	const x = (expected: number) => box.left + Math.sqrt(expected / right) * (box.right - box.left);
	const y = (share: number) => box.bottom - (Math.min(share, top) / top) * (box.bottom - box.top);
	const band = (low: keyof FunnelEdge, high: keyof FunnelEdge) => {
		const along = (edge: FunnelEdge, end: keyof FunnelEdge) =>
			`${x(edge.expected).toFixed(1)},${y(edge[end]).toFixed(1)}`;
		const there = edges.map((edge) => along(edge, high));
		const back = edges.toReversed().map((edge) => along(edge, low));
		return `M${[...there, ...back].join('L')}Z`;
	};
	const xTicks = [0];
	for (const tick of offered.toSorted((a, b) => a - b))
		if (tick <= right && x(tick) - x(xTicks.at(-1)!) >= apart) xTicks.push(tick);
	const yTicks = Array.from({ length: Math.floor(top) + 1 }, (_, i) => i);
	return {
		x,
		y,
		inner: band('low95', 'high95'),
		outer: band('low998', 'high998'),
		xTicks,
		yTicks: top < 3 ? yTicks.flatMap((tick) => (tick + 0.5 <= top ? [tick, tick + 0.5] : [tick])) : yTicks
	};
}

export interface Label {
	text: string;
	x: number;
	y: number;
	anchor: 'start' | 'middle' | 'end';
}

const lineHeight = 15;
const clearance = 9;

/**
 * Names beside the points, the first ones first, where no name covers another, a point or the edge; those without room
 * are left out. `width`: of a text.
 */
export function labelsOf(
	points: readonly (Pick<FunnelPoint, 'name'> & { x: number; y: number })[],
	box: Box,
	width: (text: string) => number
): Label[] {
	const taken: Box[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
	const labels: Label[] = [];
	for (const [i, { name, x, y }] of points.entries()) {
		const wide = width(name);
		const label = (anchor: Label['anchor'], dx: number, dy: number) => ({
			text: name,
			x: x + dx,
			y: y + dy,
			anchor
		});
		const place = [
			label('start', clearance, 4),
			label('end', -clearance, 4),
			label('middle', 0, -clearance),
			label('middle', 0, clearance + 9),
			label('start', clearance - 2, -clearance),
			label('end', 2 - clearance, -clearance),
			label('start', clearance - 2, clearance + 9),
			label('end', 2 - clearance, clearance + 9)
		].find((each) => {
			const area = areaOf(each, wide);
			const inside =
				area.left >= box.left &&
				area.right <= box.right &&
				area.top >= box.top - 4 &&
				area.bottom <= box.bottom + 2;
			return inside && taken.every((other, j) => j === i || !overlap(area, other));
		});
		if (!place) continue;
		labels.push(place);
		taken.push(areaOf(place, wide));
	}
	return labels;
}

function areaOf({ x, y, anchor }: Label, wide: number): Box {
	const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
	return { left, right: left + wide, top: y - lineHeight + 4, bottom: y + 4 };
}

const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
