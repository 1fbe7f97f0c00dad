/** Addresses of pages: what the user has chosen stays in them. */
import { filterParams } from '#lib/filters/filter-params.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { onlyValue } from '#lib/filters/values.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { addDays } from './format.ts';

const withSearch = (path: string, params: URLSearchParams) => {
	const search = params.toString();
	return search ? `${path}?${search}` : path;
};

/** A page with these filters. */
export const pageHref = (path: string, filters: Filters) => withSearch(path, filterParams(filters));

/** The same page with other parameters: null removes one, a list sets it as often. Places in a list are left. */
export function changedHref(url: URL, changes: Record<string, string | readonly string[] | null>): string {
	const params = new URLSearchParams(url.searchParams);
	params.delete('after');
	params.delete('back');
	for (const [name, value] of Object.entries(changes)) {
		params.delete(name);
		for (const each of value === null ? [] : typeof value === 'string' ? [value] : value)
			params.append(name, each);
	}
	return withSearch(url.pathname, params);
}

type Key = string | null;
export type GroupKey = Key | [Key, Key];

export interface LeadLink {
	filters: Filters;
	/** The figure that is clicked. */
	select?: Partial<
		Pick<
			LeadSelection,
			| 'reached'
			| 'deepest'
			| 'ended'
			| 'implied'
			| 'outOfOrder'
			| 'returned'
			| 'sentBack'
			| 'handover'
			| 'claim'
			| 'standsIn'
			| 'idle'
			| 'overdue'
			| 'refusedAge'
			| 'reopened'
			| 'todo'
			| 'unsubscribed'
			| 'missedCalls'
			| 'takenOver'
			| 'givenAway'
			| 'keptBy'
			| 'returnReason'
			| 'moved'
			| 'heldBy'
			| 'cameTo'
			| 'recent'
			| 'response'
			| 'workingResponse'
			| 'contact'
			| 'attempts'
			| 'acceptedMonth'
			| 'acceptedTemperature'
			| 'arrivedHour'
			| 'reason'
			| 'status'
			| 'statusSource'
			| 'sort'
		>
	>;
	/** The row of a breakdown by `filters.by` that the figure stands in. */
	key?: GroupKey;
	/** Another range than that of the filters (the one compared with, a month). */
	range?: { from?: string; to?: string };
}

/** First day, and the day after the last, of a group by day (`2026-03-31`), ISO week (its Monday) or month. */
export function timeGroupRange(unit: string, key: string): { from: string; to: string } {
	if (unit === 'day') return { from: key, to: addDays(key, 1) };
	if (unit === 'week') return { from: key, to: addDays(key, 7) };
	const from = `${key.slice(0, 7)}-01`;
	return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}

/** What two ranges have in common. */
const common = (a: { from?: string; to?: string }, b: { from: string; to: string }) => ({
	from: a.from && a.from > b.from ? a.from : b.from,
	to: a.to && a.to < b.to ? a.to : b.to
});

/**
 * The list of exactly the leads behind a figure. Null where no list can show them: arrivals in a time group are no
 * filter in period mode, whose range is about events.
 */
export function leadsHref({ filters, select = {}, key, range }: LeadLink): string | null {
	const chosen: Filters = { ...filters, values: { ...filters.values }, by: [], compare: 'none' };
	if (range) {
		chosen.from = range.from;
		chosen.to = range.to;
	}
	if (key !== undefined) {
		const keys = Array.isArray(key) ? key : [key];
		for (const [i, name] of filters.by.entries()) {
			const value = keys[i] ?? null;
			if (!isTimeBreakdown(name)) {
				chosen.values[name] = [onlyValue(value)];
			} else {
				if (filters.mode === 'period' || value === null) return null;
				const time = timeGroupRange(name, value);
				Object.assign(chosen, common(chosen, time));
			}
		}
	}
	const params = filterParams(chosen);
	for (const [name, value] of Object.entries(select))
		if (value !== undefined) params.set(name, String(value));
	return withSearch('/leads', params);
}

/**
 * The leads that reached a stage among those of one month: of arrival, or of the entry in period mode. `key`: of that
 * row of the breakdown by `filters.by` only.
 */
export const monthHref = (month: string, reached: Stage, filters: Filters, key?: GroupKey) =>
	leadsHref({ filters, select: { reached }, range: common(filters, timeGroupRange('month', month)), key });

/** A lead's page; the filters stay in its address, so that the way back leads to the same view. */
export const leadHref = (id: string, filters: Filters | null) =>
	withSearch(`/leads/${encodeURIComponent(id)}`, filters ? filterParams(filters) : new URLSearchParams());
