/** Whether the data hold hardly any lost lead with its manager: they cannot tell managers apart. */
import { sql, type Expression, type SqlBool } from 'kysely';
import { outcomes } from '#lib/funnel/stages.ts';
import type { ManagersReport } from '#lib/managers/report.ts';
import { isWonOnly } from '#lib/managers/rows.ts';
import type { ReportContext } from './context.ts';
import type { LeadScope } from './lead-filter.ts';
import type { ManagersScope } from './managers-scope.ts';

/** A lost lead. */
export const isLost = ({ outcome }: Pick<LeadScope, 'outcome'>): Expression<SqlBool> =>
	sql<SqlBool>`${outcome} >= ${sql.lit(outcomes.indexOf('refused'))}`;

/** Of the leads of all managers and of none, as the managers report has it. */
export async function isWonOnlyExport(
	{ trx }: Pick<ReportContext, 'trx'>,
	{ where, leads, manager, base, made }: ManagersScope
): Promise<boolean> {
	const counts = (condition: Expression<SqlBool>) =>
		sql`jsonb_build_object('leads', count(*) FILTER (WHERE ${condition}),
			'named', count(*) FILTER (WHERE ${condition} AND ${manager} IS NOT NULL))`;
	const { rows } = await sql<Pick<ManagersReport, 'lost' | 'unmade'>>`
		SELECT ${counts(isLost(leads))} AS lost, ${counts(sql<SqlBool>`NOT ${made}`)} AS unmade
		FROM lead_rows l WHERE ${where} AND ${base}`.execute(trx);
	return isWonOnly(rows[0]!);
}
