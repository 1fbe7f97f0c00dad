/** What the leads of a cohort had answered and done by their decision, and ever. */
import { sql } from 'kysely';
import type { EventType } from '#lib/events/event.ts';
import { dayNumber } from '#lib/events/zone.ts';
import type { Answer, AnswerCounts, AnswersTold } from '#lib/scoring/answers.ts';
import type { Cohort } from '#lib/scoring/cohort.ts';
import type { ReportContext } from '../reports/context.ts';
import type { ScoredLeads } from './read-hits.ts';

type Known = Pick<ScoredLeads, 'ids' | 'facts'> & { cohort: Cohort };

const BATCH = 20_000;

/** As {@link countsAt}: strictly before the decision, or at creation itself. */
const isInTime = (after: number, decision: number) => after < decision || after === 0;

interface ToldRow {
	place: number;
	ms: number | null;
	day: string | null;
	type: EventType;
	attributes: Record<string, string>;
}

const endOfDay = new Set<string>(['client', 'refused', 'unfit', 'junk', 'returned']);

/** Answers as they stood at the decision: of two for one attribute, the later. */
export async function readAnswers(
	context: ReportContext,
	{ ids, facts, cohort }: Known
): Promise<AnswersTold> {
	const told: AnswersTold = new Map();
	for (let from = 0; from < cohort.leads.length; from += BATCH) {
		const leads = [...cohort.leads.subarray(from, from + BATCH)];
		const { rows } = await sql<ToldRow>`
			SELECT c.place::int, floor(date_part('epoch', e.at) * 1000 + 0.5) AS ms, e.day::text, e.type, e.attributes
			FROM unnest(${leads.map((lead) => ids[lead]!)}::uuid[]) WITH ORDINALITY AS c (lead_id, place)
			JOIN records r USING (lead_id) JOIN events e USING (record_id)
			WHERE e.attributes IS NOT NULL
			ORDER BY c.place, e.event_key`.execute(context.trx);
		for (let at = 0; at < rows.length;) {
			const { place } = rows[at]!;
			let end = at + 1;
			while (end < rows.length && rows[end]!.place === place) end++;
			const i = from + place - 1;
			const events = rows.slice(at, end).map(({ ms, day, type, attributes }) => ({
				attributes,
				after:
					(ms ??
						(endOfDay.has(type)
							? context.zone.endOfDay(dayNumber(day!))
							: context.zone.startOfDay(dayNumber(day!)))) - facts.createdAt[cohort.leads[i]!]!
			}));
			addLead(told, events, cohort.decision[i]!, cohort.isClient[i]!);
			at = end;
		}
	}
	return told;
}

/** Counts what one lead told. */
function addLead(
	told: AnswersTold,
	events: { after: number; attributes: Record<string, string> }[],
	decision: number,
	isClient: number
): void {
	if (events.length > 1) events.sort((a, b) => a.after - b.after);
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
