/** The leads that a sales rep took over and gave away (see managers/rep-handovers.ts), from who had each lead when. */
import { sql } from 'kysely';
import { outcomes } from '#lib/funnel/stages.ts';
import { handovers, type HandoverCounts } from '#lib/managers/rep-handovers.ts';
import type { Fate, Handovers } from '#lib/managers/rep-report.ts';
import type { ReportContext } from './context.ts';
import { isKeptBy, isTakenOver } from './handed-scope.ts';
import type { Peers } from './manager-peers.ts';

const CLIENT = sql.lit(outcomes.indexOf('client'));

/** Of the leads of the filters, whoever has them now. */
export async function managerHandovers(
	context: ReportContext,
	{ leads }: Pick<Peers, 'leads'>,
	name: string
): Promise<Handovers> {
	const { rows } = await sql<HandoverCounts>`
		SELECT direction, person, stage, count(DISTINCT lead_id)::int AS leads, count(*)::int AS times,
			(count(DISTINCT lead_id) FILTER (WHERE outcome = ${CLIENT}))::int AS clients,
			(count(DISTINCT lead_id) FILTER (WHERE outcome > ${CLIENT}))::int AS lost,
			(count(DISTINCT lead_id) FILTER (WHERE outcome < ${CLIENT}))::int AS open
		FROM (
			SELECT l.lead_id, a.stage, ${leads.outcome} AS outcome,
				CASE WHEN a.manager = ${name} THEN 'taken' ELSE 'given' END AS direction,
				CASE WHEN a.manager = ${name} THEN a.previous ELSE a.manager END AS person
			FROM assignments a JOIN lead_rows l USING (lead_id)
			WHERE a.generation = ${context.generation} AND ${leads.where}
				AND (a.manager = ${name} OR a.previous = ${name}) AND ${isTakenOver}
		) h
		GROUP BY GROUPING SETS ((direction), (direction, person), (direction, stage))`.execute(context.trx);
	const kept = await sql<Fate>`
		SELECT count(*)::int AS leads, (count(*) FILTER (WHERE outcome = ${CLIENT}))::int AS clients,
			(count(*) FILTER (WHERE outcome > ${CLIENT}))::int AS lost,
			(count(*) FILTER (WHERE outcome < ${CLIENT}))::int AS open
		FROM (SELECT ${leads.outcome} AS outcome FROM lead_rows l WHERE ${leads.where} AND ${isKeptBy(context, name)}) k`.execute(
		context.trx
	);
	return handovers(rows, kept.rows[0]!);
}
