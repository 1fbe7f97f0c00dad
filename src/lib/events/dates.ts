/** Dates as ISO 8601 writes them. */
import type { EventTime } from './event.ts';
import type { Zone } from './zone.ts';

/** Reads a date; null if it is not one, or one that no calendar has. */
export type DateReader = (text: string, zone: Zone) => EventTime | null;

const minute = 60_000;
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const zero = 48;

/** The number written by `count` digits from `at`, or -1. */
function digits(text: string, at: number, count: number): number {
	let value = 0;
	for (let i = at; i < at + count; i++) {
		const digit = text.charCodeAt(i) - zero;
		if (!(digit >= 0 && digit <= 9)) return -1;
		value = value * 10 + digit;
	}
	return value;
}

export function isCalendarDay(year: number, month: number, day: number): boolean {
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthDays[month - 1]!) return false;
	return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export const isIsoDay = (text: string): boolean =>
	/^\d{4}-\d\d-\d\d$/.test(text) && isCalendarDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));

/** Days from 1970-01-01 to a day of the Gregorian calendar. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
	const y = month > 2 ? year : year - 1;
	const m = month > 2 ? month - 3 : month + 9;
	const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
	return y * 365 + leaps + Math.floor((153 * m + 2) / 5) + day - 1 - 719468;
}

/** Number of a day `YYYY-MM-DD` from 1970-01-01 on. */
export const dayNumber = (day: string) =>
	daysSinceEpoch(digits(day, 0, 4), digits(day, 5, 2), digits(day, 8, 2));

/** Years before zones existed need none: they only have to stay before 1990. */
export const toInstant = (wall: number, zone: Zone) =>
	wall < -5_000_000_000_000 ? wall : zone.fromLocal(wall);

/**
 * Reads ISO 8601: a mere date stays a day, a time without an offset is the zone's, digits beyond the
 * millisecond are cut. A space may stand for the T and before the offset.
 */
export function parseIsoDate(text: string, zone: Zone): EventTime | null {
	if (text.charCodeAt(4) !== 45) return parseBasicDate(text, zone);
	const year = digits(text, 0, 4);
	const month = digits(text, 5, 2);
	const day = digits(text, 8, 2);
	if (text.charCodeAt(7) !== 45 || !isCalendarDay(year, month, day)) return null;
	if (text.length === 10) return { day: text };

	const separator = text.charCodeAt(10);
	if (separator !== 84 && separator !== 32 && separator !== 116) return null;
	const hours = digits(text, 11, 2);
	const minutes = digits(text, 14, 2);
	if (text.charCodeAt(13) !== 58 || hours < 0 || minutes < 0) return null;
	let seconds = 0;
	let fraction = 0;
	let at = 16;
	if (text.charCodeAt(at) === 58) {
		seconds = digits(text, 17, 2);
		at = 19;
		const point = text.charCodeAt(at);
		if (point === 46 || point === 44) {
			const start = ++at;
			for (let scale = 100; ; scale /= 10, at++) {
				const digit = text.charCodeAt(at) - zero;
				if (!(digit >= 0 && digit <= 9)) break;
				if (scale >= 1) fraction += digit * scale;
			}
			if (at === start) return null;
		}
	}
	const time = timeOfDay(hours, minutes, seconds, fraction);
	if (time < 0) return null;
	const wall = daysSinceEpoch(year, month, day) * 86_400_000 + time;
	if (at === text.length) return { ms: toInstant(wall, zone) };
	const offset = parseOffset(text, at);
	return Number.isNaN(offset) ? null : { ms: wall - offset };
}

/** Milliseconds since midnight, or -1. 24:00 is the end of the day. */
export function timeOfDay(hours: number, minutes: number, seconds: number, fraction: number): number {
	if (hours < 0 || minutes < 0 || seconds < 0 || minutes > 59 || seconds > 59) return -1;
	if (hours > 23 && (hours > 24 || minutes > 0 || seconds > 0 || fraction > 0)) return -1;
	return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

/** `Z`, `UTC`, `+02`, `+0200` or `+02:00` from `start` to the end of the text, in milliseconds, or NaN. */
export function parseOffset(text: string, start: number): number {
	const at = text.charCodeAt(start) === 32 ? start + 1 : start;
	const sign = text.charCodeAt(at);
	const rest = text.length - at;
	if (rest === 1) return sign === 90 || sign === 122 ? 0 : NaN;
	if (rest === 3 && text.endsWith('UTC')) return 0;
	if (sign !== 43 && sign !== 45) return NaN;
	const colon = rest === 6 && text.charCodeAt(at + 3) === 58;
	if (rest !== 3 && rest !== 5 && !colon) return NaN;
	const hours = digits(text, at + 1, 2);
	const minutes = rest === 3 ? 0 : digits(text, at + (colon ? 4 : 3), 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
	const offset = (hours * 60 + minutes) * minute;
	return sign === 45 ? -offset : offset;
}

/** ISO's form without separators: `20240501`, `20240501T101500Z`. */
function parseBasicDate(text: string, zone: Zone): EventTime | null {
	const parts = /^(\d{4})(\d\d)(\d\d)(?:[Tt](\d\d)(\d\d)(\d\d(?:[.,]\d+)?)?(.*))?$/.exec(text);
	if (!parts) return null;
	const [, year, month, day, hours, minutes, seconds = '00', offset = ''] = parts;
	const date = `${year}-${month}-${day}`;
	return parseIsoDate(hours === undefined ? date : `${date}T${hours}:${minutes}:${seconds}${offset}`, zone);
}
