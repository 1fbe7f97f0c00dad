/** How the leads of a sales rep are worked, beside those of the others (see managers/rep-work.ts). */
import { sql, type Expression, type SqlBool } from 'kysely';
import { repWork, type WaitingWork, type WorkCounts } from '#lib/managers/rep-work.ts';
import type { Work } from '#lib/managers/rep-report.ts';
import { giveWay } from '../give-way.ts';
import { durationColumn } from '../leads/lead-row.ts';
import { ageingScope } from './ageing-scope.ts';
import type { ReportContext } from './context.ts';
import type { Peers } from './manager-peers.ts';
import { hasOpenMissedCall, hasMissedCall } from './missed-calls.ts';
import { readNumbers } from './read-numbers.ts';
import { responseScope } from './response-scope.ts';

type Condition = Expression<SqlBool>;

const count = (condition: Condition) => sql`(count(*) FILTER (WHERE ${condition}))::int`;

interface WorkReport {
	own: Work;
	others: Work;
}

export async function managerWork(context: ReportContext, peers: Peers): Promise<WorkReport> {
	const counts = await readCounts(context, peers);
	const waiting = await readWaiting(context, peers);
	const of = (own: boolean) =>
		repWork(
			counts.find((row) => row.own === own),
			waiting.find((row) => row.own === own),
			context.digits
		);
	return { own: of(true), others: of(false) };
}

type Lists = 'wallMinutes' | 'workingMinutes' | 'toClient' | 'acceptedToClient';

async function readCounts(context: ReportContext, peers: Peers): Promise<(WorkCounts & { own: boolean })[]> {
	const { contact, isClient } = responseScope(context, peers.filters);
	const list = (column: string, condition: Condition) =>
		sql`(array_agg(${sql.ref(`l.${column}`)}) FILTER (WHERE ${condition} AND ${sql.ref(`l.${column}`)} IS NOT NULL))::text`;
	const answered = sql<SqlBool>`${contact.reached} AND l.contact_minutes IS NOT NULL`;
	const acceptedToClient = context.recorded.has('sal')
		? list(durationColumn('sal', 'client'), isClient)
		: sql`NULL`;
	const { rows } = await sql<
		Omit<WorkCounts, Lists> & { own: boolean; accepts: boolean } & Record<Lists, string | null>
	>`
		SELECT ${peers.isOwn} AS own, count(*)::int AS leads,
			${count(contact.reached)} AS reached, ${count(contact.missed)} AS missed,
			coalesce(sum(l.contact_attempts), 0)::int AS attempts,
			coalesce(sum(l.sales_activities), 0)::int AS activities,
			${count(hasMissedCall)} AS "missedCalls",
			count(l.lead_card)::int AS "leadCards", avg(l.lead_card) AS "leadCard",
			${count(sql<SqlBool>`${isClient} AND l.client_card IS NOT NULL`)} AS "clientCards",
			avg(l.client_card) FILTER (WHERE ${isClient}) AS "clientCard",
			${count(sql<SqlBool>`${isClient} AND l.amount_minor IS NOT NULL`)} AS sales,
			coalesce(sum(l.amount_minor) FILTER (WHERE ${isClient}), 0)::float8 AS "salesMinor",
			${list('contact_minutes', answered)} AS "wallMinutes",
			${list('contact_work_minutes', answered)} AS "workingMinutes",
			${list(durationColumn('lead', 'client'), isClient)} AS "toClient",
			${acceptedToClient} AS "acceptedToClient", ${context.recorded.has('sal')} AS accepts
		FROM lead_rows l WHERE ${peers.where} GROUP BY 1`.execute(context.trx);
	return giveWay(
		(function* () {
			const found = [];
			for (const { accepts, ...row } of rows)
				found.push({
					...row,
					wallMinutes: yield* sorted(row.wallMinutes),
					workingMinutes: yield* sorted(row.workingMinutes),
					toClient: yield* sorted(row.toClient),
					acceptedToClient: accepts ? yield* sorted(row.acceptedToClient) : null
				});
			return found;
		})()
	);
}

function* sorted(array: string | null): Generator<void, Float64Array> {
	const numbers = readNumbers(array);
	yield;
	numbers.sort();
	yield;
	return numbers;
}

/** Open leads as they stand now: the window does not count. */
async function readWaiting(
	context: ReportContext,
	peers: Peers
): Promise<(WaitingWork & { own: boolean })[]> {
	const scope = await ageingScope(context, peers.filters);
	const { where, contact } = responseScope(context, peers.filters);
	const { rows } = await sql<WaitingWork & { own: boolean }>`
		SELECT ${peers.isOwn} AS own, count(*)::int AS open,
			${count(sql<SqlBool>`${where} AND ${contact.untried}`)} AS untried,
			${count(sql<SqlBool>`${where} AND ${contact.missed}`)} AS unreached,
			${count(scope.isOverdue)} AS overdue,
			${count(hasOpenMissedCall)} AS "openMissedCalls"
		FROM lead_rows l WHERE ${scope.where} AND ${peers.ofGroup} AND ${scope.isOpen} GROUP BY 1`.execute(
		context.trx
	);
	return rows;
}
