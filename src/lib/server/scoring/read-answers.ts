/** What the leads of a cohort had answered and done by their decision, and ever. */
import { sql } from 'kysely';
import { eventTypes, type EventType } from '#lib/events/event.ts';
import { dayNumber } from '#lib/events/zone.ts';
import { placeEvents } from '#lib/funnel/replay.ts';
import type { Answer, AnswerCounts, AnswersTold } from '#lib/scoring/answers.ts';
import { isInTime, type Cohort } from '#lib/scoring/cohort.ts';
import type { ReportContext } from '../reports/context.ts';
import type { ScoredLeads } from './read-hits.ts';
import { endOfDayTypes, readEvents } from './whole-events.ts';

type Known = Pick<ScoredLeads, 'ids' | 'facts'> & { cohort: Cohort };

const BATCH = 20_000;

interface ToldRow {
	place: number;
	ms: number | null;
	day: string | null;
	type: EventType;
	/** Its place depends on the other events of its row. */
	unsure: boolean;
	attributes: Record<string, string>;
}

interface Told {
	after: number;
	attributes: Record<string, string>;
}

const rankOf = new Map(eventTypes.map((type, rank) => [type, rank]));

/** Answers as they stood at the decision: of two for one attribute, the later. */
export async function readAnswers(
	context: ReportContext,
	{ ids, facts, cohort }: Known
): Promise<AnswersTold> {
	const told: AnswersTold = new Map();
	for (let from = 0; from < cohort.leads.length; from += BATCH) {
		const leads = [...cohort.leads.subarray(from, from + BATCH)];
		const { rows } = await sql<ToldRow>`
			SELECT c.place::int, floor(date_part('epoch', e.at) * 1000 + 0.5) AS ms, e.day::text, e.type, e.attributes,
				e.approximate AND e.row_key IS NOT NULL
					AND e.type IN ('client', 'refused', 'unfit', 'junk') AS unsure
			FROM unnest(${leads.map((lead) => ids[lead]!)}::uuid[]) WITH ORDINALITY AS c (lead_id, place)
			JOIN records r USING (lead_id) JOIN events e USING (record_id)
			WHERE e.attributes IS NOT NULL
			ORDER BY c.place, e.event_key`.execute(context.trx);
		const idOf = (place: number) => ids[leads[place - 1]!]!;
		const unsure = new Set(rows.flatMap((row) => (row.unsure ? [idOf(row.place)] : [])));
		const whole = await readEvents(context, [...unsure]);
		for (let at = 0; at < rows.length;) {
			const { place } = rows[at]!;
			let end = at + 1;
			while (end < rows.length && rows[end]!.place === place) end++;
			const i = from + place - 1;
			const createdAt = facts.createdAt[cohort.leads[i]!]!;
			const all = whole.get(idOf(place));
			const events = all
				? placeEvents(all).flatMap(({ event, ms }) =>
						event.attributes ? [{ attributes: event.attributes, after: ms - createdAt }] : []
					)
				: inOrder(rows.slice(at, end), context, createdAt);
			addLead(told, events, cohort.decision[i]!, cohort.isClient[i]!);
			at = end;
		}
	}
	return told;
}

/** In the order of replay; rows of the same time and type stand in it already. */
function inOrder(rows: ToldRow[], { zone }: ReportContext, createdAt: number): Told[] {
	const placed = rows.map(({ ms, day, type, attributes }) => {
		const number = day === null ? 0 : dayNumber(day);
		const at = ms ?? (endOfDayTypes.has(type) ? zone.endOfDay(number) : zone.startOfDay(number));
		return { after: at - createdAt, rank: rankOf.get(type)!, attributes };
	});
	return placed.length > 1 ? placed.sort((a, b) => a.after - b.after || a.rank - b.rank) : placed;
}

/** Counts what one lead told, in the order of replay. */
function addLead(told: AnswersTold, events: Told[], decision: number, isClient: number): void {
	const intime = events.filter(({ after }) => isInTime(after, decision));
	const known =
		intime.length === 1
			? intime[0]!.attributes
			: Object.assign({}, ...intime.map(({ attributes }) => attributes));
	for (const [attribute, value] of Object.entries(known as Record<string, string>)) {
		if (value === '') continue;
		const counts = countsOf(told, attribute, value);
		counts.leads++;
		counts.clients += isClient;
	}
	if (events.length === 1) {
		for (const [attribute, value] of Object.entries(events[0]!.attributes)) {
			if (value === '') continue;
			const counts = countsOf(told, attribute, value);
			counts.ever++;
			counts.late += 1 - intime.length;
		}
		return;
	}
	const seen = new Set<string>();
	for (const { after, attributes } of events)
		for (const [attribute, value] of Object.entries(attributes)) {
			const key = JSON.stringify([attribute, value]);
			if (value === '' || seen.has(key)) continue;
			seen.add(key);
			const counts = countsOf(told, attribute, value);
			counts.ever++;
			if (!isInTime(after, decision)) counts.late++;
		}
}

function countsOf(told: AnswersTold, attribute: string, value: string): AnswerCounts {
	let values = told.get(attribute);
	if (!values) told.set(attribute, (values = new Map()));
	let counts = values.get(value);
	if (!counts) values.set(value, (counts = { leads: 0, clients: 0, ever: 0, late: 0 }));
	return counts;
}

/** Each kind of activity, most leads first. */
export async function readActions(context: ReportContext, { ids, facts, cohort }: Known): Promise<Answer[]> {
	const leads = [...cohort.leads];
	const { rows } = await sql<{ activity: string } & AnswerCounts>`
		SELECT activity, (count(*) FILTER (WHERE in_time))::int AS leads,
			(count(*) FILTER (WHERE in_time AND client = 1))::int AS clients,
			count(*)::int AS ever, (count(*) FILTER (WHERE NOT in_time))::int AS late
		FROM (
			SELECT e.activity, c.place, c.client, bool_or(t.after < c.decision OR t.after = 0) AS in_time
			FROM unnest(${leads.map((lead) => ids[lead]!)}::uuid[], ${leads.map((lead) => facts.createdAt[lead]!)}::float8[],
				${[...cohort.decision]}::float8[], ${[...cohort.isClient]}::int[])
				WITH ORDINALITY AS c (lead_id, created, decision, client, place)
			JOIN records r USING (lead_id) JOIN events e USING (record_id)
			CROSS JOIN LATERAL (SELECT floor(date_part('epoch', coalesce(e.at,
				e.day::timestamp AT TIME ZONE ${context.config.timezone}::text)) * 1000 + 0.5) - c.created AS after) t
			WHERE e.type = 'activity' AND e.activity IS NOT NULL
			GROUP BY e.activity, c.place, c.client
		) did
		GROUP BY activity ORDER BY ever DESC, activity`.execute(context.trx);
	return rows.map(({ activity, ...counts }) => ({ part: { kind: 'did', activity }, ...counts }));
}
