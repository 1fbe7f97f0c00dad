import { changedHref } from '#lib/ui/links.ts';

const offered = ['channel', 'campaign', 'manager', 'temperature', 'month'];

/** Attributes that are offered; the filter bar has all. */
const mostAttributes = 4;

/** What the page can break down by, the first being what it does unless told otherwise. */
export function breakdownChoices(url: URL, by: readonly string[], attributes: readonly string[]) {
	const names = [...offered, ...attributes.slice(0, mostAttributes).map((name) => `attr.${name}`)];
	return names.map((key) => ({
		key,
		href: changedHref(url, { by: key === offered[0] ? null : key, q: null, rows: null }),
		current: by.length === 1 && by[0] === key
	}));
}
