import type { Filters } from './filters.ts';
import { defaultsFor, scalarFilters } from './names.ts';

/** Filters as URL parameters, in a fixed order, without defaults: the same view has one address. */
export function filterParams(filters: Filters): URLSearchParams {
	const params = new URLSearchParams();
	const defaults: Record<string, unknown> = defaultsFor(filters.values.role);
	for (const name of scalarFilters) {
		if (name === 'by') {
			for (const key of Object.keys(filters.values).sort())
				for (const value of filters.values[key]!) params.append(key, value);
			for (const value of filters.by) params.append('by', value);
		} else if (filters[name] !== undefined && filters[name] !== defaults[name]) {
			params.set(name, String(filters[name]));
		}
	}
	return params;
}
