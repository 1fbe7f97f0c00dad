/** The score of one lead as its page and the API show it. */
import { sql } from 'kysely';
import { placeEvents } from '#lib/funnel/replay.ts';
import { leadScore, type LeadScore } from '#lib/scoring/lead-score.ts';
import type { LeadScoreAnswer } from '#lib/scoring/lead-score-view.ts';
import type { ReportContext } from '../reports/context.ts';
import { readEvents } from '../scoring/whole-events.ts';
import { isLeadId } from './detail.ts';

/** The lead that a record belongs to, with its score by the model of the lead rows at the date the data go up to; null if there is no such lead. */
export async function readLeadScore(context: ReportContext, id: string): Promise<LeadScoreAnswer | null> {
	if (!isLeadId(id)) return null;
	const { rows } = await sql<{ lead_id: string }>`
		SELECT l.lead_id FROM records o JOIN lead_rows l USING (lead_id)
		WHERE o.record_id = ${id}::uuid AND l.generation = ${context.generation}`.execute(context.trx);
	const lead = rows[0]?.lead_id;
	if (lead === undefined) return null;
	const { scoreModel: model, newest } = context;
	if (!model) return { lead, model: null, score: null };
	const events = (await readEvents(context, [lead])).get(lead) ?? [];
	return { lead, model: context.model, score: viewOf(leadScore(placeEvents(events), model, newest ?? 0)) };
}

const iso = (ms: number) => new Date(ms).toISOString();

const viewOf = ({ at, until, steps, crossings, line, ...rest }: LeadScore): LeadScoreAnswer['score'] => ({
	...rest,
	at: iso(at),
	until: until === null ? null : iso(until),
	steps: steps.map(({ ms, ...step }) => ({ at: iso(ms), ...step })),
	crossings: crossings.map(({ ms, ...crossing }) => ({ at: iso(ms), ...crossing })),
	line: line.map(({ ms, score }) => ({ at: iso(ms), score }))
});
