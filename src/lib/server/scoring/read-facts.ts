/** What is known of the leads of a scope without a look at their events. */
import { setImmediate } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { stageIndex } from '#lib/funnel/stages.ts';
import type { LeadFacts } from '#lib/scoring/hits.ts';
import { columnOf, instants, integers, uuids, type Column } from '../db/array-columns.ts';
import { asOfMs, type ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { idList, idsInOrder, leadCount, type LeadIds } from './lead-ids.ts';

/** Leads in one row of the answer. */
const PART = 1 << 15;

interface PartRow {
	ids: Column;
	created: Column;
	decided: Column;
	ended: Column;
	/** Outcome, + 8 if sales accepted it, + 16 times the number of its channel. */
	what: Column;
}

interface Part {
	ids: LeadIds;
	created: Float64Array;
	decided: Float64Array;
	ended: Float64Array;
	what: Int32Array;
}

/** By creation, then by the hash of the external id of their first record. */
export async function readFacts(
	context: ReportContext,
	filters: Filters
): Promise<{ ids: LeadIds; facts: LeadFacts }> {
	const { where } = arrivalScope(context, filters);
	const { rows: names } = await sql<{ channel: string | null }>`
		SELECT DISTINCT l.channel FROM lead_rows l WHERE ${where}`.execute(context.trx);
	const numbers = Object.fromEntries(
		names.flatMap(({ channel }, i) => (channel === null ? [] : [[channel, i]]))
	);
	const none = names.findIndex(({ channel }) => channel === null);
	const { rows } = await sql<PartRow>`
		SELECT ${columnOf.uuid(sql`lead_id`)} AS ids, ${columnOf.instant(sql`created_at`)} AS created,
			${columnOf.instant(sql`decided_at`)} AS decided, ${columnOf.instant(sql`ended_at`)} AS ended,
			${columnOf.integer(sql`what`)} AS what
		FROM (
			SELECT l.lead_id, l.created_at, l.decided_at, CASE WHEN l.outcome_exact THEN l.outcome_at END AS ended_at,
				l.outcome + CASE WHEN ${isAccepted(context, filters)} THEN 8 ELSE 0 END
					+ 16 * coalesce(c.number, ${none}::int) AS what,
				(row_number() OVER (ORDER BY l.created_at, l.lead_id) - 1) / ${sql.lit(PART)} AS part
			FROM lead_rows l LEFT JOIN (SELECT key AS channel, value::int AS number
				FROM jsonb_each_text(${JSON.stringify(numbers)}::jsonb)) c ON c.channel = l.channel
			WHERE ${where}
		) leads GROUP BY part ORDER BY part`.execute(context.trx);
	const parts: Part[] = [];
	for (const row of rows) {
		parts.push({
			ids: uuids(row.ids),
			created: instants(row.created),
			decided: instants(row.decided),
			ended: instants(row.ended),
			what: integers(row.what)
		});
		await setImmediate();
	}
	const read = joined(parts);
	const order = await orderOf(context, read);
	const ids = idsInOrder(read.ids, order);
	await setImmediate();
	return {
		ids,
		facts: factsOf(
			read,
			order,
			names.map(({ channel }) => channel)
		)
	};
}

/** At some time, and not after an `asOf` that was asked for; acceptances whose day is not known count. */
function isAccepted(context: ReportContext, filters: Filters): RawBuilder<SqlBool> {
	if (filters.asOf === undefined) return sql`l.entered_sal IS NOT NULL`;
	const isUndated = sql`l.exact & ${sql.lit(1 << stageIndex.sal)} = 0`;
	return sql`l.entered_sal IS NOT NULL AND (${isUndated} OR l.entered_sal <= ${new Date(asOfMs(context, filters)!)})`;
}

function joined(parts: Part[]): Part {
	const n = parts.reduce((sum, { created }) => sum + created.length, 0);
	const all = {
		ids: Buffer.concat(parts.map(({ ids }) => ids)),
		created: new Float64Array(n),
		decided: new Float64Array(n),
		ended: new Float64Array(n),
		what: new Int32Array(n)
	};
	let at = 0;
	for (const part of parts) {
		for (const name of ['created', 'decided', 'ended', 'what'] as const) all[name].set(part[name], at);
		at += part.created.length;
	}
	return all;
}

/** Places in `read` by place: only leads that were created at the same moment have to be asked for. */
async function orderOf({ trx, generation }: ReportContext, { ids, created }: Part): Promise<Uint32Array> {
	const order = new Uint32Array(leadCount(ids)).map((_, i) => i);
	const alike = order.filter((i) => created[i] === created[i - 1] || created[i] === created[i + 1]);
	if (alike.length === 0) return order;
	await setImmediate();
	const list = idList(idsInOrder(ids, alike));
	const { rows } = await sql<{ order: Column }>`
		SELECT ${columnOf.integer(sql`place`)} AS order FROM (
			SELECT (t.place - 1)::int AS place
			FROM unnest(string_to_array(${list}, ',')::uuid[]) WITH ORDINALITY AS t (lead_id, place)
				JOIN lead_rows l ON l.lead_id = t.lead_id AND l.generation = ${generation} LEFT JOIN records r ON r.record_id = t.lead_id
			ORDER BY l.created_at, sha256(convert_to(coalesce(r.external_id, r.record_id::text), 'UTF8')), t.lead_id
		) sorted`.execute(trx);
	integers(rows[0]!.order).forEach((from, i) => (order[alike[i]!] = alike[from]!));
	return order;
}

/** Channels in the order in which leads come from them. */
function factsOf(
	{ created, decided, ended, what }: Part,
	order: Uint32Array,
	names: (string | null)[]
): LeadFacts {
	const n = order.length;
	const places: (number | undefined)[] = names.map(() => undefined);
	const facts = {
		createdAt: new Float64Array(n),
		decidedAfter: new Float64Array(n),
		outcome: new Uint8Array(n),
		outcomeAfter: new Float64Array(n),
		accepted: new Uint8Array(n),
		channel: new Uint16Array(n),
		channels: [] as (string | null)[]
	};
	for (let lead = 0; lead < n; lead++) {
		const from = order[lead]!;
		const after = decided[from]! - created[from]!;
		facts.createdAt[lead] = created[from]!;
		facts.decidedAfter[lead] = Number.isNaN(after) ? Infinity : after;
		facts.outcomeAfter[lead] = ended[from]! - created[from]!;
		facts.outcome[lead] = what[from]! & 7;
		facts.accepted[lead] = (what[from]! >> 3) & 1;
		const name = what[from]! >> 4;
		facts.channel[lead] = places[name] ??= facts.channels.push(names[name]!) - 1;
	}
	return facts;
}
