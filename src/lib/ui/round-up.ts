/**
 * The first of `steps` (from 1 to 10, in order) times a power of ten that is not below `value`, which is more than 0.
 * Rounding of the value itself is let pass.
 */
export function roundUp(value: number, steps: readonly number[]): number {
	const power = 10 ** Math.floor(Math.log10(value));
	const step = steps.find((step) => step * power >= value * (1 - 1e-9))!;
	return Number((step * power).toPrecision(2));
}
