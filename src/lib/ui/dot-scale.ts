/** The axis that dots with their likely ranges stand on. */
import { roundUp } from './round-up.ts';

export interface Dot {
	/** Null: no dot, only a range. */
	value: number | null;
	/** The upper end is null where the range has none; both are null where there is no range. */
	range: readonly [lo: number | null, hi: number | null];
}

export interface DotScale {
	log: boolean;
	from: number;
	to: number;
	ticks: number[];
}

/** Dots further apart than this, as a ratio, need a logarithmic axis to be told apart. */
const widest = 25;

/** How far the axis goes beyond the last dot to hold its range; what goes further is cut. */
const beyond = 1.6;

/** What ticks of an axis from 0 may be apart, and where a logarithmic one may begin. */
const steps = [1, 2, 5, 10];

/**
 * The axis for some dots: from 0, or logarithmic where they differ too much. It holds all dots, and of ranges without
 * one their beginning, unless that is below all dots. Where all dots are 0 it holds their ranges. Null without a
 * positive value.
 */
export function dotScale(dots: readonly Dot[]): DotScale | null {
	const needed = dots.flatMap(({ value, range }) => value ?? range[0] ?? []).filter((value) => value > 0);
	if (needed.length === 0) return linear(Math.max(0, ...dots.flatMap(({ range }) => range[1] ?? [])));
	const last = Math.max(...needed);
	const ends = dots.flatMap(({ range }) => range[1] ?? []);
	const to = Math.min(Math.max(last * 1.05, ...ends), last * beyond);
	const values = dots.flatMap(({ value }) => value ?? []).filter((value) => value > 0);
	const first = Math.min(...(values.length ? values : needed));
	if (last / first > widest) {
		const lows = dots.flatMap(({ value, range }) => (value && range[0]) || []);
		const low = roundUp(Math.min(first, Math.max(first / 5, Math.min(...lows))), steps) / 2.5;
		return { log: true, from: low, to, ticks: decades(low, to) };
	}
	return linear(to);
}

function linear(to: number): DotScale | null {
	if (to === 0) return null;
	const step = roundUp(to / 6, steps);
	const ticks = Array.from({ length: Math.floor(to / step) + 1 }, (_, i) => i * step);
	return { log: false, from: 0, to, ticks };
}

function decades(from: number, to: number): number[] {
	const ticks: number[] = [];
	const digits = to / from > 500 ? [1] : [1, 3];
	for (let power = 10 ** Math.floor(Math.log10(from)); power <= to; power *= 10)
		ticks.push(...digits.map((digit) => digit * power).filter((tick) => tick >= from && tick <= to));
	return ticks;
}

/** Where a value stands, 0 to 1; what is beyond the axis stands at its end. */
export function placeOn({ log, from, to }: DotScale, value: number): number {
	const place = log
		? Math.log(Math.max(value, from) / from) / Math.log(to / from)
		: (value - from) / (to - from);
	return Math.min(1, Math.max(0, place));
}
