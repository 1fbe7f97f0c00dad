import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { asOfMs, type ReportContext } from '../reports/context.ts';

/** Sold, and not after an `asOf` that was asked for; sales whose day is not known count. */
export const isSold = (context: ReportContext, filters: Filters): RawBuilder<SqlBool> => {
	const sold = sql<SqlBool>`l.outcome = ${sql.lit(outcomes.indexOf('client'))}`;
	if (filters.asOf === undefined) return sold;
	return sql`${sold} AND (NOT l.outcome_exact OR l.outcome_at <= ${new Date(asOfMs(context, filters)!)})`;
};

/** Revenue by client, in the reporting currency, of the leads that came in the range; null where none has an amount. */
export async function averageSale(context: ReportContext, filters: Filters): Promise<number | null> {
	const { where } = arrivalScope(context, filters);
	const { rows } = await sql<{ clients: number; minor: number }>`
		SELECT count(*)::int AS clients, coalesce(sum(l.amount_minor), 0)::float8 AS minor
		FROM lead_rows l
		WHERE ${where} AND ${isSold(context, filters)}`.execute(context.trx);
	const { clients, minor } = rows[0]!;
	return minor > 0 ? fromMinor(minor / clients, context.digits) : null;
}
