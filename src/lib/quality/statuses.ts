/** The CRM's own words for where a record stands, beside what became of its lead. */
import type { Outcome } from '#lib/funnel/stages.ts';

export interface StatusRow {
	source: string;
	status: string;
	outcome: Outcome;
	leads: number;
	/** Of these, leads that were joined from several records. */
	merged: number;
}

/** What a word of the CRM says of a lead: unfit and junk are losses there as well. */
export type StatusKind = 'open' | 'client' | 'lost';

export const kindOf = (outcome: Outcome): StatusKind =>
	outcome === 'open' || outcome === 'client' ? outcome : 'lost';

export interface StatusSummary {
	source: string;
	status: string;
	leads: number;
	/** What most of its leads are, so what the word means; null where less than two thirds agree. */
	meaning: StatusKind | null;
	/** Leads by outcome, none left out. */
	outcomes: Record<Outcome, number>;
	/** Leads that are something else than the word means. */
	differing: { outcome: Outcome; leads: number; merged: number }[];
}

const none: Record<Outcome, number> = { open: 0, client: 0, refused: 0, unfit: 0, junk: 0 };

/** One summary for each source and word, the largest first. */
export function summariseStatuses(rows: readonly StatusRow[]): StatusSummary[] {
	const byWord = new Map<string, StatusRow[]>();
	for (const row of rows) {
		const key = JSON.stringify([row.source, row.status]);
		byWord.set(key, [...(byWord.get(key) ?? []), row]);
	}
	return [...byWord.values()].map(summarise).sort((a, b) => b.leads - a.leads);
}

function summarise(rows: StatusRow[]): StatusSummary {
	const outcomes = { ...none };
	const kinds: Record<StatusKind, number> = { open: 0, client: 0, lost: 0 };
	for (const { outcome, leads } of rows) {
		outcomes[outcome] += leads;
		kinds[kindOf(outcome)] += leads;
	}
	const leads = kinds.open + kinds.client + kinds.lost;
	const [kind, most] = (Object.entries(kinds) as [StatusKind, number][]).sort((a, b) => b[1] - a[1])[0]!;
	const meaning = most * 3 >= leads * 2 ? kind : null;
	return {
		source: rows[0]!.source,
		status: rows[0]!.status,
		leads,
		meaning,
		outcomes,
		differing: rows
			.filter(({ outcome }) => meaning !== null && kindOf(outcome) !== meaning)
			.map(({ outcome, leads, merged }) => ({ outcome, leads, merged }))
			.sort((a, b) => b.leads - a.leads)
	};
}

/** Leads on which CRM and Sluice differ, and how many of them were joined from several records. */
export function differingLeads(summaries: readonly StatusSummary[]): { leads: number; merged: number } {
	const all = summaries.flatMap(({ differing }) => differing);
	return {
		leads: all.reduce((sum, { leads }) => sum + leads, 0),
		merged: all.reduce((sum, { merged }) => sum + merged, 0)
	};
}
