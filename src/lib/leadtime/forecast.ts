/** How many of the leads that are open now become clients in the next days (METHODS, section 5: Forecast). */
import type { Range } from '#lib/channels/report.ts';
import { countRange } from '#lib/stats/count-range.ts';

/** Leads that stood alike: in the same stage for about as long. */
export interface ForecastCell {
	stage: number | string;
	/** Leads that were open so at the start of an earlier window, and how many of them were clients at its end. */
	n: number;
	y: number;
	/** Leads that are open so now. */
	open: number;
}

/** How many leads of its stage stand behind the chance of a cell, whatever its own leads say. */
const weight = 5;

/** With fewer earlier windows there is no range. */
const fewestWindows = 3;

/** Share of cases that the range holds. */
const inside = 0.8;

export interface Outlook {
	/** Chance of each cell. */
	p: number[];
	expected: number;
	variance: number;
}

/** The chance of each cell, drawn to that of its stage, and what it makes of the leads open now. */
export function outlook(cells: readonly ForecastCell[]): Outlook {
	const stages = new Map<ForecastCell['stage'], { n: number; y: number }>();
	for (const { stage, n, y } of cells) {
		const sum = stages.get(stage) ?? { n: 0, y: 0 };
		stages.set(stage, { n: sum.n + n, y: sum.y + y });
	}
	let expected = 0;
	let variance = 0;
	const p = cells.map(({ stage, n, y, open }) => {
		const whole = stages.get(stage)!;
		const ofStage = (whole.y + 0.5) / (whole.n + 1);
		const chance = (y + weight * ofStage) / (n + weight);
		expected += open * chance;
		variance += open * chance * (1 - chance) * (1 + open / (n + weight));
		return chance;
	});
	return { p, expected, variance };
}

/** How much more the earlier windows vary than leads that go their ways alone: at least 1. */
export const dispersion = (residuals: readonly number[]): number =>
	Math.max(1, (residuals.reduce((sum, r) => sum + r * r, 0) + 4) / (residuals.length + 4));

/** The range that holds the count in 80 of 100 cases. */
export const likelyCounts = (expected: number, variance: number): [lo: number, hi: number] =>
	countRange(expected, variance, inside);

/** The leads that were open at the start of an earlier window and those of them who were clients at its end, by cell. */
export interface LearnedWindow {
	n: ArrayLike<number>;
	y: ArrayLike<number>;
}

export interface Prediction extends Outlook {
	/** Nulls with fewer than three windows. */
	range: Range;
}

/**
 * What is to be expected of `open` leads by what `windows` have seen; `stageOf` is the stage of each cell. Each window
 * is held against what the others say of it, to see how far such expectations go wrong. Null without windows.
 */
export function predict(
	windows: readonly LearnedWindow[],
	open: ArrayLike<number>,
	stageOf: readonly (number | string)[]
): Prediction | null {
	if (windows.length === 0) return null;
	const view = (seen: readonly LearnedWindow[], now: ArrayLike<number>) =>
		outlook(
			stageOf.map((stage, i) => ({
				stage,
				n: seen.reduce((sum, { n }) => sum + n[i]!, 0),
				y: seen.reduce((sum, { y }) => sum + y[i]!, 0),
				open: now[i]!
			}))
		);
	const whole = view(windows, open);
	if (windows.length < fewestWindows) return { ...whole, range: [null, null] };
	const residuals = windows.map((window) => {
		const { expected, variance } = view(
			windows.filter((other) => other !== window),
			window.n
		);
		return (clientsOf(window) - expected) / Math.sqrt(variance);
	});
	return { ...whole, range: likelyCounts(whole.expected, dispersion(residuals) * whole.variance) };
}

export const clientsOf = ({ y }: Pick<LearnedWindow, 'y'>): number => countOf(y);

/** Of all cells. */
export function countOf(cells: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < cells.length; i++) sum += cells[i]!;
	return sum;
}
