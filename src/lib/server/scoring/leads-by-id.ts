/** What a list of leads behind a figure of the workbench shows. */
import { sql } from 'kysely';
import { outcomes, stages, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import type { ReportContext } from '../reports/context.ts';

export interface ScoredLead {
	id: string;
	name: string | null;
	/** Of its first record that has an id in its source. */
	record: string | null;
	channel: string | null;
	/** By the model that the lead rows were made with, as of now. */
	score: number | null;
	stage: Stage;
	outcome: Outcome;
}

/** In the order of `ids`; those that are gone are left out. */
export async function leadsById(context: ReportContext, ids: string[]): Promise<ScoredLead[]> {
	const { rows } = await sql<{
		id: string;
		name: string | null;
		record: string | null;
		channel: string | null;
		score: number | null;
		stage: number;
		outcome: number;
	}>`SELECT l.lead_id AS id, l.name, l.channel, l.score, l.stage, l.outcome,
			(SELECT min(r.external_id) FROM records r WHERE r.lead_id = l.lead_id) AS record
		FROM lead_rows l
		WHERE l.generation = ${context.generation} AND l.lead_id = ANY (${ids}::uuid[])
		ORDER BY array_position(${ids}::uuid[], l.lead_id)`.execute(context.trx);
	return rows.map((row) => ({ ...row, stage: stages[row.stage]!, outcome: outcomes[row.outcome]! }));
}
