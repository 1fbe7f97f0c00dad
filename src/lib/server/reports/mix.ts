/** Who gets what mix of leads (see managers/mix.ts). */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { mix, type Mix, type MixCell } from '#lib/managers/mix.ts';
import type { ReportContext } from './context.ts';
import { groupOf, isShown, managersScope } from './managers-scope.ts';
import { managersReport } from './managers.ts';

/** Leads of the base by manager, channel and temperature, and those of them that reached the goal. */
export async function mixReport(context: ReportContext, filters: Filters): Promise<Mix> {
	const report = await managersReport(context, filters);
	const scope = managersScope(context, filters);
	const { rows } = await sql<MixCell>`
		SELECT ${scope.manager} AS manager, l.channel, l.accepted_temperature AS temperature, count(*)::int AS leads,
			count(*) FILTER (WHERE ${scope.made})::int AS made
		FROM lead_rows l WHERE ${scope.where} AND ${scope.base} GROUP BY 1, 2, 3`.execute(context.trx);
	const withTemperatures = context.model !== null && scope.counted.base === 'accepted';
	const group = (manager: string) => groupOf(context, filters, manager);
	return mix(rows, report, withTemperatures, group, isShown(context, filters));
}
