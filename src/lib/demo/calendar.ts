/** When leads come, and by which channel: growth, seasons, weekdays, waves, chance. */
import type { ChannelSpec } from './channels.ts';
import { DAY, HOUR, dayOf, weekday, type Clock } from './clock.ts';
import type { Random } from './random.ts';

/** How much more comes at the end of 18 months than at the beginning. */
const growthPerDay = 1.35 ** (1 / 548);

/** Weight of each hour, midnight first. People write in the evening; offices keep office hours. */
const hourWeights = {
	evening: [2, 1, 0.5, 0.3, 0.3, 0.5, 1.5, 3, 4, 4.5, 5, 5, 5.5, 5, 4.5, 4.5, 5, 6, 8, 10, 11, 10, 7, 4],
	day: [0.8, 0.4, 0.2, 0.2, 0.2, 0.6, 2, 4, 8, 9, 9.5, 9, 7.5, 8, 8, 7.5, 6.5, 5, 4.5, 5, 5.5, 5, 3.5, 2],
	office: [0, 0, 0, 0, 0, 0, 0, 0.6, 5, 10, 11, 10, 7, 8, 9, 9, 8, 4, 0.6, 0, 0, 0, 0, 0]
};

/** A moment of a day, by the hours in which such people are busy with it. */
export const momentOf = (day: number, hours: ChannelSpec['hours'], random: Random) =>
	day * DAY + (random.weighted(hourWeights[hours]) + random.next()) * HOUR;

export interface Calendar {
	firstDay: number;
	lastDay: number;
	/** Expected leads of channel `c` on day `d`: `expected[d - firstDay][c]`. */
	expected: Float64Array[];
	/** Day and channel of the arrival at place `u`, from 0 (first) to 1 (last). */
	arrival(u: number, random: Random): { day: number; channel: number };
}

/** First day of data that end in the day `lastDay` and begin `months` months earlier. */
export function firstDayOf(lastDay: number, months: number): number {
	const last = new Date(lastDay * DAY);
	return Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - months, last.getUTCDate()) / DAY;
}

/** The day on which a channel or campaign started, not before the first day of the data. */
export const startDay = (daysAgo: number | undefined, firstDay: number, lastDay: number) =>
	daysAgo === undefined ? firstDay : Math.max(firstDay, lastDay - daysAgo);

/** Weight of one day by its date, for channels whose leads come in waves. */
function wave(kind: ChannelSpec['waves'], day: number): number {
	const date = new Date(day * DAY);
	const month = date.getUTCMonth();
	const inMonth = date.getUTCDate();
	if (kind === 'webinar') {
		// Every third Wednesday is a webinar; registrations pile up in the week before.
		const left = (((20 - day) % 21) + 21) % 21;
		return left === 0 ? 5 : left <= 3 ? 3 : left <= 7 ? 1.5 : 0.4;
	}
	if (kind === 'newsletter') return inMonth <= 2 ? 3.2 : inMonth <= 5 ? 1.7 : 0.7;
	if (kind === 'fair') {
		const fairs = [
			[1, 12],
			[4, 20],
			[8, 17],
			[10, 5]
		];
		const open = fairs.some(([m, d]) => month === m && inMonth >= d! && inMonth < d! + 5);
		return open ? 1 : 0;
	}
	return 1;
}

/**
 * The calendar of `leads` arrivals from `firstDay` to `lastDay`; `lastPart` of the last day is over (0 to 1).
 */
export function createCalendar(
	channels: ChannelSpec[],
	leads: number,
	firstDay: number,
	lastDay: number,
	lastPart: number,
	clock: Clock,
	random: Random
): Calendar {
	const days = lastDay - firstDay + 1;
	const expected = Array.from({ length: days }, () => new Float64Array(channels.length));
	channels.forEach((channel, c) => {
		const started = startDay(channel.startedDaysAgo, firstDay, lastDay);
		let total = 0;
		let whole = 0;
		for (let i = 0, noise = 1; i < days; i++) {
			const day = firstDay + i;
			if (i % 7 === 0) noise = random.around(1, 0.12);
			const growth = growthPerDay ** i;
			whole += growth;
			if (day < started) continue;
			const holiday = weekday(day) < 5 && !clock.isWorkday(day) ? 0.4 : 1;
			const month = new Date(day * DAY).getUTCMonth();
			const weight =
				growth *
				channel.season[month]! *
				channel.week[weekday(day)]! *
				wave(channel.waves, day) *
				holiday *
				noise *
				(day === lastDay ? lastPart : 1);
			expected[i]![c] = weight;
			total += weight;
		}
		// The share of a channel that started late is meant per day since then.
		let since = 0;
		for (let i = started - firstDay; i < days; i++) since += growthPerDay ** i;
		const factor = total > 0 ? (channel.share * (since / whole)) / total : 0;
		for (const row of expected) row[c] = row[c]! * factor;
	});

	const ends = new Float64Array(days);
	let sum = 0;
	expected.forEach((row, i) => {
		for (const weight of row) sum += weight;
		ends[i] = sum;
	});
	for (const row of expected) for (let c = 0; c < row.length; c++) row[c] = (row[c]! / sum) * leads;

	return {
		firstDay,
		lastDay,
		expected,
		arrival(u, random) {
			const place = u * sum;
			let low = 0;
			let high = days - 1;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (ends[middle]! > place) high = middle;
				else low = middle + 1;
			}
			return { day: firstDay + low, channel: random.weighted(expected[low]!) };
		}
	};
}

/** Day number of a wall-clock time, and how much of that day is over. */
export const partOfDay = (local: number) => local / DAY - dayOf(local);
