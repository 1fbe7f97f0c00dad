import type { Filters } from './filters.ts';
import { filterDefaults, scalarFilters } from './names.ts';

const isDefault = (name: string, value: unknown) =>
	(filterDefaults as Record<string, unknown>)[name] === value;

/** Filters as URL parameters, in a fixed order, without defaults: the same view has one address. */
export function filterParams(filters: Filters): URLSearchParams {
	const params = new URLSearchParams();
	for (const name of scalarFilters) {
		if (name === 'by') {
			for (const key of Object.keys(filters.values).sort())
				for (const value of filters.values[key]!) params.append(key, value);
			for (const value of filters.by) params.append('by', value);
		} else if (filters[name] !== undefined && !isDefault(name, filters[name])) {
			params.set(name, String(filters[name]));
		}
	}
	return params;
}
