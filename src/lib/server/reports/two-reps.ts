/** Companies with leads at different managers (see managers/two-reps.ts). */
import { sql, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { sharedCompanies, type CompanyCell, type SharedCompanies } from '#lib/managers/two-reps.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { isOpenAt, waitingScope } from './ageing-scope.ts';
import { isRecent } from './held-scope.ts';
import { valueConditions } from './lead-filter.ts';

/** The filters of these reports: who has a lead now is its last manager. */
const ofLast = (filters: Filters): Filters => ({ ...filters, credit: 'last' });

/**
 * Companies with open leads, or leads of the year before the as-of date, of two managers or more. A filter by manager,
 * team or role wants one of them to be so. `q`: part of the name; `limit`: null for all.
 */
export async function twoRepsReport(
	context: ReportContext,
	filters: Filters,
	{ q = '', limit }: { q?: string; limit: number | null }
): Promise<SharedCompanies> {
	const all = overAllManagers(ofLast(filters));
	const { where } = waitingScope(context, all);
	const recent = sql<SqlBool>`${where} AND ${isRecent(context, filters)} AND l.company IS NOT NULL AND l.manager IS NOT NULL`;
	const name = sql<string>`lower(btrim(l.company))`;
	const isOpen = isOpenAt(asOfMs(context, filters) ?? 0);
	const chosen = Object.entries(filters.values).filter(([key]) => !(key in all.values));
	const isChosen = chosen.length
		? sql`AND bool_or(coalesce(${sql.join(
				valueConditions(context, { ...filters, values: Object.fromEntries(chosen) }),
				sql` AND `
			)}, false))`
		: sql``;
	const { rows: names } = await sql<{ name: string }>`
		SELECT ${name} AS name FROM lead_rows l WHERE ${recent} AND btrim(l.company) <> ''
		GROUP BY 1 HAVING min(l.manager) <> max(l.manager) ${isChosen}
		ORDER BY count(*) FILTER (WHERE ${isOpen}) DESC, count(*) DESC, 1`.execute(context.trx);
	const found = names.filter((row) => row.name.includes(q.trim().toLowerCase()));
	const shown = found.slice(0, limit ?? found.length).map((row) => row.name);
	const { rows } = await sql<CompanyCell>`
		SELECT ${name} AS name, l.company, l.manager, count(*)::int AS leads,
			(count(*) FILTER (WHERE ${isOpen}))::int AS open
		FROM lead_rows l WHERE ${recent} AND ${name} = ANY (${shown}::text[])
		GROUP BY 1, 2, 3`.execute(context.trx);
	return { count: names.length, found: found.length, companies: sharedCompanies(rows) };
}
