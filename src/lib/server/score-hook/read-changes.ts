/** The leads whose temperature is another one than other systems were told. */
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
	records: ChangedRecord[];
}

/** Leads that are read at once; the rest is found by the next look. */
const MOST = 10_000;

const codes = (context: ReportContext) =>
	sql<number>`array_position(ARRAY[${sql.join(temperatures.map((name) => sql.lit(name)))}], ${temperatureOf(context)}) - 1`;

/** The hottest first. */
export async function readChanges(context: ReportContext, most = MOST): Promise<Change[]> {
	const { rows } = await sql<{
		lead_id: string;
		code: number;
		before: number;
		score: number;
		fit: number;
		engagement: number;
		records: { source: string | null; id: string }[] | null;
	}>`SELECT c.*, (SELECT jsonb_agg(jsonb_build_object('source', r.source, 'id', r.external_id) ORDER BY r.source, r.external_id)
			FROM records r WHERE r.lead_id = c.lead_id AND r.external_id IS NOT NULL) AS records
		FROM (
			SELECT l.lead_id, ${codes(context)} AS code, coalesce(t.temperature, 0) AS before, l.score, l.fit, l.engagement
			FROM lead_rows l LEFT JOIN told_scores t ON t.lead_id = l.lead_id
			WHERE l.generation = ${context.generation} AND l.score IS NOT NULL
		) c WHERE c.code <> c.before ORDER BY c.code DESC, c.lead_id LIMIT ${most}`.execute(context.trx);
	const at = new Date(context.newest ?? 0).toISOString();
	return rows.map(({ lead_id: lead, code, before, score, fit, engagement, records }) => ({
		lead,
		temperature: code,
		records: (records ?? [{ source: null, id: null }]).map((record) => ({
			lead,
			...record,
			temperature: temperatures[code]!,
			before: temperatures[before]!,
			...{ score, fit, engagement, at }
		}))
	}));
}

/** Every lead that is warm or hot now. */
export async function readWarm(context: ReportContext): Promise<Told[]> {
	const { rows } = await sql<Told>`
		SELECT c.lead, c.temperature FROM (
			SELECT l.lead_id AS lead, ${codes(context)} AS temperature FROM lead_rows l
			WHERE l.generation = ${context.generation} AND l.score IS NOT NULL
		) c WHERE c.temperature > 0`.execute(context.trx);
	return rows;
}
