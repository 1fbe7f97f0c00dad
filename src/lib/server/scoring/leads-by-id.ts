/** What is said of the leads behind a figure of the workbench. */
import { sql } from 'kysely';
import { outcomes, stages, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import type { ReportContext } from '../reports/context.ts';

export interface ScoredLead {
	/** Its place among the ids that were asked for. */
	at: number;
	id: string;
	name: string | null;
	/** Of its first record that has an id in its source. */
	record: string | null;
	channel: string | null;
	manager: string | null;
	createdAt: string;
	/** By the model that the lead rows were made with, as of now. */
	score: number | null;
	stage: Stage;
	outcome: Outcome;
}

/** In the order of `ids`; those that are gone are left out. */
export async function leadsById(context: ReportContext, ids: string[]): Promise<ScoredLead[]> {
	const { rows } = await sql<{
		at: number;
		id: string;
		name: string | null;
		record: string | null;
		channel: string | null;
		manager: string | null;
		created: Date;
		score: number | null;
		stage: number;
		outcome: number;
	}>`SELECT asked.place::int - 1 AS at, l.lead_id AS id, l.name, l.channel, l.manager, l.created_at AS created, l.score, l.stage, l.outcome,
			(SELECT min(r.external_id) FROM records r WHERE r.lead_id = l.lead_id) AS record
		FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS asked (lead_id, place)
		JOIN lead_rows l ON l.generation = ${context.generation} AND l.lead_id = asked.lead_id
		ORDER BY asked.place`.execute(context.trx);
	return rows.map(({ created, ...row }) => ({
		...row,
		createdAt: created.toISOString(),
		stage: stages[row.stage]!,
		outcome: outcomes[row.outcome]!
	}));
}
