/** What a client brings and what a lead handed over costs, as the settings and the data say. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { Worth } from '#lib/scoring/profit.ts';
import { fromMinor } from '#lib/stats/money.ts';
import type { ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { isSold } from './average-sale.ts';

/**
 * The margin on the mean amount of the clients of the filters that have one, and the cost of a lead (settings); or what is
 * not known: `cost` of a lead, or the `money` of any client.
 */
export async function worthOf(context: ReportContext, filters: Filters): Promise<Worth | 'cost' | 'money'> {
	const { margin, scoring } = context.settings;
	if (scoring.costPerLead === null) return 'cost';
	const { where } = arrivalScope(context, filters);
	const { rows } = await sql<{ mean: number | null }>`
		SELECT avg(l.amount_minor)::float8 AS mean FROM lead_rows l
		WHERE ${where} AND ${isSold(context, filters)}`.execute(context.trx);
	const { mean } = rows[0]!;
	if (mean === null) return 'money';
	return { perClient: margin * fromMinor(mean, context.digits), perLead: scoring.costPerLead };
}
