/** What the pages of a model know of the data: told with the page, and asked for what is new in the model. */
import type { AttributeFacts, ConditionCount } from '#lib/scoring/condition-facts.ts';
import type { ScoreModel, When } from '#lib/scoring/model.ts';
import { countKey } from './count-key.ts';

/** Conditions of a model whose counts are not known yet. */
export function unknownConditions(
	{ rules, disqualify }: ScoreModel,
	counts: Record<string, ConditionCount | null>
): { when: When; knockOut: boolean }[] {
	const all = [
		...rules.map(({ when }) => ({ when, knockOut: false })),
		...disqualify.map((when) => ({ when, knockOut: true }))
	];
	return all.filter(({ when, knockOut }) => !(countKey(when, knockOut) in counts));
}

/** Null for conditions that are not complete. Throws if they cannot be counted. */
export async function askCounts(
	conditions: { when: When; knockOut: boolean }[]
): Promise<Record<string, ConditionCount | null>> {
	const answer = await fetch('/scoring/models/count', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ conditions })
	});
	if (!answer.ok) throw new Error(answer.statusText);
	const { counts }: { counts: (ConditionCount | null)[] } = await answer.json();
	return Object.fromEntries(
		conditions.map(({ when, knockOut }, i) => [countKey(when, knockOut), counts[i] ?? null])
	);
}

export async function askFields(activity: string): Promise<AttributeFacts[]> {
	const answer = await fetch(`/scoring/models/fields?activity=${encodeURIComponent(activity)}`);
	if (!answer.ok) throw new Error(answer.statusText);
	const { fields }: { fields: AttributeFacts[] } = await answer.json();
	return fields.sort((a, b) => b.leads - a.leads);
}
