/** What channels cost, in the reporting currency. */
import { sql, type RawBuilder } from 'kysely';
import { rateOn } from '#lib/settings/rates.ts';
import type { ReportContext } from './context.ts';

/** A row of {@link convertedCosts}. */
export interface ConvertedCost {
	source: string;
	day: string;
	channel: string | null;
	campaign: string | null;
	clicks: number | null;
	impressions: number | null;
	/** Minor units of the reporting currency, not rounded, refunds taken off; null without a rate on that day. */
	minor: string | null;
	/** The part of it that is refunds: 0 or less. */
	refunds: string | null;
}

/**
 * The costs that count now, as a query to select from:
 * ```
 * const costs = await convertedCosts(context);
 * sql`SELECT channel, round(sum(minor))::int8 AS minor FROM (${costs}) c WHERE day >= … GROUP BY 1`
 * ```
 * Its columns are those of {@link ConvertedCost}. Round sums, not rows. A key (source, day, channel, campaign) has a row
 * for each currency. Channels are as written: aliases and excluded channels are left to the reader.
 */
export async function convertedCosts({
	trx,
	config,
	digits,
	settings
}: Pick<ReportContext, 'trx' | 'config' | 'digits' | 'settings'>): Promise<RawBuilder<ConvertedCost>> {
	const { rows } = await sql<{ currency: string; day: string }>`
		SELECT DISTINCT currency, day FROM costs WHERE currency IS NOT NULL`.execute(trx);
	const rated = rows.map(({ currency, day }) => ({
		currency,
		day,
		rate: currency === config.currency ? '1' : rateOn(settings.rates, currency, day)
	}));
	const scale = sql`${10 ** digits}::numeric`;
	if (rated.length === 0)
		return sql`SELECT source, day, channel, campaign, clicks, impressions, amount * ${scale} AS minor,
			refunds * ${scale} AS refunds FROM current_costs`;
	const column = (name: 'currency' | 'day' | 'rate') => rated.map((row) => row[name]);
	return sql`SELECT c.source, c.day, c.channel, c.campaign, c.clicks, c.impressions,
			c.amount * CASE WHEN c.currency IS NULL THEN 1 ELSE r.rate END * ${scale} AS minor,
			c.refunds * CASE WHEN c.currency IS NULL THEN 1 ELSE r.rate END * ${scale} AS refunds
		FROM current_costs c
		LEFT JOIN unnest(${column('currency')}::text[], ${column('day')}::date[], ${column('rate')}::numeric[])
			AS r (currency, day, rate) ON r.currency = c.currency AND r.day = c.day`;
}
