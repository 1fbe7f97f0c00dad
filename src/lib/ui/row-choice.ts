/** What the reader chose for a long table: it stays in the address. */
import { z } from 'zod';
import { oneOf } from '#lib/filters/filters.ts';

export const rowChoice = z.object({
	/** Part of a row's name. */
	q: z.string().trim().max(200, 'must be at most 200 characters').default(''),
	/** `all`: every row, not the first ones only. */
	rows: oneOf(['first', 'all']).default('first')
});

/** Reads a choice from URL parameters; '' means not set. */
export function readChoice<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, params: URLSearchParams) {
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
