/** Leads that sales sent back to marketing, and how often sales passes leads on. Leads count by their arrival. */
import { sql, type Expression, type SqlBool } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import type { GroupKey, Returned } from '#lib/leadtime/report.ts';
import { returnedFigures, sumReturned, type ReturnedCounts } from '#lib/leadtime/returned.ts';
import { byPosition, compareKeys, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { arrivalScope } from './lead-filter.ts';

type Condition = Expression<SqlBool>;

/**
 * Whether a lead was sent back at least once, within the window if there is one. It was so from some stage: `returns`
 * says it too, but far back in the row, which takes a third of the time of a report.
 */
export const wasSentBack = ({ window }: Filters): Condition =>
	window === undefined
		? sql<SqlBool>`l.returned_from <> 0`
		: sql<SqlBool>`coalesce(l.first_returned_at <= l.created_at + make_interval(secs => ${window * 86_400}), false)`;

/** Of all leads and of each group of `filters.by`; null if none of them was ever sent back. */
export async function returnedReport(context: ReportContext, filters: Filters): Promise<Returned | null> {
	const rows = await readCounts(context, filters);
	const whole = sumReturned(rows.map(({ counts }) => counts));
	if (whole.leads === 0) return null;
	const dated = filters.window === undefined && context.recorded.has('sal');
	const known = (by: string[]) => {
		const fair = !isByOutcome(filters, by);
		return { yield: fair, passes: fair && dated };
	};
	const groups = filters.by.length === 0 ? [] : rows.filter(({ counts }) => counts.leads > 0);
	return {
		...returnedFigures(whole, known([])),
		groups: groups
			.map(({ key, counts }) => ({ key, ...returnedFigures(counts, known(filters.by)) }))
			.sort((a, b) => compareKeys(a, b, filters.by))
	};
}

type Counts =
	'leads' | 'clients' | 'visited' | 'visits' | 'passes' | `${'first' | 'last'}_${'passed' | 'failed'}`;

async function readCounts(
	context: ReportContext,
	filters: Filters
): Promise<{ key: GroupKey; counts: ReturnedCounts }[]> {
	const scope = arrivalScope(context, filters);
	const { by } = filters;
	const count = (condition: Condition) => sql`(count(*) FILTER (WHERE ${condition}))::int`;
	const sentBack = wasSentBack(filters);
	const isClient = sql<SqlBool>`${sentBack} AND ${scope.outcome} = ${sql.lit(outcomes.indexOf('client'))}`;
	const { rows } = await sql<KeyColumns & Record<Counts, number>>`
		SELECT ${by.length ? sql`${keyColumns(context, filters, by)},` : sql``}
			${count(sentBack)} AS leads, ${count(isClient)} AS clients,
			${count(sql`l.sal_visits > 0`)} AS visited,
			sum(l.sal_visits)::int AS visits, sum(l.sal_passes)::int AS passes,
			${count(sql`l.sal_first_passed`)} AS first_passed, ${count(sql`NOT l.sal_first_passed`)} AS first_failed,
			${count(sql`l.sal_last_passed`)} AS last_passed, ${count(sql`NOT l.sal_last_passed`)} AS last_failed
		FROM lead_rows l WHERE ${scope.where}
		${by.length ? sql`GROUP BY ${byPosition(by.length)}` : sql`HAVING count(*) > 0`}`.execute(context.trx);
	return rows.map((row) => {
		const first = row.first_passed + row.first_failed;
		const last = row.last_passed + row.last_failed;
		const under = row.visited - last;
		return {
			key: by.length ? keyOf(row) : null,
			counts: {
				leads: row.leads,
				clients: row.clients,
				first: { visits: first, passed: row.first_passed, waiting: row.visited - first },
				last: { visits: last, passed: row.last_passed, waiting: under },
				all: { visits: row.visits - under, passed: row.passes, waiting: under }
			}
		};
	});
}
