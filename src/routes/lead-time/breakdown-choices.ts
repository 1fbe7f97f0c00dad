import { changedHref } from '#lib/ui/links.ts';

const offered = ['channel', 'campaign', 'manager', 'temperature', 'month'];

/** Attributes that are offered; the filter bar has all. */
const mostAttributes = 4;

/** What the page can break down by, the first being what it does unless told otherwise; `model`: the score model, if any. */
export function breakdownChoices(
	url: URL,
	by: readonly string[],
	attributes: readonly string[],
	model: string | null
) {
	const known = offered.filter((name) => name !== 'temperature' || model !== null || by.includes(name));
	const names = [...known, ...attributes.slice(0, mostAttributes).map((name) => `attr.${name}`)];
	return names.map((key) => ({
		key,
		href: changedHref(url, { by: key === offered[0] ? null : key, q: null, rows: null }),
		current: by.length === 1 && by[0] === key
	}));
}
