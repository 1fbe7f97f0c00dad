import { sql } from 'kysely';
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { ReportContext } from './context.ts';

/** The day (of the zone) on which a model last went live; null if it never did. */
export async function publishedAt(
	context: ReportContext,
	{ name, version }: ScoreModel
): Promise<string | null> {
	const { rows } = await sql<{ day: string | null }>`
		SELECT (max(published_at) AT TIME ZONE ${context.config.timezone}::text)::date::text AS day
		FROM publications WHERE name = ${name} AND version = ${version}`.execute(context.trx);
	return rows[0]!.day;
}
