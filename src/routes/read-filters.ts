import { error } from '@sveltejs/kit';
import { parseFilters, type Filters } from '#lib/filters/filters.ts';
import { parseLeadSelection, type LeadSelection } from '#lib/filters/lead-selection.ts';

/** The filters of a page's address; a page with status 400 that names the field if one cannot be read. */
export function readFilters(url: URL): Filters {
	const { filters, problem } = parseFilters(url.searchParams);
	if (problem) error(400, problem);
	return filters;
}

/** The same for what the list of leads takes beside the filters. */
export function readLeadSelection(url: URL): LeadSelection {
	const { selection, problem } = parseLeadSelection(url.searchParams);
	if (problem) error(400, problem);
	return selection;
}
