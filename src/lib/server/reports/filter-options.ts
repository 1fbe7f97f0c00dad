/** The values to choose from in the filter bar. */
import { sql } from 'kysely';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { ReportContext } from './context.ts';
import { valueOf } from './lead-filter.ts';

const MOST = 50;

/** At most 50 values of a filter with the leads that have them, the commonest first; `search` is a part of the value. */
export async function filterOptions(
	context: ReportContext,
	name: string,
	search: string
): Promise<{ value: string | null; leads: number }[]> {
	const value = valueOf(name, context, filtersSchema.parse({}));
	const { rows } = await sql<{ value: string | null; leads: number }>`
		SELECT * FROM (
			SELECT ${value} AS value, count(*)::int AS leads FROM lead_rows l
			WHERE l.generation = ${context.generation} GROUP BY 1
		) v WHERE ${search} = '' OR strpos(lower(value), lower(${search})) > 0
		ORDER BY leads DESC, value LIMIT ${MOST}`.execute(context.trx);
	return rows;
}

/** Names of the attributes that leads have, in alphabetical order, taken from a sample of 10,000 leads. */
export async function attributeNames(context: ReportContext): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		SELECT DISTINCT jsonb_object_keys(attributes) AS name FROM (
			SELECT attributes FROM lead_details
			WHERE generation = ${context.generation} AND attributes IS NOT NULL LIMIT 10000
		) d ORDER BY 1`.execute(context.trx);
	return rows.map((row) => row.name);
}
