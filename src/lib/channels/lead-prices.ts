/** Suppliers that are paid for each valid lead. */
import { channelOf } from '#lib/settings/aliases.ts';
import type { Settings } from '#lib/settings/settings.ts';

type LeadPrice = Settings['leadPrices'][number];

/** The prices with their channels as the ones that they count as. */
export const resolvedPrices = ({
	leadPrices,
	aliases
}: Pick<Settings, 'leadPrices' | 'aliases'>): LeadPrice[] =>
	leadPrices.map((price) => ({ ...price, channel: channelOf(aliases, price.channel) }));

/** Days on which some price begins, in order. */
export const priceDays = (prices: readonly LeadPrice[]): string[] =>
	[...new Set(prices.flatMap(({ from }) => from ?? []))].sort();

/**
 * The price of a lead that arrived on `day` (null: before every day that a price begins), as decimal text; null where
 * none is set. A price of the campaign goes before one of the channel; of several the one that began last counts, and
 * of those that began together the last in the list.
 */
export function priceOn(
	prices: readonly LeadPrice[],
	lead: { channel: string; campaign: string | null; day: string | null }
): string | null {
	let found: LeadPrice | null = null;
	for (const price of prices) {
		if (price.channel !== lead.channel) continue;
		if (price.campaign !== undefined && price.campaign !== lead.campaign) continue;
		if (price.from !== undefined && (lead.day === null || price.from > lead.day)) continue;
		if (found?.campaign !== undefined && price.campaign === undefined) continue;
		const isNearer = price.campaign !== undefined && found?.campaign === undefined;
		if (!found || isNearer || (price.from ?? '') >= (found.from ?? '')) found = price;
	}
	return found?.price ?? null;
}
