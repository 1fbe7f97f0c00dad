/** Where the curve of sent against caught lies on the page. */
import { wilson } from '#lib/stats/intervals.ts';
import type { GatePoint } from '#lib/scoring/gate-curve.ts';

export interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** Shares of leads (x) and of clients (y) as pixels, and back. */
export function scalesOf({ left, right, top, bottom }: Box) {
	return {
		x: (share: number) => left + share * (right - left),
		y: (share: number) => bottom - share * (bottom - top),
		shareAt: (x: number) => Math.max(0, Math.min(1, (x - left) / (right - left)))
	};
}
export type Scales = ReturnType<typeof scalesOf>;

interface Whole {
	n: number;
	clients: number;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;

/** A line through the points, the ends of the whole curve (nobody, everybody) added if `closed`. */
export function linePath(points: readonly GatePoint[], { n, clients }: Whole, scales: Scales, closed = true) {
	const places = points.map(
		(point) => `${round(scales.x(point.flagged / n))},${round(scales.y(point.clients / clients))}`
	);
	const ends = closed ? [`${round(scales.x(1))},${round(scales.y(1))}`] : [];
	const begins = closed ? [`${round(scales.x(0))},${round(scales.y(0))}`] : [];
	const all = [...ends, ...places, ...begins];
	return all.length < 2 ? '' : `M${all.join('L')}`;
}

/** The likely range of the share of clients caught at each point, as an area. */
export function bandPath(points: readonly GatePoint[], { n, clients }: Whole, scales: Scales): string {
	if (points.length < 2) return '';
	const edge = (end: 0 | 1) =>
		points.map((point) => {
			const share = wilson(point.clients, clients)[end] ?? 0;
			return `${round(scales.x(point.flagged / n))},${round(scales.y(share))}`;
		});
	return `M${edge(0).join('L')}L${edge(1).reverse().join('L')}Z`;
}

/** The stops from one threshold to another, both included: the part of the curve between them. */
export const between = (stops: readonly GatePoint[], [from, to]: readonly [number, number]): GatePoint[] =>
	stops.filter(({ threshold }) => threshold >= from && threshold <= to);

interface Mark {
	name: string;
	point: GatePoint;
}

/** Marks that somebody reaches, those nearer to each other than `apart` pixels under one name, at the first of them. */
export function marksApart(
	marks: readonly Mark[],
	{ n, clients }: Whole,
	scales: Scales,
	apart: number
): Mark[] {
	const kept: Mark[] = [];
	for (const { name, point } of marks) {
		if (point.flagged === 0) continue;
		const near = kept.find(
			(other) =>
				Math.hypot(
					scales.x(point.flagged / n) - scales.x(other.point.flagged / n),
					scales.y(point.clients / clients) - scales.y(other.point.clients / clients)
				) < apart
		);
		if (near) near.name = `${near.name} · ${name}`;
		else kept.push({ name, point });
	}
	return kept;
}
