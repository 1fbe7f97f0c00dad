/**
 * Local wall-clock time of the demo company, kept as milliseconds as if it were UTC: "Tuesday 10:15" is easy to reason
 * about in it, and only writing a time down needs the zone.
 */
import { isoDay, timeZone } from '#lib/events/zone.ts';
import type { Random } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const OPENS = 9 * HOUR;
const CLOSES = 18 * HOUR;
const holidays = new Set(['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31']);

export const dayOf = (local: number) => Math.floor(local / DAY);

/** 0 is Monday. */
export const weekday = (day: number) => (day + 3) % 7;

export interface Clock {
	/** The wall clock at an instant. */
	local(instant: number): number;
	/** `2026-03-31`. */
	date(local: number): string;
	/** `2026-03-31T14:05:09+02:00`. */
	withOffset(local: number): string;
	/** `2026-03-31T14:05:09`. */
	withoutOffset(local: number): string;
	/** `2026-03-31T12:05:09.123Z`. */
	utc(local: number): string;
	isWorkday(day: number): boolean;
	/** The moment after so many minutes of office hours (Monday to Friday, 9 to 18). */
	afterWork(local: number, minutes: number): number;
	/** The same moment in office hours, else one early on the next working day. */
	inOffice(local: number, random: Random): number;
}

const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

const timeOfDay = (ms: number) => {
	const seconds = Math.floor(ms / 1000);
	return `${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}`;
};

export function createClock(timezone: string): Clock {
	const zone = timeZone(timezone);
	const days = new Map<number, { date: string; offset: number; offsetText: string; works: boolean }>();
	const facts = (day: number) => {
		let known = days.get(day);
		if (!known) {
			const noon = day * DAY + 12 * HOUR;
			const offset = noon - zone.fromLocal(noon);
			const minutes = Math.round(Math.abs(offset) / MINUTE);
			const date = isoDay(day);
			known = {
				date,
				offset,
				offsetText: `${offset < 0 ? '-' : '+'}${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}`,
				works: weekday(day) < 5 && !holidays.has(date.slice(5))
			};
			days.set(day, known);
		}
		return known;
	};
	const nextWorkday = (day: number) => {
		let next = day + 1;
		while (!facts(next).works) next++;
		return next;
	};
	/** The first office moment not before this one. */
	const office = (local: number) => {
		const day = dayOf(local);
		if (!facts(day).works || local - day * DAY >= CLOSES) return nextWorkday(day) * DAY + OPENS;
		return Math.max(local, day * DAY + OPENS);
	};

	return {
		local: (instant) => instant + zone.offsetAt(instant),
		date: (local) => facts(dayOf(local)).date,
		withOffset(local) {
			const day = dayOf(local);
			const { date, offsetText } = facts(day);
			return `${date}T${timeOfDay(local - day * DAY)}${offsetText}`;
		},
		withoutOffset(local) {
			const day = dayOf(local);
			return `${facts(day).date}T${timeOfDay(local - day * DAY)}`;
		},
		utc(local) {
			const instant = Math.floor(local - facts(dayOf(local)).offset);
			const day = dayOf(instant);
			const ms = ((instant % 1000) + 1000) % 1000;
			return `${facts(day).date}T${timeOfDay(instant - day * DAY)}.${String(ms).padStart(3, '0')}Z`;
		},
		isWorkday: (day) => facts(day).works,
		afterWork(local, minutes) {
			let at = office(local);
			let left = minutes * MINUTE;
			for (;;) {
				const closes = dayOf(at) * DAY + CLOSES;
				if (at + left < closes) return at + left;
				left -= closes - at;
				at = nextWorkday(dayOf(at)) * DAY + OPENS;
			}
		},
		inOffice(local, random) {
			const at = office(local);
			return at === local ? at : at + 4 * HOUR * random.next() ** 2;
		}
	};
}
