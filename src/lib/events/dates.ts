/** Dates as they are written in files: ISO 8601 and patterns like `dd.MM.yyyy HH:mm`. */
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
const toInstant = (wall: number, zone: Zone) => (wall < -5_000_000_000_000 ? wall : zone.fromLocal(wall));

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
function timeOfDay(hours: number, minutes: number, seconds: number, fraction: number): number {
	if (hours < 0 || minutes < 0 || seconds < 0 || minutes > 59 || seconds > 59) return -1;
	if (hours > 23 && (hours > 24 || minutes > 0 || seconds > 0 || fraction > 0)) return -1;
	return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

/** `Z`, `UTC`, `+02`, `+0200` or `+02:00` from `start` to the end of the text, in milliseconds, or NaN. */
function parseOffset(text: string, start: number): number {
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

/** Pieces of a date that a pattern reads, in the order of `Token`. */
type Part = 'year' | 'month' | 'day' | 'hours' | 'minutes' | 'seconds' | 'fraction';
type Token =
	| { literal: string }
	| { part: Part; min: number; max: number; short?: boolean }
	| { names: 'month' | 'half' | 'offset' };

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const longMonthNames =
	'january february march april may june july august september october november december'.split(' ');
const knownTokens: Record<string, (closed: boolean) => Token> = {
	yyyy: () => ({ part: 'year', min: 4, max: 4 }),
	yy: () => ({ part: 'year', min: 2, max: 2, short: true }),
	MMM: () => ({ names: 'month' }),
	MMMM: () => ({ names: 'month' }),
	MM: (closed) => ({ part: 'month', min: closed ? 1 : 2, max: 2 }),
	M: () => ({ part: 'month', min: 1, max: 2 }),
	dd: (closed) => ({ part: 'day', min: closed ? 1 : 2, max: 2 }),
	d: () => ({ part: 'day', min: 1, max: 2 }),
	HH: (closed) => ({ part: 'hours', min: closed ? 1 : 2, max: 2 }),
	H: () => ({ part: 'hours', min: 1, max: 2 }),
	hh: (closed) => ({ part: 'hours', min: closed ? 1 : 2, max: 2 }),
	h: () => ({ part: 'hours', min: 1, max: 2 }),
	mm: () => ({ part: 'minutes', min: 2, max: 2 }),
	m: () => ({ part: 'minutes', min: 1, max: 2 }),
	ss: () => ({ part: 'seconds', min: 2, max: 2 }),
	s: () => ({ part: 'seconds', min: 1, max: 2 }),
	SSS: () => ({ part: 'fraction', min: 1, max: 9 }),
	a: () => ({ names: 'half' }),
	X: () => ({ names: 'offset' }),
	XX: () => ({ names: 'offset' }),
	XXX: () => ({ names: 'offset' })
};
export const datePatternHelp =
	'yyyy yy MM M MMM dd d HH H hh h mm m ss s SSS a XXX, and letters of their own between apostrophes';

/** Makes a reader of a pattern, or says in a sentence why it cannot. */
export function compileDatePattern(pattern: string): DateReader | { problem: string } {
	const pieces = pattern.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g) ?? [];
	const tokens: Token[] = [];
	for (const [i, piece] of pieces.entries()) {
		if (!/^[A-Za-z]/.test(piece)) {
			tokens.push({ literal: piece.replaceAll("'", '') });
			continue;
		}
		// One digit will do for two where a separator shows the end: spreadsheets drop leading zeros.
		const closed = !/^[A-Za-z]/.test(pieces[i + 1] ?? '');
		const token = knownTokens[piece]?.(closed);
		if (!token) return { problem: `has "${piece}", which is none of ${datePatternHelp}` };
		tokens.push(token);
	}
	const has = (part: string) =>
		tokens.some((t) => ('part' in t ? t.part : 'names' in t ? t.names : '') === part);
	if (pieces.join('') !== pattern || !has('year') || !has('month') || !has('day')) {
		return { problem: 'must name a year, a month and a day, like dd.MM.yyyy' };
	}
	const timed = has('hours');
	return (text, zone) => readPattern(tokens, timed, text, zone);
}

function readPattern(tokens: Token[], timed: boolean, text: string, zone: Zone): EventTime | null {
	const found = { year: 0, month: 0, day: 0, hours: 0, minutes: 0, seconds: 0, fraction: 0 };
	let half = '';
	let offset: number | null = null;
	let at = 0;
	for (const token of tokens) {
		if ('literal' in token) {
			if (!text.startsWith(token.literal, at)) return null;
			at += token.literal.length;
		} else if ('part' in token) {
			let value = 0;
			let count = 0;
			for (; count < token.max; count++) {
				const digit = text.charCodeAt(at + count) - zero;
				if (!(digit >= 0 && digit <= 9)) break;
				value = value * 10 + digit;
			}
			if (count < token.min) return null;
			if (token.part === 'fraction') value = Math.floor((value * 1000) / 10 ** count);
			if (token.short) value += value < 70 ? 2000 : 1900;
			found[token.part] = value;
			at += count;
		} else if (token.names === 'offset') {
			offset = parseOffset(text, at);
			if (Number.isNaN(offset)) return null;
			at = text.length;
		} else {
			const word = /^[A-Za-z]+/.exec(text.slice(at, at + 10))?.[0] ?? '';
			at += word.length;
			if (token.names === 'month') found.month = monthNumber(word.toLowerCase());
			else half = word.toLowerCase();
		}
	}
	if (at !== text.length || !isCalendarDay(found.year, found.month, found.day)) return null;
	const days = daysSinceEpoch(found.year, found.month, found.day);
	if (!timed) return { day: `${padded(found.year, 4)}-${padded(found.month, 2)}-${padded(found.day, 2)}` };
	if (half) {
		if ((half !== 'am' && half !== 'pm') || found.hours < 1 || found.hours > 12) return null;
		found.hours = (found.hours % 12) + (half === 'pm' ? 12 : 0);
	}
	const time = timeOfDay(found.hours, found.minutes, found.seconds, found.fraction);
	if (time < 0) return null;
	const wall = days * 86_400_000 + time;
	return { ms: offset === null ? toInstant(wall, zone) : wall - offset };
}

const padded = (value: number, width: number) => String(value).padStart(width, '0');

function monthNumber(word: string): number {
	return (word.length > 3 ? longMonthNames : monthNames).indexOf(word) + 1;
}

/** A reader that tries patterns in turn, then ISO 8601, which cannot be mistaken. The patterns must be valid. */
export function compileDates(patterns: readonly string[]): DateReader {
	const readers: DateReader[] = [];
	for (const pattern of patterns) {
		const reader = compileDatePattern(pattern);
		if (typeof reader === 'function') readers.push(reader);
	}
	return (text, zone) => {
		for (const reader of readers) {
			const time = reader(text, zone);
			if (time) return time;
		}
		return parseIsoDate(text, zone);
	};
}
