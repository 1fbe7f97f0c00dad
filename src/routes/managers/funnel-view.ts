/** The funnel plot: who made how much of what was expected, against the normal range for so many leads. */
import { limitsOf } from '#lib/managers/limits.ts';
import type { ManagersReport } from '#lib/managers/report.ts';
import { repHref } from './rep-href.ts';

export interface FunnelPoint {
	name: string;
	href: string;
	base: number;
	made: number;
	expected: number;
	side: 'above' | 'below' | null;
	few: boolean;
	alarm: boolean;
}

/** The ends of the normal range, as shares of what is expected. */
export interface FunnelEdge {
	expected: number;
	low95: number;
	high95: number;
	low998: number;
	high998: number;
}

export interface FunnelView {
	points: FunnelPoint[];
	edges: FunnelEdge[];
	/** The right end: the most that is expected of anybody. */
	most: number;
	/** The top, in times of what is expected. */
	top: number;
}

/** Places where the range is worked out, denser to the left, where it narrows. */
const steps = 40;

/** What a normal range is drawn from on; it is as high as the picture there. */
const least = 0.01;

/** The top of the picture, between these; who made more stands at its edge. */
const topLeast = 2;
const topMost = 4;

/**
 * Null where nobody is judged. Each rep has a range of their own, by their own kinds of leads; the curves are those of
 * leads as all reps together have them, and agree with the ranges but for a little.
 */
export function funnelView(report: Pick<ManagersReport, 'rows' | 'spread' | 'filters'>): FunnelView | null {
	const rows = report.rows.filter(({ key, expected }) => key !== null && (expected ?? 0) > 0);
	const judged = rows.filter(({ limits }) => limits !== null);
	if (judged.length === 0) return null;
	const sum = (of: (row: (typeof rows)[number]) => number) =>
		judged.reduce((total, row) => total + of(row), 0);
	const expected = sum((row) => row.expected!);
	const perGoal = sum((row) => row.base) / expected;
	const varianceShare = sum((row) => row.variance!) / expected;
	const most = Math.max(...rows.map((row) => row.expected!));
	const edges = Array.from({ length: steps + 1 }, (_, i) => {
		const at = least + (most * 1.04 - least) * (i / steps) ** 2;
		const leads = at * perGoal;
		const range = limitsOf(leads, at, varianceShare * at + (report.spread * at) ** 2);
		const share = (rate: number) => (rate * leads) / at;
		return {
			expected: at,
			low95: share(range.low95),
			high95: share(range.high95),
			low998: share(range.low998),
			high998: share(range.high998)
		};
	});
	return {
		points: rows.map(({ key, base, made, expected, verdict, level }) => ({
			name: key!,
			href: repHref(key!, report.filters),
			base,
			made,
			expected: expected!,
			side: level !== null && (verdict === 'above' || verdict === 'below') ? verdict : null,
			few: verdict === 'few',
			alarm: level === 'alarm'
		})),
		edges,
		most,
		top: Math.min(topMost, Math.max(topLeast, ...judged.map(({ ratio }) => (ratio ?? 0) * 1.12)))
	};
}
