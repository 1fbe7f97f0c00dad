/**
 * The history of rows that several loads read: which versions of their events remain, and from which load they are,
 * when one of the loads had never been. Pure.
 */

/** One version of an event, from the read that brought it to the one that ended it. */
export interface Version {
	id: number;
	/** The row that made it, or the event itself. */
	unit: string;
	/** Record and event key. */
	event: string;
	/** Equal for equal content. */
	content: string;
	load: number;
	line: number;
	ended: Ending | null;
}

export interface Ending {
	load: number;
	line: number;
	why: 'corrected' | 'withdrawn';
}

/** A load read a row. */
export interface Read {
	unit: string;
	load: number;
	line: number;
}

/** A version that remains: the content of `version`, from another read perhaps. */
export interface Remaining {
	version: Version;
	load: number;
	line: number;
	ended: Ending | null;
}

/** When a load read a line; smaller is earlier. */
export type Clock = (load: number, line: number) => number;

interface TimedRead extends Read {
	at: number;
}

/**
 * What remains of `versions` without the load `removed`, all being of the same rows. `reads` are those that found the row
 * there already. Everything before `from`, the time at which that load began, is as it was: versions that ended before are
 * to be left out.
 */
export function historyWithout(
	removed: number,
	versions: readonly Version[],
	reads: readonly Read[],
	clock: Clock,
	from: number
): Remaining[] {
	const timed = versions.map((version) => ({
		version,
		start: clock(version.load, version.line),
		end: version.ended ? clock(version.ended.load, version.ended.line) : Infinity
	}));
	const later = readsOf([...versions, ...reads], removed, clock, from);
	const ended: Remaining[] = [];
	const alive = new Map<string, Remaining>();
	for (const { version, start } of timed) {
		if (start >= from || version.load === removed) continue;
		alive.set(version.event, { version, load: version.load, line: version.line, ended: null });
	}
	for (const { unit, load, line, at } of later) {
		const made = new Map<string, Version>();
		for (const { version, start, end } of timed)
			if (version.unit === unit && start <= at && at < end) made.set(version.event, version);
		for (const [event, before] of alive) {
			const now = made.get(event);
			if (now ? now.content === before.version.content : before.version.unit !== unit) continue;
			ended.push({ ...before, ended: { load, line, why: now ? 'corrected' : 'withdrawn' } });
			alive.delete(event);
		}
		for (const [event, version] of made)
			if (!alive.has(event)) alive.set(event, { version, load, line, ended: null });
	}
	return [...ended, ...alive.values()];
}

/** The reads of other loads from a time on, in their order, each once. */
function readsOf(all: readonly Read[], removed: number, clock: Clock, from: number): TimedRead[] {
	const reads = new Map<string, TimedRead>();
	for (const { unit, load, line } of all) {
		if (load === removed) continue;
		const at = clock(load, line);
		if (at >= from) reads.set(`${at} ${unit}`, { unit, load, line, at });
	}
	return [...reads.values()].sort((a, b) => a.at - b.at);
}
