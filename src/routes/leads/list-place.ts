/**
 * Paging by key: the address holds the key of the last lead of the page before (`after`), and those of the pages
 * before that (`back`), so that "previous" works from a link too.
 */

export interface ListPlace {
	/** Places of the leads shown, from 1; zeros for an empty list. */
	first: number;
	last: number;
	/** Addresses; null where there is no such page. */
	start: string | null;
	previous: string | null;
	next: string | null;
}

interface Shown {
	/** Leads on this page, and in the whole list. */
	count: number;
	total: number;
	limit: number;
	next: string | null;
}

export function listPlace(url: URL, { count, total, limit, next }: Shown): ListPlace {
	const after = url.searchParams.get('after');
	const back = url.searchParams.getAll('back');
	const before = after === null ? 0 : (back.length + 1) * limit;
	const at = (keys: readonly string[]) => {
		const params = new URLSearchParams(url.searchParams);
		params.delete('after');
		params.delete('back');
		for (const key of keys.slice(0, -1)) params.append('back', key);
		if (keys.length > 0) params.set('after', keys.at(-1)!);
		return params.size > 0 ? `${url.pathname}?${params}` : url.pathname;
	};
	const keys = after === null ? [] : [...back, after];
	return {
		first: count === 0 ? 0 : Math.min(before + 1, total),
		last: count === 0 ? 0 : Math.min(before + count, total),
		start: keys.length > 1 ? at([]) : null,
		previous: after === null ? null : at(keys.slice(0, -1)),
		next: next === null ? null : at([...keys, next])
	};
}

/** The whole list as CSV, from its first lead on. */
export function listCsvHref(url: URL): string {
	const params = new URLSearchParams(url.searchParams);
	for (const name of ['after', 'back', 'limit']) params.delete(name);
	return params.size > 0 ? `/leads/leads.csv?${params}` : '/leads/leads.csv';
}
