/** Asking the server for the leads at places of the hits that the browser has read. */
import { filterParams } from '#lib/filters/filter-params.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Outcome, Stage } from '#lib/funnel/stages.ts';
import { pickedHeader, pickedRow, type NamedLead } from '#lib/scoring/picked-table.ts';
import type { Picked, PickedScore } from '#lib/scoring/workbench.ts';
import { csv } from '#lib/ui/csv.ts';

export interface ListedLead extends NamedLead {
	stage: Stage;
	outcome: Outcome;
	/** By the draft, at its decision. */
	said: PickedScore;
}

/** Leads that are shown at once. */
export const page = 50;

/** Leads that are asked for at once for a file. */
const part = 5000;

/** Those at `from .. to` of the picked ones, in their order. Throws an Error with what the server says. */
export async function leadsAt(
	filters: Filters,
	key: string,
	{ places, scores }: Picked,
	[from, to]: readonly [from: number, to: number]
): Promise<ListedLead[]> {
	const response = await fetch(`/scoring/leads?${filterParams(filters)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ key, places: places.slice(from, to) })
	});
	const body = (await response.json().catch(() => null)) as {
		leads?: (Omit<ListedLead, 'said'> & { at: number })[];
		message?: string;
		error?: { message?: string };
	} | null;
	if (response.ok && body?.leads)
		return body.leads.map(({ at, ...lead }) => ({ ...lead, said: scores[from + at]! }));
	throw new Error(
		body?.error?.message ?? body?.message ?? `${response.status} ${response.statusText}`.trim()
	);
}

/** All of them as a CSV file; `progress` is told what part of them has been read, 0 to 1. */
export async function leadsFile(
	filters: Filters,
	key: string,
	picked: Picked,
	progress: (share: number) => void
): Promise<Blob> {
	const rows: ReturnType<typeof pickedRow>[] = [];
	for (let from = 0; from < picked.places.length; from += part) {
		progress(from / picked.places.length);
		const leads = await leadsAt(filters, key, picked, [from, from + part]);
		for (const lead of leads) rows.push(pickedRow(lead, lead.said));
	}
	// A byte order mark, without which Excel garbles other alphabets.
	return new Blob(['\uFEFF', csv(pickedHeader, rows)], { type: 'text/csv' });
}
