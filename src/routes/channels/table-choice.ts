/** What the reader chose for the table of channels: it stays in the address. */
import { z } from 'zod';
import { oneOf } from '#lib/filters/filters.ts';
import { columnGroups, rowSorts } from './choice-names.ts';

const schema = z.object({
	columns: oneOf(columnGroups).optional(),
	sort: oneOf(rowSorts).optional(),
	/** Part of a row's name. */
	q: z.string().trim().max(200, 'must be at most 200 characters').default(''),
	/** `all`: every row, not the first ones only. */
	rows: oneOf(['first', 'all']).default('first')
});

/** Reads the choice from URL parameters; '' means not set. */
export function parseTableChoice(params: URLSearchParams) {
	const raw: Record<string, string> = {};
	for (const name of Object.keys(schema.shape)) {
		const value = params.get(name);
		if (value) raw[name] = value;
	}
	const parsed = schema.safeParse(raw);
	if (parsed.success) return { choice: parsed.data, problem: null };
	const issue = parsed.error.issues[0]!;
	const field = String(issue.path[0] ?? '');
	return { choice: null, problem: { field, message: `${field} "${raw[field] ?? ''}": ${issue.message}` } };
}
