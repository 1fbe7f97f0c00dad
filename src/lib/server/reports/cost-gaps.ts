/** Channels that cost money and brought no lead, and channels that brought leads and have no costs. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { QualityReport } from '#lib/quality/report.ts';
import { channelOf } from '#lib/settings/aliases.ts';
import { fromMinor } from '#lib/stats/money.ts';
import type { ReportContext } from './context.ts';
import { convertedCosts } from './cost-amount.ts';

/** `leads`: how many each channel has. Costs are those of the range; null if there are none at all. */
export async function costGaps(
	context: ReportContext,
	{ from, to }: Filters,
	leads: ReadonlyMap<string | null, number>
): Promise<QualityReport['costs']> {
	const { trx, digits, settings } = context;
	const { rows } = await sql<{ channel: string | null; minor: number | null }>`
		SELECT channel, round(sum(minor))::int8 AS minor FROM (${await convertedCosts(context)}) c
		WHERE (${from ?? null}::date IS NULL OR day >= ${from ?? null}::date)
			AND (${to ?? null}::date IS NULL OR day < ${to ?? null}::date)
		GROUP BY 1`.execute(trx);
	if (rows.length === 0) {
		const any = await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM costs) AS any`.execute(trx);
		if (!any.rows[0]!.any) return null;
	}
	const costs = new Map<string | null, number>();
	for (const { channel, minor } of rows) {
		const name = channel === null ? null : channelOf(settings.aliases, channel);
		costs.set(name, (costs.get(name) ?? 0) + (minor ?? 0));
	}
	const largest = <Row extends { channel: string | null }>(list: Row[], of: (row: Row) => number) =>
		list.sort((a, b) => of(b) - of(a) || ((a.channel ?? '') < (b.channel ?? '') ? -1 : 1));
	return {
		withoutLeads: largest(
			[...costs]
				.filter(([channel, minor]) => minor !== 0 && !leads.has(channel))
				.map(([channel, minor]) => ({ channel, amount: fromMinor(minor, digits) })),
			({ amount }) => amount
		),
		leadsWithout: largest(
			[...leads]
				.filter(([channel]) => !costs.has(channel))
				.map(([channel, count]) => ({ channel, leads: count })),
			(row) => row.leads
		)
	};
}
