/** Costs of suppliers that are paid for each valid lead: they follow from the leads. */
import { sql, type Expression, type SqlBool } from 'kysely';
import { priceDays, priceOn, resolvedPrices } from '#lib/channels/lead-prices.ts';
import type { ChannelCounts } from '#lib/channels/figures.ts';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { sumDecimals, timesDecimal, toMinor } from '#lib/stats/money.ts';
import { overAllChannels } from './all-channels.ts';
import { breakdownOf, byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { arrivalScope, leadScope } from './lead-filter.ts';

export interface PricedCell {
	key: ChannelKey;
	/** Whether the channel filter chooses them. */
	shown: boolean;
	counts: Pick<ChannelCounts, 'cost' | 'claim'>;
}

interface PricedRow extends KeyColumns {
	shown: boolean;
	channel: string;
	campaign: string | null;
	/** Last day not after the arrival on which a price begins. */
	day: string | null;
	valid: boolean;
	leads: number;
}

const valid = sql<SqlBool>`l.outcome NOT IN (${sql.lit(outcomes.indexOf('unfit'))}, ${sql.lit(outcomes.indexOf('junk'))})`;

/**
 * Leads with a price that arrived in the range, in cohort and in period mode. Valid is what is neither junk nor unfit
 * as of now, whatever the window: the supplier is paid, or not, for good.
 */
export async function leadPriceCosts(original: ReportContext, chosen: Filters): Promise<PricedCell[]> {
	const { context, filters, shown } = overAllChannels(original, { ...chosen, mode: 'cohort' });
	const prices = resolvedPrices(context.settings);
	if (prices.length === 0) return [];
	const by = breakdownOf(filters);
	const { rows } = await sql<PricedRow>`
		SELECT ${keyColumns(context, filters, by)}, ${shown} AS shown, l.channel AS channel, l.campaign AS campaign,
			(SELECT max(day) FROM unnest(${priceDays(prices)}::date[]) p (day) WHERE day <= l.arrived) AS day,
			${valid} AS valid, count(*)::int AS leads
		FROM lead_rows l
		WHERE ${leadScope(context, filters).where} AND l.channel = ANY (${prices.map(({ channel }) => channel)}::text[])
		GROUP BY ${byPosition(by.length + 5)}`.execute(context.trx);
	const cells = new Map<string, Pick<PricedCell, 'key' | 'shown'> & Record<'owed' | 'claimed', Priced[]>>();
	for (const row of rows) {
		const price = priceOn(prices, row);
		if (price === null) continue;
		const { shown } = row;
		const key = keyOf(row);
		const name = JSON.stringify([key, shown]);
		let cell = cells.get(name);
		if (!cell) cells.set(name, (cell = { key, shown, owed: [], claimed: [] }));
		cell[row.valid ? 'owed' : 'claimed'].push({ price, leads: row.leads });
	}
	return [...cells.values()].map(({ key, shown, owed, claimed }) => ({
		key,
		shown,
		counts: {
			cost: amountOf(owed, context.digits),
			claim: {
				leads: claimed.reduce((sum, { leads }) => sum + leads, 0),
				amount: amountOf(claimed, context.digits)
			}
		}
	}));
}

interface Priced {
	/** Of one lead, as decimal text: it may have more digits than the currency. */
	price: string;
	leads: number;
}

/** Minor units, rounded once. */
const amountOf = (priced: readonly Priced[], digits: number): number =>
	toMinor(sumDecimals(priced.map(({ price, leads }) => timesDecimal(price, String(leads)))), digits);

/** The leads behind the claims of {@link leadPriceCosts}: those with a price that are not valid. */
export function claimCondition(context: ReportContext, filters: Filters): Expression<SqlBool> {
	const priced = resolvedPrices(context.settings).map(({ channel, campaign, from }) => {
		const ofCampaign = campaign === undefined ? sql`true` : sql`l.campaign = ${campaign}`;
		const begun = from === undefined ? sql`true` : sql`l.arrived >= ${from}::date`;
		return sql`(l.channel = ${channel} AND ${ofCampaign} AND ${begun})`;
	});
	const { where } = arrivalScope(context, filters);
	return sql<SqlBool>`${where} AND NOT ${valid} AND (${priced.length ? sql.join(priced, sql` OR `) : sql`false`})`;
}
