import { isFilterName } from '#lib/filters/names.ts';

/** The filters of an address as the search of another; '' without any. */
export function filterSearch(params: URLSearchParams): string {
	const filters = new URLSearchParams([...params].filter(([name]) => isFilterName(name)));
	return filters.size > 0 ? `?${filters}` : '';
}
