/** The records whose lead has another temperature than other systems were told. */
import { sql } from 'kysely';
import { temperatures, type Temperature } from '#lib/filters/names.ts';
import { temperatureOf } from '../leads/list.ts';
import type { ReportContext } from '../reports/context.ts';
import type { Told } from './hook-state.ts';

/** One record of a lead, as a receiver knows it. */
export interface ChangedRecord {
	/** Id of the lead here, the same for all its records. */
	lead: string;
	/** Of the record; null for a lead that is known by e-mail or phone only. */
	source: string | null;
	id: string | null;
	temperature: Temperature;
	/** As it was told last; a lead that was never told of was cold. */
	before: Temperature;
	/** At its last event. */
	score: number;
	fit: number;
	engagement: number;
	/** The moment at which it has this temperature: that the data go up to. */
	at: string;
}

export interface Change extends Told {
	said: ChangedRecord;
}

/** Records that are read at once; the rest is found by the next look. */
const MOST = 10_000;

const codes = (context: ReportContext) =>
	sql<number>`array_position(ARRAY[${sql.join(temperatures.map((name) => sql.lit(name)))}], ${temperatureOf(context)}) - 1`;

/** Of the records `r` of a lead those that a receiver knows: with an external id, or else the one that names the lead. */
const isKnown = sql`(r.external_id IS NOT NULL OR (r.record_id = r.lead_id AND NOT EXISTS
	(SELECT FROM records o WHERE o.lead_id = r.lead_id AND o.external_id IS NOT NULL)))`;

/** The hottest first. */
export async function readChanges(context: ReportContext, most = MOST): Promise<Change[]> {
	const { rows } = await sql<{
		lead_id: string;
		record_id: string;
		source: string | null;
		external_id: string | null;
		code: number;
		before: number;
		score: number;
		fit: number;
		engagement: number;
	}>`WITH leads AS (
			SELECT l.lead_id, ${codes(context)} AS code, l.score, l.fit, l.engagement FROM lead_rows l
			WHERE l.generation = ${context.generation} AND l.score IS NOT NULL
		), told AS (
			SELECT r.lead_id FROM told_scores t JOIN records r USING (record_id) WHERE t.temperature > 0
		)
		SELECT l.*, r.record_id, r.source, r.external_id, coalesce(t.temperature, 0) AS before
		FROM leads l JOIN records r ON r.lead_id = l.lead_id LEFT JOIN told_scores t ON t.record_id = r.record_id
		WHERE (l.code > 0 OR l.lead_id IN (SELECT lead_id FROM told)) AND l.code <> coalesce(t.temperature, 0)
			AND ${isKnown}
		ORDER BY l.code DESC, l.lead_id, r.source, r.external_id LIMIT ${most}`.execute(context.trx);
	const at = new Date(context.newest ?? 0).toISOString();
	return rows.map(
		({ lead_id: lead, record_id: record, source, external_id: id, code, before, ...scored }) => ({
			...{ record, lead, temperature: code },
			said: {
				...{ lead, source: id === null ? null : source, id },
				...{ temperature: temperatures[code]!, before: temperatures[before]! },
				...{ score: scored.score, fit: scored.fit, engagement: scored.engagement, at }
			}
		})
	);
}

/** Every record of a lead that is warm or hot now. */
export async function readWarm(context: ReportContext): Promise<Told[]> {
	const { rows } = await sql<Told>`
		SELECT r.record_id AS record, c.lead, c.temperature FROM (
			SELECT l.lead_id AS lead, ${codes(context)} AS temperature FROM lead_rows l
			WHERE l.generation = ${context.generation} AND l.score IS NOT NULL
		) c JOIN records r ON r.lead_id = c.lead WHERE c.temperature > 0 AND ${isKnown}`.execute(context.trx);
	return rows;
}
