/** How long something took, as files write it. */

export const durationUnits = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof durationUnits)[number];

const unitMs: Record<DurationUnit, number> = {
	seconds: 1000,
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
	weeks: 604_800_000
};

const clock = /^(-)?(\d{1,6}):([0-5]?\d):([0-5]?\d(?:[.,]\d+)?)$/;
const iso =
	/^(-)?P(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
/** `1h 5m`, `2 days 3 hours`, `5 мин`. */
const words =
	/^(-)?(?:(\d+)\s*(?:d|days?|д|дн|дней|день|дня))?\s*(?:(\d+)\s*(?:h|hrs?|hours?|ч|час|часа|часов))?\s*(?:(\d+)\s*(?:m|mins?|minutes?|м|мин))?\.?\s*(?:(\d+)\s*(?:s|secs?|seconds?|с|сек))?\.?$/i;
const number = /^-?\d+(?:[.,]\d+)?$/;

const toNumber = (text: string | undefined) => (text ? Number(text.replace(',', '.')) : 0);

/**
 * Milliseconds of `1:05:00`, `26:43:00`, `PT1H30M`, `1h 5m`, or of a number when its unit is known; null if it is none.
 * Months and years are none: they have no length of their own.
 */
export function readDuration(text: string, unit: DurationUnit | null): number | null {
	const parts = clock.exec(text);
	if (parts) {
		const [, minus, hours, minutes, seconds] = parts;
		return signed(minus, (toNumber(hours) * 60 + toNumber(minutes)) * 60_000 + toNumber(seconds) * 1000);
	}
	const worded = words.exec(text);
	if (worded && /\d/.test(text)) {
		const [, minus, days, hours, minutes, seconds] = worded;
		const wholeMinutes = (toNumber(days) * 24 + toNumber(hours)) * 60 + toNumber(minutes);
		return signed(minus, wholeMinutes * 60_000 + toNumber(seconds) * 1000);
	}
	if (number.test(text)) return unit ? Math.round(toNumber(text) * unitMs[unit]) : null;
	const units = iso.exec(text);
	if (!units || !/\d[a-z]$/i.test(text)) return null;
	const [, minus, weeks, days, hours, minutes, seconds] = units;
	const wholeDays = toNumber(weeks) * 7 + toNumber(days);
	return signed(
		minus,
		wholeDays * unitMs.days +
			toNumber(hours) * unitMs.hours +
			toNumber(minutes) * unitMs.minutes +
			toNumber(seconds) * unitMs.seconds
	);
}

const signed = (minus: string | undefined, ms: number) => (minus ? -Math.round(ms) : Math.round(ms));
