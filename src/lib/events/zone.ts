/** A time zone as arithmetic: Intl is asked once for each change of the offset, not once for each event. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Zone {
	name: string;
	/** Offset from UTC at an instant, in ms (east is positive). */
	offsetAt(ms: number): number;
	/** Number of the local calendar day, counted from 1970-01-01. */
	dayOf(ms: number): number;
	/**
	 * The instant of a local wall-clock time given as if it were UTC. A time that happens twice is the earlier one,
	 * one that never happens moves forward by the gap.
	 */
	fromLocal(localMs: number): number;
	startOfDay(day: number): number;
	/** The last millisecond of a local day. */
	endOfDay(day: number): number;
}

/** Number of a calendar day `YYYY-MM-DD`, counted from 1970-01-01. */
export const dayNumber = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / DAY;

/** `YYYY-MM-DD` of a day number. */
export const isoDay = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

const zones = new Map<string, Zone>();

/** The zone of an IANA name. Throws RangeError for an unknown one. */
export function timeZone(name: string): Zone {
	const known = zones.get(name);
	if (known) return known;
	const zone = makeZone(name);
	zones.set(name, zone);
	return zone;
}

function makeZone(name: string): Zone {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: name,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	});
	const ask = (ms: number): number => {
		const part: Record<string, number> = {};
		for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
		const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
		return local - Math.floor(ms / 1000) * 1000;
	};

	/** Offsets of one UTC year: from `starts[i]` on, `offsets[i]`. */
	const years = new Map<number, { starts: number[]; offsets: number[] }>();
	const yearOf = (ms: number) => {
		const year = new Date(ms).getUTCFullYear();
		let entry = years.get(year);
		if (!entry) {
			const end = Date.UTC(year + 1, 0, 1);
			let from = Date.UTC(year, 0, 1);
			entry = { starts: [from], offsets: [ask(from)] };
			while (from < end) {
				const to = Math.min(from + 7 * DAY, end);
				if (ask(to) !== entry.offsets.at(-1)) {
					let low = from;
					let high = to;
					while (high - low > 1000) {
						const mid = Math.floor((low + high) / 2000) * 1000;
						if (ask(mid) === entry.offsets.at(-1)) low = mid;
						else high = mid;
					}
					entry.starts.push(high);
					entry.offsets.push(ask(high));
				}
				from = to;
			}
			years.set(year, entry);
		}
		return entry;
	};

	let yearStart = 0;
	let yearEnd = 0;
	let current: { starts: number[]; offsets: number[] } = { starts: [], offsets: [] };
	const offsetAt = (ms: number) => {
		if (ms < yearStart || ms >= yearEnd) {
			current = yearOf(ms);
			const year = new Date(ms).getUTCFullYear();
			yearStart = Date.UTC(year, 0, 1);
			yearEnd = Date.UTC(year + 1, 0, 1);
		}
		let i = current.starts.length - 1;
		while (i > 0 && ms < current.starts[i]!) i--;
		return current.offsets[i]!;
	};

	const fromLocal = (localMs: number) => {
		const before = offsetAt(localMs - DAY);
		const after = offsetAt(localMs + DAY);
		const early = localMs - Math.max(before, after);
		const late = localMs - Math.min(before, after);
		if (offsetAt(early) === localMs - early) return early;
		if (offsetAt(late) === localMs - late) return late;
		return localMs - before;
	};

	return {
		name,
		offsetAt,
		dayOf: (ms) => Math.floor((ms + offsetAt(ms)) / DAY),
		fromLocal,
		startOfDay: (day) => fromLocal(day * DAY),
		endOfDay: (day) => fromLocal((day + 1) * DAY) - 1
	};
}
