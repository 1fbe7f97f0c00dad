import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportContext } from './context.ts';
import { arrivalScope } from './lead-filter.ts';

/** Leads of the filters by their day of arrival, whatever the mode. */
export async function countArrived(context: ReportContext, filters: Filters): Promise<number> {
	const { where } = arrivalScope(context, filters);
	const { rows } = await sql<{ leads: number }>`
		SELECT count(*)::int AS leads FROM lead_rows l WHERE ${where}`.execute(context.trx);
	return rows[0]!.leads;
}
