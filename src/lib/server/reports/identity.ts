/** Who was taken for one person and why, what was undone, and which keys and companies several people share. */
import { sql, type RawBuilder } from 'kysely';
import { readEmail, readPhone } from '#lib/events/contacts.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import type {
	CompanyOfManagers,
	IdentityRecord,
	Join,
	Paged,
	SharedKey,
	UndoneJoin
} from '#lib/funnel/identity-view.ts';
import type { ReportContext } from './context.ts';
import { leadScope } from './lead-filter.ts';

const PAGE = 50;

export interface IdentityQuery {
	/** An e-mail, a phone or the external id of a record. */
	q?: string;
	/** Where the page starts: `next` of the one before. */
	after?: string;
}

/** All records, and the leads that they are. */
export async function countRecords(context: ReportContext): Promise<{ records: number; leads: number }> {
	const { rows } = await sql<{ records: number; leads: number }>`
		SELECT count(*)::int AS records, count(*) FILTER (WHERE record_id = lead_id)::int AS leads FROM records`.execute(
		context.trx
	);
	return rows[0]!;
}

/** Joins by lead, those of one lead together; a page has those of 50 leads. */
export async function listJoins(context: ReportContext, query: IdentityQuery): Promise<Paged<Join>> {
	const after = placeOf(query.after)[0];
	const found = query.q
		? sql`AND lead_id IN (SELECT n.lead_id FROM record_keys k JOIN records n USING (record_id)
			WHERE ${keyCondition(context, query, sql`k.key`)})`
		: sql``;
	// A record that is not named like its lead was joined: the index of these makes the first page cheap.
	const leads = await sql<{ lead_id: string }>`
		SELECT DISTINCT lead_id FROM records
		WHERE record_id <> lead_id ${after === undefined ? sql`` : sql`AND lead_id > ${after}::uuid`} ${found}
		ORDER BY lead_id LIMIT ${PAGE + 1}`.execute(context.trx);
	const shown = leads.rows.slice(0, PAGE).map((row) => row.lead_id);
	const { rows: page } = await sql<{ key: string; records: string[] }>`
		SELECT k.key, array_agg(k.record_id) AS records
		FROM records r JOIN record_keys k USING (record_id)
		WHERE r.lead_id = ANY (${shown}::uuid[]) AND ${keyCondition(context, query, sql`k.key`)}
			AND NOT EXISTS (SELECT FROM shared_keys s WHERE s.key = k.key)
			AND NOT EXISTS (SELECT FROM undone_joins u WHERE u.key = k.key AND u.record_id = k.record_id)
		GROUP BY r.lead_id, k.key HAVING count(*) > 1 ORDER BY r.lead_id, k.key`.execute(context.trx);
	const seen = await firstSeen(context, page);
	return {
		rows: page.map(({ key }) => {
			const records = seen.filter((one) => one.key === key);
			const second = records.map((one) => one.started_at?.getTime() ?? Infinity).sort((a, b) => a - b)[1]!;
			return {
				key,
				at: Number.isFinite(second) ? new Date(second).toISOString() : null,
				records: records.map((one) => ({
					...recordOf(one),
					load: one.load_id,
					file: one.file,
					line: one.line
				}))
			};
		}),
		next: leads.rows.length > PAGE ? writePlace([shown.at(-1)!]) : null
	};
}

interface RecordRow {
	record_id: string;
	source: string | null;
	external_id: string | null;
	lead_id: string;
	name: string | null;
}

const recordOf = (row: RecordRow): IdentityRecord => ({
	id: row.record_id,
	source: row.source,
	externalId: row.external_id,
	lead: row.lead_id,
	name: row.name
});

const recordColumns = sql`r.record_id, r.source, r.external_id, r.lead_id, l.name`;
const leadOfRecord = (context: ReportContext) =>
	sql`LEFT JOIN lead_rows l ON l.lead_id = r.lead_id AND l.generation = ${context.generation}`;

interface SeenRow extends RecordRow {
	key: string;
	load_id: number | null;
	line: number | null;
	file: string | null;
	started_at: Date | null;
}

/** The records of joins, each with the place that first gave it the key; ended versions of its events count too. */
async function firstSeen(
	context: ReportContext,
	joins: { key: string; records: string[] }[]
): Promise<SeenRow[]> {
	const pairs = joins.flatMap(({ key, records }) => records.map((record) => ({ key, record })));
	const { rows } = await sql<SeenRow>`
		SELECT p.key, ${recordColumns}, e.load_id, e.line, f.file, f.started_at
		FROM unnest(${pairs.map(({ key }) => key)}::text[], ${pairs.map(({ record }) => record)}::uuid[]) AS p (key, record_id)
			JOIN records r ON r.record_id = p.record_id ${leadOfRecord(context)}
			LEFT JOIN LATERAL (
				SELECT load_id, line FROM events WHERE record_id = p.record_id AND p.key = ANY (contacts)
				UNION ALL
				SELECT load_id, line FROM event_versions WHERE record_id = p.record_id AND p.key = ANY (contacts)
				ORDER BY load_id, line LIMIT 1
			) e ON true
			LEFT JOIN loads f ON f.id = e.load_id
		ORDER BY p.key, e.load_id, e.line, r.record_id`.execute(context.trx);
	return rows;
}

/** Undone joins, the newest first. */
export async function listUndone(context: ReportContext, query: IdentityQuery): Promise<Paged<UndoneJoin>> {
	const [at, record, key] = placeOf(query.after);
	const beyond =
		key === undefined
			? sql``
			: sql`AND (u.undone_at, u.record_id, u.key) < (${at}::timestamptz, ${record}::uuid, ${key})`;
	const wanted = sql`${keyCondition(context, query, sql`u.key`)} ${beyond}`;
	const rows = await readUndone(context, wanted, sql`LIMIT ${PAGE + 1}`);
	const page = rows.slice(0, PAGE);
	const last = page.at(-1);
	return {
		rows: page.map(undoneOf),
		next: rows.length > PAGE && last ? writePlace([last.place, last.record_id, last.key]) : null
	};
}

/** Undone joins of the keys that the records of a lead carry. */
export async function undoneJoinsOf(context: ReportContext, lead: string): Promise<UndoneJoin[]> {
	const ofLead = sql`u.key IN (SELECT k.key FROM records n JOIN record_keys k USING (record_id)
		WHERE n.lead_id = ${lead}::uuid)`;
	return (await readUndone(context, ofLead, sql``)).map(undoneOf);
}

interface UndoneRow extends RecordRow {
	key: string;
	undone_at: Date;
	place: string;
	others: RecordRow[];
}

async function readUndone(
	context: ReportContext,
	condition: RawBuilder<unknown>,
	limit: RawBuilder<unknown>
): Promise<UndoneRow[]> {
	const { rows } = await sql<UndoneRow>`
		SELECT u.key, u.undone_at, u.undone_at::text AS place, ${recordColumns}, coalesce((
				SELECT jsonb_agg(to_jsonb(o)) FROM (
					SELECT ${recordColumns} FROM record_keys k JOIN records r USING (record_id) ${leadOfRecord(context)}
					WHERE k.key = u.key AND k.record_id <> u.record_id ORDER BY k.record_id LIMIT 5
				) o), '[]') AS others
		FROM undone_joins u JOIN records r USING (record_id) ${leadOfRecord(context)}
		WHERE ${condition} ORDER BY u.undone_at DESC, u.record_id DESC, u.key DESC ${limit}`.execute(context.trx);
	return rows;
}

const undoneOf = (row: UndoneRow): UndoneJoin => ({
	key: row.key,
	at: row.undone_at.toISOString(),
	record: recordOf(row),
	others: row.others.map(recordOf)
});

/** Keys that join nothing because many records carry them, those of most records first. */
export async function listSharedKeys(
	context: ReportContext,
	query: IdentityQuery
): Promise<Paged<SharedKey>> {
	const [records, key] = placeOf(query.after);
	const beyond =
		key === undefined
			? sql``
			: sql`WHERE records < ${records}::int OR (records = ${records}::int AND key > ${key})`;
	const { rows } = await sql<{ key: string; records: number; examples: RecordRow[] }>`
		SELECT key, records, (
			SELECT jsonb_agg(to_jsonb(o)) FROM (
				SELECT ${recordColumns} FROM record_keys k JOIN records r USING (record_id) ${leadOfRecord(context)}
				WHERE k.key = c.key ORDER BY k.record_id LIMIT 3
			) o) AS examples
		FROM (
			SELECT * FROM (
				SELECT s.key, (SELECT count(*)::int FROM record_keys k WHERE k.key = s.key) AS records FROM shared_keys s
				WHERE ${keyCondition(context, query, sql`s.key`)}
			) counted ${beyond} ORDER BY records DESC, key LIMIT ${PAGE + 1}
		) c ORDER BY records DESC, key`.execute(context.trx);
	const page = rows.slice(0, PAGE);
	const last = page.at(-1);
	return {
		rows: page.map((row) => ({ key: row.key, records: row.records, examples: row.examples.map(recordOf) })),
		next: rows.length > PAGE && last ? writePlace([String(last.records), last.key]) : null
	};
}

/**
 * Companies with leads at two managers or more, those with most open leads first. Spellings that differ in capitals
 * and outer blanks only are one company; leads without a manager do not count.
 */
export async function listCompanies(
	context: ReportContext,
	query: IdentityQuery
): Promise<Paged<CompanyOfManagers>> {
	const name = sql`lower(btrim(l.company))`;
	const [open, leads, after] = placeOf(query.after);
	const place = sql`(-count(*) FILTER (WHERE l.outcome = 0), -count(*), ${name})`;
	const beyond =
		after === undefined
			? sql``
			: sql`AND ${place} > (${-Number(open)}::int8, ${-Number(leads)}::int8, ${after})`;
	const { where } = leadScope(context, filtersSchema.parse({}));
	const crowded = await sql<{ name: string; leads: number; open: number }>`
		SELECT ${name} AS name, count(*)::int AS leads, count(*) FILTER (WHERE l.outcome = 0)::int AS open
		FROM lead_rows l
		WHERE ${where} AND l.company IS NOT NULL AND l.manager IS NOT NULL
			${query.q ? sql`AND ${name} = lower(btrim(${query.q}))` : sql``}
		GROUP BY 1 HAVING min(l.manager) <> max(l.manager) ${beyond}
		ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${PAGE + 1}`.execute(context.trx);
	const page = crowded.rows.slice(0, PAGE);
	const { rows: lines } = await sql<{
		name: string;
		company: string;
		manager: string;
		leads: number;
		open: number;
	}>`
		SELECT ${name} AS name, l.company, l.manager, count(*)::int AS leads,
			count(*) FILTER (WHERE l.outcome = 0)::int AS open
		FROM lead_rows l
		WHERE ${where} AND l.manager IS NOT NULL AND ${name} = ANY (${page.map((row) => row.name)}::text[])
		GROUP BY 1, 2, 3 ORDER BY leads DESC, company, manager`.execute(context.trx);
	const byName = Map.groupBy(lines, (line) => line.name);
	const last = page.at(-1);
	return {
		rows: page.map(({ name, leads, open }) => {
			const ofCompany = byName.get(name)!;
			return {
				company: ofCompany[0]!.company,
				spellings: [...new Set(ofCompany.map((line) => line.company))],
				managers: [...Map.groupBy(ofCompany, (line) => line.manager)].map(([manager, theirs]) => ({
					manager,
					leads: sum(theirs.map((line) => line.leads)),
					open: sum(theirs.map((line) => line.open))
				})),
				leads,
				open
			};
		}),
		next:
			crowded.rows.length > PAGE && last
				? writePlace([String(last.open), String(last.leads), last.name])
				: null
	};
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** Whether a key is the one searched for, or one of the record with that external id; true without a search. */
function keyCondition(
	context: ReportContext,
	{ q }: IdentityQuery,
	key: RawBuilder<string>
): RawBuilder<boolean> {
	if (!q) return sql`true`;
	const email = readEmail(q);
	if (email !== null) return sql`${key} = ${email}`;
	return sql`${key} IN (SELECT ${readPhone(q, context.config.country)}::text UNION ALL
		SELECT i.key FROM record_keys i JOIN records n USING (record_id) WHERE n.external_id = ${q})`;
}

const writePlace = (place: string[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The parts of a place in a list; none if it is not one. */
function placeOf(after: string | undefined): string[] {
	try {
		const place: unknown = JSON.parse(Buffer.from(after ?? '', 'base64url').toString());
		return Array.isArray(place) && place.every((part) => typeof part === 'string') ? place : [];
	} catch {
		return [];
	}
}
