import { json } from '@sveltejs/kit';
import { ModelFault, parseWhen } from '#lib/scoring/model.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { countCondition } from '#lib/server/scoring/count-condition.ts';
import { readConditions } from '#lib/server/scoring/conditions.ts';
import type { RequestHandler } from './$types';

interface Asked {
	when: unknown;
	knockOut?: unknown;
}

/** Leads that meet each of the conditions; null for one that is not complete. */
export const POST: RequestHandler = async ({ request }) => {
	const body = (await request.json().catch(() => null)) as { conditions?: Asked[] } | null;
	if (!Array.isArray(body?.conditions))
		return json({ message: 'Send { "conditions": [{ "when": … }] }.' }, { status: 400 });
	const asked = body.conditions;
	const conditions = await readConditions(await database(), config);
	const counts = await withReport(async (context) => {
		const counts = [];
		for (const { when, knockOut } of asked) {
			const parsed = complete(when);
			counts.push(parsed && (await countCondition(context, conditions, parsed, knockOut === true)));
		}
		return counts;
	});
	return json({ counts });
};

function complete(when: unknown) {
	try {
		return parseWhen(when);
	} catch (error) {
		if (error instanceof ModelFault) return null;
		throw error;
	}
}
