/** What the data hold that a score model can ask for, counted once for all conditions. */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { EventType } from '#lib/events/event.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { attributeFacts } from '#lib/scoring/condition-facts.ts';
import type {
	AttributeFacts,
	ConditionCount,
	ConditionFacts,
	Counted,
	ValueFacts
} from '#lib/scoring/condition-facts.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { cached } from '../reports/cached.ts';
import { withReport, type ReportContext } from '../reports/context.ts';

export interface Conditions {
	facts: ConditionFacts;
	/** All values of the attributes that have few enough to be kept. */
	values: Map<string, ValueFacts[]>;
	/** Which leads were counted: `l` stands for their rows. */
	counted: Expression<SqlBool>;
	/** Counts of conditions that were asked for, by the condition. */
	known: Map<string, ConditionCount>;
}

/** Leads that are counted at most. Of more, a sample by their ids, which are hashes. */
const MOST_LEADS = 250_000;

const MOST_VALUES = 10_000;

export const isClient = sql<SqlBool>`l.outcome = ${sql.lit(outcomes.indexOf('client'))}`;

/** Read once for the data as they are. Every lead counts, whenever and through whichever channel it came. */
export const readConditions = (db: Database, config: Config): Promise<Conditions> =>
	cached(db, config, 'conditions', () => withReport(db, config, (context) => countAll(context)));

export async function countAll(context: ReportContext, mostLeads = MOST_LEADS): Promise<Conditions> {
	const { trx, generation } = context;
	const total = await sql<{ leads: number }>`
		SELECT count(*)::int AS leads FROM lead_rows WHERE generation = ${generation}`.execute(trx);
	const all = total.rows[0]!.leads;
	const counted =
		all <= mostLeads
			? sql<SqlBool>`l.generation = ${generation}`
			: sql<SqlBool>`l.generation = ${generation} AND l.lead_id < ${idAt(mostLeads / all)}::uuid`;
	const leads = await sql<Counted>`
		SELECT count(*)::int AS leads, (count(*) FILTER (WHERE ${isClient}))::int AS clients
		FROM lead_rows l WHERE ${counted}`.execute(trx);
	const { activities, events } = await countEvents(context, counted);
	const { attributes, values } = await countValues(context, counted);
	return {
		facts: { ...leads.rows[0]!, all, activities, events, attributes },
		values,
		counted,
		known: new Map()
	};
}

/** The id that a share of all ids is below. */
const idAt = (share: number) =>
	`${Math.floor(share * 2 ** 32)
		.toString(16)
		.padStart(8, '0')}-0000-0000-0000-000000000000`;

type EventRow = Counted & { type: EventType; activity: string | null; events: number };

async function countEvents(
	{ trx }: ReportContext,
	counted: Expression<SqlBool>
): Promise<Pick<ConditionFacts, 'activities' | 'events'>> {
	const { rows } = await sql<EventRow>`
		WITH of_lead AS (
			SELECT l.lead_id, bool_or(${isClient}) AS client, e.type,
				CASE WHEN e.type = 'activity' THEN e.activity END AS activity, count(*) AS events
			FROM lead_rows l JOIN records r USING (lead_id) JOIN events e USING (record_id)
			WHERE ${counted} GROUP BY 1, 3, 4
		)
		SELECT type, activity, sum(events)::int AS events, count(*)::int AS leads,
			(count(*) FILTER (WHERE client))::int AS clients
		FROM of_lead WHERE type <> 'activity' OR activity IS NOT NULL GROUP BY 1, 2
		UNION ALL
		SELECT type, NULL, sum(events)::int, count(DISTINCT lead_id)::int,
			(count(DISTINCT lead_id) FILTER (WHERE client))::int
		FROM of_lead WHERE type = 'activity' GROUP BY 1
		ORDER BY leads DESC, type, activity`.execute(trx);
	return {
		activities: rows.flatMap(({ activity, events, leads, clients }) =>
			activity === null ? [] : { name: activity, events, leads, clients }
		),
		events: rows.flatMap(({ activity, type, events, leads, clients }) =>
			activity === null ? { type, events, leads, clients } : []
		)
	};
}

type ValueRow = ValueFacts & { name: string };

async function countValues(
	{ trx }: ReportContext,
	counted: Expression<SqlBool>
): Promise<{ attributes: AttributeFacts[]; values: Map<string, ValueFacts[]> }> {
	const { rows } = await sql<ValueRow>`
		SELECT a.key AS name, a.value, count(*)::int AS leads, (count(*) FILTER (WHERE ${isClient}))::int AS clients
		FROM lead_rows l JOIN lead_details d USING (generation, lead_id), jsonb_each_text(d.attributes) a
		WHERE ${counted} AND a.value <> '' GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`.execute(trx);
	const values = valuesByName(rows);
	const attributes = [...values].map(([name, list]) => attributeFacts(name, list));
	for (const [name, list] of values) if (list.length > MOST_VALUES) values.delete(name);
	return { attributes, values };
}

function valuesByName(rows: readonly ValueRow[]): Map<string, ValueFacts[]> {
	const values = new Map<string, ValueFacts[]>();
	for (const { name, ...value } of rows) {
		const list = values.get(name);
		if (list) list.push(value);
		else values.set(name, [value]);
	}
	return values;
}

/** What events of an activity tell, by name: a lead counts for each value that it told. */
export async function activityFields(
	{ trx }: ReportContext,
	{ counted }: Conditions,
	activity: string
): Promise<AttributeFacts[]> {
	const { rows } = await sql<ValueRow>`
		SELECT a.key AS name, a.value, count(DISTINCT l.lead_id)::int AS leads,
			(count(DISTINCT l.lead_id) FILTER (WHERE ${isClient}))::int AS clients
		FROM lead_rows l JOIN records r USING (lead_id) JOIN events e USING (record_id),
			jsonb_each_text(e.attributes) a
		WHERE ${counted} AND e.type = 'activity' AND e.activity = ${activity} AND a.value <> ''
		GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`.execute(trx);
	return [...valuesByName(rows)].map(([name, list]) => attributeFacts(name, list));
}
