/**
 * The filters of every report, page, command (`--from`) and request (`?from=`): one schema, read from and written to
 * URL parameters. Defaults stay out of the URL.
 */
import { z } from 'zod';

export const modes = ['cohort', 'period'] as const;
export const compares = ['none', 'previous', 'year'] as const;

/** Filters on a lead's values: each may repeat (any of); empty = none; a leading `!` excludes. */
export const valueFilters = [
	'channel',
	'campaign',
	'content',
	'term',
	'page',
	'manager',
	'firstManager',
	'source',
	'company',
	'outcome',
	'temperature',
	'stage'
] as const;
export type ValueFilter = (typeof valueFilters)[number];

export const timeBreakdowns = ['day', 'week', 'month'] as const;

/** A real calendar date. */
export const isoDate = z.iso.date('must be a date like 2026-03-31');

const breakdown = z
	.string()
	.refine(
		(value) => ([...valueFilters, ...timeBreakdowns] as string[]).includes(value) || /^attr\..+/.test(value),
		`must be one of ${[...valueFilters, ...timeBreakdowns].join(', ')} or attr.<name>`
	);

export const filtersSchema = z
	.object({
		from: isoDate.optional(),
		to: isoDate.optional(),
		asOf: isoDate.optional(),
		mode: z.enum(modes).default('cohort'),
		window: z.coerce.number().int().min(1).max(3650).optional(),
		/** Wanted and unwanted values by filter name (`channel`, `attr.City`, …); '' stands for none. */
		values: z.record(z.string(), z.array(z.string()).min(1)).default({}),
		by: z.array(breakdown).max(2, 'one or two breakdowns').default([]),
		compare: z.enum(compares).default('none'),
		credit: z.enum(['last', 'first']).default('last'),
		base: z.enum(['accepted', 'all']).default('accepted'),
		goal: z.enum(['client', 'sql']).default('client'),
		attribution: z.enum(['first', 'last', 'linear', 'position', 'time-decay', 'markov']).default('first')
	})
	.refine((f) => !f.from || !f.to || f.from < f.to, { path: ['to'], message: 'must be later than from' })
	.refine((f) => new Set(f.by).size === f.by.length, { path: ['by'], message: 'two different breakdowns' });

export type Filters = z.infer<typeof filtersSchema>;

const repeatable = (name: string) =>
	(valueFilters as readonly string[]).includes(name) || /^attr\..+/.test(name);

/** Every parameter name that is a filter. Others (sort, page …) belong to their page. */
export const isFilterName = (name: string) =>
	repeatable(name) || (name !== 'values' && name in filtersSchema.shape);

export interface FilterProblem {
	field: string;
	message: string;
}

/** Reads filters from URL parameters. Unknown names are left to the caller (see `isFilterName`). */
export function parseFilters(
	params: URLSearchParams
): { filters: Filters; problem: null } | { filters: null; problem: FilterProblem } {
	const raw: Record<string, unknown> = {};
	const values: Record<string, string[]> = {};
	for (const name of new Set(params.keys())) {
		const all = params.getAll(name);
		if (repeatable(name)) values[name] = [...new Set(all)];
		else if (name === 'by') raw.by = all.flatMap((value) => value.split(',')).filter(Boolean);
		else if (isFilterName(name) && all.at(-1) !== '') raw[name] = all.at(-1);
	}
	const parsed = filtersSchema.safeParse({ ...raw, values });
	if (parsed.success) return { filters: parsed.data, problem: null };
	const issue = parsed.error.issues[0]!;
	const field = String(issue.path[0] ?? '');
	return {
		filters: null,
		problem: { field, message: `${field} "${String(raw[field] ?? '')}": ${issue.message}` }
	};
}

const defaults = filtersSchema.parse({});

/** Filters as URL parameters, in a fixed order, without defaults: the same view has one address. */
export function filterParams(filters: Filters): URLSearchParams {
	const params = new URLSearchParams();
	for (const name of Object.keys(filtersSchema.shape) as (keyof Filters)[]) {
		if (name === 'values') {
			for (const key of Object.keys(filters.values).sort())
				for (const value of filters.values[key]!) params.append(key, value);
		} else if (name === 'by') {
			for (const value of filters.by) params.append('by', value);
		} else if (filters[name] !== undefined && filters[name] !== defaults[name]) {
			params.set(name, String(filters[name]));
		}
	}
	return params;
}
