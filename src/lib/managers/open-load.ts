/** How many open leads each manager had at the end of each week (or month), from when leads came to them and left. */
import { goneAfterDays } from './rep-presence.ts';
import { byName } from './rows.ts';

/** What happened to the leads in one manager's hands (null: in nobody's) between two ends of periods. */
export interface LoadCell {
	manager: string | null;
	/** Place of the period it happened in; -1: before the first. After the last: a place that there is not. */
	period: number;
	starts: number;
	ends: number;
	/** Of the starts, leads that were not the manager's before. */
	came: number;
	/** The last time (ms) that one came; null: none did. */
	lastCame: number | null;
}

/** A manager's load, by period. */
export interface LoadRow {
	/** null: nobody. */
	key: string | null;
	/** Open leads at the end of each period. */
	open: number[];
	/** Leads that came anew in each. */
	came: number[];
	/** Open leads at the as-of date, or at the end of the range. */
	now: number;
	peak: number;
	/** Leads that came in the last four weeks. */
	recent: number;
	/** ISO 8601; null: none came, and for nobody. */
	lastCame: string | null;
	/** Gets no more leads, where others do, but still holds some. */
	left: boolean;
}

const DAY = 86_400_000;

/**
 * Rows by name, nobody last. `recent`: leads that came in the last four weeks, by manager; `end`: the end of the last
 * period (ms). Managers who had no open lead in any period and got none are left out.
 */
export function openLoad(
	cells: readonly LoadCell[],
	periods: number,
	recent: ReadonlyMap<string, number>,
	end: number
): LoadRow[] {
	const othersGet = recent.size > 0;
	return [...Map.groupBy(cells, ({ manager }) => manager)]
		.map(([key, own]): LoadRow => {
			const change = new Array<number>(periods).fill(0);
			const came = new Array<number>(periods).fill(0);
			let last: number | null = null;
			let held = 0;
			for (const cell of own) {
				if (cell.period >= periods) continue;
				if (cell.period < 0) held += cell.starts - cell.ends;
				else {
					change[cell.period]! += cell.starts - cell.ends;
					came[cell.period]! += cell.came;
				}
				if (cell.lastCame !== null) last = Math.max(last ?? 0, cell.lastCame);
			}
			const open = change.map((by) => (held += by));
			return {
				...{ key, open, came, now: held, peak: Math.max(0, ...open) },
				recent: key === null ? 0 : (recent.get(key) ?? 0),
				lastCame: last === null ? null : new Date(last).toISOString(),
				left: key !== null && held > 0 && othersGet && last !== null && end - last > goneAfterDays * DAY
			};
		})
		.filter(({ peak, came }) => peak > 0 || came.some((n) => n > 0))
		.sort(byName);
}
