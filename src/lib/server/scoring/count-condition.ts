/** How many leads meet a condition today: by the rules of the engine, without replaying every lead. */
import { sql, type RawBuilder } from 'kysely';
import { placeEvents } from '#lib/funnel/replay.ts';
import { compileModel, holds, isEventful, matches } from '#lib/scoring/compile.ts';
import type { ConditionCount, Counted } from '#lib/scoring/condition-facts.ts';
import { knockedOutBy } from '#lib/scoring/knock-outs.ts';
import { parseModel, type AttributeCondition, type When } from '#lib/scoring/model.ts';
import { watchLead } from '#lib/scoring/watch.ts';
import type { ReportContext } from '../reports/context.ts';
import { isClient, type Conditions } from './conditions.ts';
import { readEvents } from './whole-events.ts';

/** Leads that are replayed at most to count a condition. */
const MOST_REPLAYED = 20_000;

const NOBODY: ConditionCount = { leads: 0, clients: 0, isAbout: false };
const exactly = ({ leads, clients }: Counted): ConditionCount => ({ leads, clients, isAbout: false });

/**
 * Leads that meet a condition with the latest that they told, or that met it at one of their events. `knockOut`: as a
 * knock-out rule, which looks at events with all that the lead ever told.
 */
export async function countCondition(
	context: ReportContext,
	conditions: Conditions,
	when: When,
	knockOut = false
): Promise<ConditionCount> {
	const key = JSON.stringify([when, knockOut]);
	const known = conditions.known.get(key);
	if (known) return known;
	const count = await countNow(context, conditions, when, knockOut);
	if (conditions.known.size >= 2000) conditions.known.clear();
	conditions.known.set(key, count);
	return count;
}

async function countNow(
	context: ReportContext,
	conditions: Conditions,
	when: When,
	knockOut: boolean
): Promise<ConditionCount> {
	const { facts } = conditions;
	if (!isEventful(when)) return countAttributes(context, conditions, when);
	if ('all' in when) return countReplayed(context, conditions, when, knockOut);
	if ('event' in when) return exactly(facts.events.find(({ type }) => type === when.event) ?? NOBODY);
	if ('attribute' in when) return NOBODY;
	if (when.where?.length) return countFields(context, conditions, when.activity, when.where);
	return exactly(facts.activities.find(({ name }) => name === when.activity) ?? NOBODY);
}

const attributesOf = (when: When): string[] =>
	'all' in when ? when.all.flatMap(attributesOf) : 'attribute' in when ? [when.attribute] : [];

type Tuple = Counted & { told: (string | null)[] };

/** The texts of a tuple by the names that they were read under. */
const textsOf = (names: readonly string[], told: readonly (string | null)[]): Record<string, string> =>
	Object.fromEntries(names.flatMap((name, i) => (told[i] === null ? [] : [[name, told[i]!]])));

const toldOf = (column: RawBuilder<unknown>, names: readonly string[]) =>
	sql<(string | null)[]>`ARRAY[${sql.join(names.map((name) => sql`${column} ->> ${name}`))}]`;

async function countAttributes(
	{ trx }: ReportContext,
	{ values, facts, counted }: Conditions,
	when: When
): Promise<ConditionCount> {
	const names = [...new Set(attributesOf(when))];
	const kept = names.length === 1 ? values.get(names[0]!) : undefined;
	if (kept) return sumOf(kept.filter(({ value }) => matches(when, null, { [names[0]!]: value })));
	if (!facts.attributes.some(({ name }) => names.includes(name))) return NOBODY;
	const { rows } = await sql<Tuple>`
		SELECT ${toldOf(sql`d.attributes`, names)} AS told, count(*)::int AS leads,
			(count(*) FILTER (WHERE ${isClient}))::int AS clients
		FROM lead_rows l JOIN lead_details d USING (generation, lead_id)
		WHERE ${counted} AND d.attributes ?| ${names}::text[] GROUP BY 1`.execute(trx);
	return sumOf(rows.filter(({ told }) => matches(when, null, textsOf(names, told))));
}

function sumOf(list: readonly Counted[]): ConditionCount {
	const sum = { ...NOBODY };
	for (const { leads, clients } of list) {
		sum.leads += leads;
		sum.clients += clients;
	}
	return sum;
}

/** Of all that events of the activity told, what meets the conditions; then the leads that told it. */
async function countFields(
	{ trx }: ReportContext,
	{ counted }: Conditions,
	activity: string,
	where: AttributeCondition[]
): Promise<ConditionCount> {
	const names = [...new Set(where.map(({ attribute }) => attribute))];
	const told = toldOf(sql`e.attributes`, names);
	const all = await sql<{ told: (string | null)[] }>`
		SELECT DISTINCT ${told} AS told FROM events e
		WHERE e.type = 'activity' AND e.activity = ${activity} AND e.attributes ?& ${names}::text[]`.execute(trx);
	const meeting = all.rows.filter((row) => where.every((one) => holds(one, textsOf(names, row.told))));
	if (meeting.length === 0) return NOBODY;
	const { rows } = await sql<Counted>`
		SELECT count(DISTINCT l.lead_id)::int AS leads,
			(count(DISTINCT l.lead_id) FILTER (WHERE ${isClient}))::int AS clients
		FROM lead_rows l JOIN records r USING (lead_id) JOIN events e USING (record_id)
		WHERE ${counted} AND e.type = 'activity' AND e.activity = ${activity}
			AND to_jsonb(${told})::text = ANY (
				SELECT jsonb_array_elements(${JSON.stringify(meeting.map((row) => row.told))}::jsonb)::text
			)`.execute(trx);
	return exactly(rows[0]!);
}

/** Leads with the event that is asked for are replayed: what they had told by then is known in no other way. */
async function countReplayed(
	context: ReportContext,
	conditions: Conditions,
	when: { all: When[] },
	knockOut: boolean
): Promise<ConditionCount> {
	const candidates = await sql<{ lead_id: string; client: boolean }>`
		SELECT l.lead_id, ${isClient} AS client FROM lead_rows l
		WHERE ${conditions.counted} AND EXISTS (
			SELECT FROM records r JOIN events e USING (record_id) WHERE r.lead_id = l.lead_id AND ${isEventOf(when)}
		) ORDER BY l.lead_id`.execute(context.trx);
	const looked = candidates.rows.slice(0, MOST_REPLAYED);
	const events = await readEvents(
		context,
		looked.map(({ lead_id }) => lead_id)
	);
	const compiled = compileModel(modelOf(when));
	const meets = (id: string) => {
		const placed = placeEvents(events.get(id) ?? []).map(({ event }) => event);
		if (knockOut) return knockedOutBy([when], placed).length > 0;
		const watch = watchLead(compiled);
		let met = false;
		for (const event of placed) watch(event, () => (met = true));
		return met;
	};
	const meeting = looked.filter(({ lead_id }) => meets(lead_id));
	const scale = looked.length === 0 ? 1 : candidates.rows.length / looked.length;
	return {
		leads: Math.round(meeting.length * scale),
		clients: Math.round(meeting.filter(({ client }) => client).length * scale),
		isAbout: scale > 1
	};
}

/** The event that the first part about one asks for. */
function isEventOf(when: When): RawBuilder<boolean> {
	if ('all' in when) return isEventOf(when.all.find(isEventful)!);
	if ('event' in when) return sql`e.type = ${when.event}`;
	return sql`e.type = 'activity' AND e.activity = ${'activity' in when ? when.activity : ''}`;
}

const modelOf = (when: When) =>
	parseModel({
		name: 'one condition',
		groups: [{ key: 'group', label: '', kind: 'engagement', cap: 1 }],
		rules: [{ key: 'rule', label: '', group: 'group', points: 1, when }],
		thresholds: { warm: 1, hot: 1, mql: 1 }
	});
