import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { config, database } from '#lib/server/app.ts';
import { changeJoin } from '#lib/server/leads/change-join.ts';

const formSchema = z.object({
	change: z.enum(['undo', 'redo']),
	record: z.guid(),
	key: z.string().min(1)
});

/**
 * Does what a JoinButton sends. A join that is no longer as the page showed it stays as it is: the page that follows
 * shows that.
 */
export async function changeJoinBy(request: Request): Promise<void> {
	const parsed = formSchema.safeParse(Object.fromEntries(await request.formData()));
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		error(422, `${issue.path.join('.')}: ${issue.message}`);
	}
	const { change, record, key } = parsed.data;
	await changeJoin((await database()).pool, config, change, record, key);
}
