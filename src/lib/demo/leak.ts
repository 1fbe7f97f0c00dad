/** A field of the form that the CRM fills in when a contract is made, however long ago the form was sent. */
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** `clients`, `others`: shares of the forms of those who bought by the end of the data, and of all others, that have it. */
export const leak = { attribute: 'Customer group', value: 'Contract', clients: 0.6, others: 0.004 };

/** Draws from a stream of its own: lives are the same with it and without. */
export function plantLeak({ hindsight, until, options }: World, { index, facts, clientAt }: Life): void {
	const form = facts.find(({ type }) => type === 'profile');
	if (options.plain || !form?.attributes || form.manager !== undefined) return;
	hindsight.restart(index + 1);
	const bought = clientAt !== null && clientAt <= until;
	if (hindsight.chance(bought ? leak.clients : leak.others)) form.attributes[leak.attribute] = leak.value;
}
