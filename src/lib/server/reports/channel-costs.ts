/** What each channel, campaign, day, week or month cost: loaded costs, and leads that are paid for one by one. */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { ChannelCounts } from '#lib/channels/figures.ts';
import type { ChannelKey, NoCosts } from '#lib/channels/report.ts';
import { isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { resolveAliases } from '#lib/settings/aliases.ts';
import { overAllChannels } from './all-channels.ts';
import { breakdownOf, byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { convertedCosts } from './cost-amount.ts';
import { excludedChannels, valueConditions } from './lead-filter.ts';

export interface CostCell {
	key: ChannelKey;
	/** Whether the channel filter chooses them. */
	shown: boolean;
	/** Costs (a day of a campaign) in a currency that had no rate then: left out of the amount. */
	unrated: number;
	counts: CostCounts;
}

type CostCounts = Pick<ChannelCounts, 'cost' | 'refunds' | 'clicks' | 'impressions'>;

const known = new Set(['channel', 'campaign', 'day', 'week', 'month']);

/** Why there are no costs; null where there are some (or prices of leads). */
export async function whyNoCosts(context: ReportContext, filters: Filters): Promise<NoCosts | null> {
	const names = [...new Set([...Object.keys(filters.values), ...filters.by])].filter(
		(name) => !known.has(name)
	);
	if (names.length) return { reason: 'filters', names };
	if (context.settings.leadPrices.length) return null;
	const { rows } = await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM costs) AS any`.execute(context.trx);
	return rows[0]!.any ? null : { reason: 'none' };
}

/** The days of the costs that count: those of the range, up to `asOf`, and with a window no younger than the leads. */
function dayConditions(context: ReportContext, filters: Filters): Expression<SqlBool>[] {
	const { from, to, asOf, window = 0 } = filters;
	const conditions: Expression<SqlBool>[] = [];
	if (from) conditions.push(sql`day >= ${from}::date`);
	if (to) conditions.push(sql`day < ${to}::date`);
	const end = asOf === undefined && !window ? null : asOfMs(context, filters);
	if (end !== null)
		conditions.push(sql`day <= ${isoDay(context.zone.dayOf(end - window * 86_400_000))}::date`);
	return conditions;
}

interface CostRow extends KeyColumns, CostCounts {
	shown: boolean;
	unrated: number;
}

/** Loaded costs of all channels by the breakdown, aliases as the channels they count as. */
export async function channelCosts(original: ReportContext, chosen: Filters): Promise<CostCell[]> {
	const { context, filters, shown } = overAllChannels(original, chosen);
	const aliases = JSON.stringify(Object.fromEntries(resolveAliases(context.settings.aliases.channel)));
	const excluded = excludedChannels(context, filters);
	const by = breakdownOf(filters);
	const days = [sql<SqlBool>`true`, ...dayConditions(context, filters)];
	const conditions = [
		sql<SqlBool>`(l.channel IS NULL OR l.channel <> ALL (${excluded}::text[]))`,
		...valueConditions(context, filters)
	];
	const { rows } = await sql<CostRow>`
		SELECT ${keyColumns(context, filters, by)}, ${shown} AS shown,
			coalesce(round(sum(minor)), 0)::int8 AS cost, coalesce(round(sum(refunds)), 0)::int8 AS refunds,
			sum(clicks)::int8 AS clicks, sum(impressions)::int8 AS impressions,
			(count(*) FILTER (WHERE minor IS NULL))::int AS unrated
		FROM (
			SELECT coalesce(${aliases}::jsonb ->> channel, channel) AS channel, campaign, day AS arrived,
				minor, refunds, clicks, impressions
			FROM (${await convertedCosts(context)}) c WHERE ${sql.join(days, sql` AND `)}
		) l WHERE ${sql.join(conditions, sql` AND `)}
		GROUP BY ${byPosition(by.length + 1)}`.execute(context.trx);
	return rows.map(({ key0, key1, shown, unrated, ...counts }) => ({
		key: keyOf({ key0, key1 }),
		shown,
		unrated,
		counts
	}));
}
