/** The axis that the times of steps stand on: by the square root, so that hours and months both can be read. */

export interface DayScale {
	/** Days at its right end. */
	top: number;
	ticks: number[];
}

/** Hours, days, weeks, months, years. */
const offered = [1 / 24, 0.25, 1, 3, 7, 14, 30, 60, 90, 180, 365, 730, 1460, 3650];

/** How far apart ticks are at least, as a share of the axis. */
const apart = 0.09;

/** From 0 to a little more than the longest of `days`, at least an hour. */
export function dayScale(days: readonly number[]): DayScale {
	const top = Math.max(1 / 24, ...days) * 1.3;
	const ticks = [0];
	for (const tick of offered) {
		const place = placeOf({ top }, tick);
		if (tick <= top && place - placeOf({ top }, ticks.at(-1)!) >= apart) ticks.push(tick);
	}
	return { top, ticks };
}

/** Where a time stands, 0 to 1. */
export const placeOf = ({ top }: Pick<DayScale, 'top'>, days: number): number =>
	Math.sqrt(Math.min(Math.max(days, 0), top) / top);
