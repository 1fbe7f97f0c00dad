/** Events of many leads, a portion of the log at a time: the server reads the next while one is looked at. */
import { setImmediate } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { EventType } from '#lib/events/event.ts';
import { beginnings, columnOf, days, instants, uuids, type Column } from '../db/array-columns.ts';
import { giveWay } from '../give-way.ts';
import type { ReportContext } from '../reports/context.ts';
import { idList, leadCount, placeFinder, type LeadIds, type PlaceFinder } from './lead-ids.ts';

/** Which events `e` are wanted, and what is told of their attributes. */
export interface WantedEvents {
	where: RawBuilder<SqlBool>;
	/** jsonb */
	told: RawBuilder<unknown>;
}

/** Events that look the same. */
export interface AlikeEvents {
	type: EventType;
	activity: string | null;
	/** JSON */
	told: string | null;
	/** Approximate outcomes, whose place depends on the other events of their row. */
	late: boolean;
	/** Place of the lead of each; -1: none of those asked for. */
	places: Int32Array;
	/** NaN: a mere date, in `days`. */
	ms: Float64Array;
	/** Since 1970; null: none is a mere date. */
	days: Int32Array | null;
	/** The beginning of the key of each: what orders events of one time and type. */
	keys: Float64Array;
}

/** Pages of the log, or leads, that one statement reads. */
const PAGES = 1024;
const LEADS = 5000;
/** Leads are looked up one by one if they are less than this part of all records. */
const FEW = 1 / 12;

/** The wanted events of the leads `ids`, in no order. */
export async function* eventPortions(
	context: ReportContext,
	ids: LeadIds,
	wanted: WantedEvents
): AsyncGenerator<AlikeEvents[]> {
	const count = leadCount(ids);
	if (count === 0) return;
	const { records, pages } = await sizes(context);
	// A table that is kept elsewhere, in partitions or on other servers, has no pages of its own.
	const few = count < records * FEW || pages === 0;
	const finder = few ? await giveWay(placeFinder(ids)) : await placesOfRecords(context, ids);
	const parts = Math.ceil(few ? count / LEADS : pages / PAGES);
	const ask = (part: number) => {
		const asked = few
			? readLeads(context, ids.subarray(part * LEADS * 16, (part + 1) * LEADS * 16), wanted)
			: readPages(context, part * PAGES, (part + 1) * PAGES, wanted);
		// It may fail while the one before is looked at: who waits for it is told.
		asked.catch(() => {});
		return asked;
	};
	const before = await setSorting(context, 'off');
	try {
		let next = ask(0);
		for (let part = 0; part < parts; part++) {
			const rows = await next;
			if (part + 1 < parts) next = ask(part + 1);
			yield rows.map((row) => alikeEvents(row, finder));
			await setImmediate();
		}
	} finally {
		// After an error of the server the transaction has ended, and its setting with it.
		await setSorting(context, before).catch(() => {});
	}
}

/** Groups are few, but the planner expects so many that it would sort the events by their JSON. Returns what it was. */
async function setSorting({ trx }: ReportContext, to: string): Promise<string> {
	const { rows } = await sql<{ before: string }>`
		SELECT before, set_config('enable_sort', ${to}::text, true)
		FROM (SELECT current_setting('enable_sort') AS before OFFSET 0) setting`.execute(trx);
	return rows[0]!.before;
}

interface AlikeRow {
	type: EventType;
	activity: string | null;
	told: string | null;
	late: boolean;
	records: Column;
	at: Column;
	day: Column;
	keys: Column;
}

function alikeEvents({ records, at, day, keys, ...alike }: AlikeRow, finder: PlaceFinder): AlikeEvents {
	return {
		...alike,
		places: finder.places(uuids(records)),
		ms: instants(at),
		days: day === null ? null : days(day),
		keys: beginnings(keys)
	};
}

/** `from`: tables with `records` or events `e` and a condition; `id`: of the record or its lead. */
async function readAlike(
	{ trx }: ReportContext,
	id: RawBuilder<unknown>,
	from: RawBuilder<unknown>,
	{ where, told }: WantedEvents
): Promise<AlikeRow[]> {
	const { rows } = await sql<AlikeRow>`
		SELECT type, activity, told::text AS told, late, ${columnOf.uuid(sql`id`)} AS records,
			${columnOf.instant(sql`at`)} AS at, CASE WHEN count(day) > 0 THEN ${columnOf.day(sql`day`)} END AS day,
			${columnOf.beginning(sql`event_key`)} AS keys
		FROM (
			SELECT ${id} AS id, e.at, e.day, e.event_key, e.type, e.activity, ${told} AS told,
				e.approximate AND e.row_key IS NOT NULL AND e.type IN ('client', 'refused', 'unfit', 'junk') AS late
			FROM ${from} AND (${where})
		) wanted GROUP BY type, activity, wanted.told, late`.execute(trx);
	return rows;
}

const readPages = (context: ReportContext, from: number, to: number, wanted: WantedEvents) =>
	readAlike(
		context,
		sql`e.record_id`,
		sql`events e WHERE e.ctid >= ${`(${from},0)`}::tid AND e.ctid < ${`(${to},0)`}::tid`,
		wanted
	);

function readLeads(context: ReportContext, ids: LeadIds, wanted: WantedEvents) {
	const from = sql`unnest(string_to_array(${idList(ids)}, ',')::uuid[]) AS b (lead_id)
		JOIN records r USING (lead_id) JOIN events e USING (record_id) WHERE true`;
	return readAlike(context, sql`lead_id`, from, wanted);
}

/** Pages hold all that the transaction sees: its snapshot was taken before. */
async function sizes({ trx }: ReportContext): Promise<{ records: number; pages: number }> {
	const { rows } = await sql<{ records: number; pages: number }>`SELECT
		(SELECT count(*) FROM records)::int AS records,
		(pg_relation_size('events') / current_setting('block_size')::int)::int AS pages`.execute(trx);
	return rows[0]!;
}

/** Many records are named like their lead; the others have to be known. */
async function placesOfRecords({ trx }: ReportContext, ids: LeadIds): Promise<PlaceFinder> {
	const { rows } = await sql<{ records: Column; leads: Column }>`
		SELECT ${columnOf.uuid(sql`record_id`)} AS records, ${columnOf.uuid(sql`lead_id`)} AS leads
		FROM records WHERE record_id <> lead_id
		GROUP BY get_byte(uuid_send(record_id), 15) & 15`.execute(trx);
	return giveWay(finderWith(ids, rows));
}

function* finderWith(ids: LeadIds, rows: { records: Column; leads: Column }[]) {
	const others: { records: LeadIds; leads: LeadIds }[] = [];
	for (const { records, leads } of rows) {
		others.push({ records: uuids(records), leads: uuids(leads) });
		yield;
	}
	const finder = yield* placeFinder(
		ids,
		others.reduce((sum, { records }) => sum + leadCount(records), 0)
	);
	// All are looked up before any is added: a record may be named like a lead that it is none of.
	const places: Int32Array[] = [];
	for (const { leads } of others) {
		places.push(finder.places(leads));
		yield;
	}
	for (const [part, { records }] of others.entries()) {
		finder.add(records, places[part]!);
		yield;
	}
	return finder;
}
