/** Asking the server for the leads at places of the hits that the browser has read. */
import { filterParams } from '#lib/filters/filter-params.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Outcome, Stage } from '#lib/funnel/stages.ts';

export interface ListedLead {
	id: string;
	name: string | null;
	record: string | null;
	channel: string | null;
	score: number | null;
	stage: Stage;
	outcome: Outcome;
}

/** Leads that are asked for at once. */
export const page = 50;

/** In the order of `places`. Throws an Error with what the server says. */
export async function leadsAt(filters: Filters, key: string, places: number[]): Promise<ListedLead[]> {
	const response = await fetch(`/scoring/leads?${filterParams(filters)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ key, places })
	});
	const body = (await response.json().catch(() => null)) as {
		leads?: ListedLead[];
		message?: string;
		error?: { message?: string };
	} | null;
	if (response.ok && body?.leads) return body.leads;
	throw new Error(
		body?.error?.message ?? body?.message ?? `${response.status} ${response.statusText}`.trim()
	);
}
