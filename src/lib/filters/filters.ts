/**
 * The filters of every report, page, command (`--from`) and request (`?from=`): one schema, read from and written to
 * URL parameters (`filterParams`).
 */
import { z } from 'zod';
import {
	attributionModels,
	comparedWithin,
	compares,
	defaultsFor,
	filterDefaults,
	isFilterName,
	isTimeBreakdown,
	isValueFilter,
	modes,
	timeBreakdowns,
	valueFilters
} from './names.ts';

/** A real calendar date; with the range before it, it is still one that the database knows. */
const isoDate = z.iso
	.date('must be a date like 2026-03-31')
	.refine((day) => day >= '1900-01-01' && day < '3000-01-01', 'must be a date from 1900 to 2999');

const wholeDays = 'must be a whole number of days, 1 to 3650';
const wholeDaysOrNone = 'must be a whole number of days, 0 to 3650';

/** What the database can hold as text. */
export const plainText = z.string().refine((text) => !text.includes('\0'), 'must not have a NUL character');

const breakdown = z
	.string()
	.refine(
		(value) => isValueFilter(value) || isTimeBreakdown(value),
		`must be one of ${[...valueFilters, ...timeBreakdowns].join(', ')} or attr.<name>`
	);

/** One of a few words; the message lists them. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
	z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);

export const filtersSchema = z
	.object({
		from: isoDate.optional(),
		to: isoDate.optional(),
		asOf: isoDate.optional(),
		mode: oneOf(modes).default(filterDefaults.mode),
		window: z.coerce.number(wholeDays).int(wholeDays).min(1, wholeDays).max(3650, wholeDays).optional(),
		/** Wanted and unwanted values by filter name (`channel`, `attr.City`, …); '' stands for none. */
		values: z.record(z.string(), z.array(plainText).min(1)).default({}),
		by: z.array(breakdown).max(2, 'one or two breakdowns').default([]),
		compare: oneOf(compares).default(filterDefaults.compare),
		credit: oneOf(['last', 'first']).default(filterDefaults.credit),
		base: oneOf(['accepted', 'all']).default(filterDefaults.base),
		goal: oneOf(['client', 'sql']).default(filterDefaults.goal),
		within: oneOf(comparedWithin).default(filterDefaults.within),
		attribution: oneOf(attributionModels).default(filterDefaults.attribution),
		/** A score model, NAME or NAME@VERSION (without one the newest); by default the live one. */
		model: plainText.optional(),
		/** Days within which a lead must become a client to count as one for its score; by default as the settings say. */
		horizon: z.coerce.number(wholeDays).int(wholeDays).min(1, wholeDays).max(3650, wholeDays).optional(),
		/** Days after arrival at which a score is judged at the latest; by default as the settings say. */
		delay: z.coerce
			.number(wholeDaysOrNone)
			.int(wholeDaysOrNone)
			.min(0, wholeDaysOrNone)
			.max(3650, wholeDaysOrNone)
			.optional()
	})
	.refine((f) => !f.from || !f.to || f.from < f.to, { path: ['to'], message: 'must be later than from' })
	.refine((f) => new Set(f.by).size === f.by.length, { path: ['by'], message: 'two different breakdowns' });

export type Filters = z.infer<typeof filtersSchema>;

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
		if (isValueFilter(name)) values[name] = [...new Set(all)];
		else if (name === 'by') raw.by = all.flatMap((value) => value.split(',')).filter(Boolean);
		else if (isFilterName(name) && all.at(-1) !== '') raw[name] = all.at(-1);
	}
	const parsed = filtersSchema.safeParse({ ...defaultsFor(values.role), ...raw, values });
	if (parsed.success) return { filters: parsed.data, problem: null };
	const issue = parsed.error.issues[0]!;
	const [name = '', ...below] = issue.path.map(String);
	// Values are filters of their own.
	const field = name === 'values' ? below[0]! : name;
	const value = name === 'values' ? values[field] : raw[field];
	return {
		filters: null,
		problem: { field, message: `${field} "${String(value ?? '')}": ${issue.message}` }
	};
}
