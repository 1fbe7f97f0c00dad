/** The events that a structure looks at, of many leads, in the order of replay. */
import { sql } from 'kysely';
import type { ScoredEvent } from '#lib/scoring/compile.ts';
import { concernOf, type Concern } from '#lib/scoring/concern.ts';
import type { Structure } from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import type { LeadIds } from './lead-ids.ts';
import type { WantedEvents } from './event-portions.ts';
import { readLeadEvents, type EventMaker } from './lead-events.ts';

/** An event at its time. */
export interface TimedEvent {
	event: ScoredEvent;
	ms: number;
}

/** Calls `take` for each lead of `ids`, in their order, with those of its events that the structure looks at. */
export async function readHitEvents(
	context: ReportContext,
	ids: LeadIds,
	structure: Structure,
	take: (place: number, events: readonly TimedEvent[]) => void
): Promise<void> {
	const concern = concernOf(structure);
	await readLeadEvents(context, ids, wantedBy(concern), eventMaker(concern), take);
}

const wantedBy = ({ types, activities, attributes, values }: Concern): WantedEvents => ({
	where: sql<boolean>`e.type = ANY (${types}::text[]) OR e.activity = ANY (${activities}::text[])
		OR e.attributes ?| ${attributes}::text[]`,
	told: values.length
		? sql`CASE WHEN e.attributes ?| ${values}::text[] THEN
			jsonb_build_array(${sql.join(values.map((name) => sql`e.attributes -> ${name}::text`))}) END`
		: sql`NULL::jsonb`
});

/** What the structure sees of an event. */
const eventMaker =
	({ values }: Concern): EventMaker =>
	(type, activity, told) => {
		const given = told === null ? null : (JSON.parse(told) as (string | null)[]);
		return {
			type,
			activity,
			attributes:
				given &&
				Object.fromEntries(values.flatMap((name, i) => (given[i] === null ? [] : [[name, String(given[i])]])))
		};
	};
