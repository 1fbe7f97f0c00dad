/** Dates as a pattern like `dd.MM.yyyy HH:mm` says that they are written. */
import {
	daysSinceEpoch,
	isCalendarDay,
	parseIsoDate,
	parseOffset,
	timeOfDay,
	toInstant,
	type DateReader
} from './dates.ts';
import type { EventTime } from './event.ts';
import type { Zone } from './zone.ts';

const zero = 48;

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
	'yyyy yy MM M MMM dd d HH H hh h mm m ss s SSS a XXX, and letters of their own between apostrophes; or t alone (seconds since 1970) or T (milliseconds)';

/** A whole pattern that counts from 1970: how many milliseconds a unit has. */
const epochs = new Map([
	['t', 1000],
	['T', 1]
]);

/** Makes a reader of a pattern, or says in a sentence why it cannot. */
export function compileDatePattern(pattern: string): DateReader | { problem: string } {
	const unit = epochs.get(pattern);
	if (unit)
		return (text) => (/^\d{9,14}(\.\d+)?$/.test(text) ? { ms: Math.floor(Number(text) * unit) } : null);
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
