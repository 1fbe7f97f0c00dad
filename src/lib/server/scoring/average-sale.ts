import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import type { ReportContext } from '../reports/context.ts';

/** Revenue by client, in the reporting currency, of the leads that came in the range; null where none has an amount. */
export async function averageSale(context: ReportContext, filters: Filters): Promise<number | null> {
	const { where } = arrivalScope(context, filters);
	const { rows } = await sql<{ clients: number; minor: number }>`
		SELECT count(*)::int AS clients, coalesce(sum(l.amount_minor), 0)::float8 AS minor
		FROM lead_rows l
		WHERE ${where} AND l.outcome = ${sql.lit(outcomes.indexOf('client'))}`.execute(context.trx);
	const { clients, minor } = rows[0]!;
	return minor > 0 ? fromMinor(minor / clients, context.digits) : null;
}
