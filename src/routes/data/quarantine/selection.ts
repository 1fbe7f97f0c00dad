import { error } from '@sveltejs/kit';
import { z } from 'zod';

const selectionSchema = z.object({
	reason: z.string().optional(),
	load: z.coerce
		.number('must be the number of a load')
		.int()
		.positive()
		.max(2 ** 31 - 1)
		.optional(),
	mended: z
		.literal('1', 'may only be 1')
		.transform(() => true)
		.optional(),
	after: z.string().optional()
});

/** Which of the rows that were not loaded an address is about. */
export function readSelection(url: URL) {
	const params = Object.fromEntries([...url.searchParams].filter(([name]) => !name.startsWith('/')));
	const parsed = selectionSchema.safeParse(params);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	const field = String(issue.path[0]);
	error(400, { field, message: `${field} "${url.searchParams.get(field)}": ${issue.message}` });
}
