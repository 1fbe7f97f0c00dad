/** Answers of the HTTP interface: JSON, and errors that say what is wrong and where. */
import { json } from '@sveltejs/kit';
import { parseFilters, type Filters } from '#lib/filters/filters.ts';
import { isFilterName } from '#lib/filters/names.ts';
import { WrongFilter } from '#lib/filters/wrong-filter.ts';

export interface ApiError {
	code: string;
	message: string;
	field?: string;
	hint?: string;
}

export const apiError = (status: number, error: ApiError): Response => json({ error }, { status });

/** Filters of a request; an unknown parameter is an error, since a mistyped filter would give other numbers. */
export function apiFilters(
	params: URLSearchParams,
	alsoKnown: readonly string[] = []
): { filters: Filters; refused: null } | { filters: null; refused: Response } {
	for (const name of params.keys()) {
		if (isFilterName(name) || alsoKnown.includes(name)) continue;
		const message = `There is no filter "${name}".`;
		const hint = 'Attributes of leads are filtered by attr.<name>.';
		return { filters: null, refused: apiError(400, { code: 'unknown_filter', message, field: name, hint }) };
	}
	const { filters, problem } = parseFilters(params);
	if (filters) return { filters, refused: null };
	return { filters: null, refused: apiError(400, { code: 'wrong_filter', ...problem }) };
}

/** What `read` gives as JSON; 400 if a filter names what is not there. */
export async function answer(read: () => Promise<unknown>): Promise<Response> {
	try {
		return json(await read());
	} catch (error) {
		if (!(error instanceof WrongFilter)) throw error;
		return apiError(400, { code: 'wrong_filter', field: error.field, message: error.message });
	}
}
