import { json } from '@sveltejs/kit';
import { isValueFilter } from '#lib/filters/names.ts';
import { apiError } from '#lib/server/api.ts';
import { withReport } from '#lib/server/app.ts';
import { filterOptions } from '#lib/server/reports/filter-options.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const name = url.searchParams.get('name') ?? '';
	const search = url.searchParams.get('q') ?? '';
	if (!isValueFilter(name))
		return apiError(400, { code: 'unknown_filter', message: `There is no filter "${name}".`, field: 'name' });
	return json({ options: await withReport((context) => filterOptions(context, name, search)) });
};
