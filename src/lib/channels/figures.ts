/** What a channel's counts and costs come to: every ratio of the channels report, once. */
import { costPerResult, type CostPerResult } from '#lib/stats/cost-per-result.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { fromMinor } from '#lib/stats/money.ts';
import type { ChannelFigures, Range } from './report.ts';

/** Whole numbers that add up over rows; money in minor units of the reporting currency. */
export interface ChannelCounts {
	leads: number;
	newRequests: number;
	returningRequests: number;
	clientRequests: number;
	iql: number;
	eql: number;
	mql: number;
	sal: number;
	sql: number;
	clients: number;
	open: number;
	junk: number;
	unfit: number;
	revenue: number;
	/** Null: not known for these rows at all. */
	cost: number | null;
	refunds: number;
	/** Null where no costs say so. */
	clicks: number | null;
	impressions: number | null;
	/** Leads that the supplier is not to be paid for, and their price; null where nothing is paid by the lead. */
	claim: { leads: number; amount: number } | null;
}

/** Nothing came and nothing was spent; `cost` null where costs are not known. */
export const noCounts = (cost: 0 | null): ChannelCounts => ({
	leads: 0,
	newRequests: 0,
	returningRequests: 0,
	clientRequests: 0,
	iql: 0,
	eql: 0,
	mql: 0,
	sal: 0,
	sql: 0,
	clients: 0,
	open: 0,
	junk: 0,
	unfit: 0,
	revenue: 0,
	cost,
	refunds: 0,
	clicks: null,
	impressions: null,
	claim: null
});

const plus = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);

/** Counts of rows together: what is known of any of them adds up. */
export function sumCounts(rows: readonly ChannelCounts[], cost: 0 | null): ChannelCounts {
	const sum = noCounts(cost);
	for (const row of rows) {
		for (const name of additive) sum[name] += row[name];
		for (const name of ['cost', 'clicks', 'impressions'] as const) sum[name] = plus(sum[name], row[name]);
		if (row.claim)
			sum.claim = {
				leads: (sum.claim?.leads ?? 0) + row.claim.leads,
				amount: (sum.claim?.amount ?? 0) + row.claim.amount
			};
	}
	return sum;
}

const additive = [
	...(['leads', 'newRequests', 'returningRequests', 'clientRequests', 'iql', 'eql', 'mql', 'sal'] as const),
	...(['sql', 'clients', 'open', 'junk', 'unfit', 'revenue', 'refunds'] as const)
];

export interface FigureSettings {
	/** Digits of the minor unit of the reporting currency. */
	digits: number;
	/** Share of revenue that is left after the cost of what is sold. */
	margin: number;
	minutesPerLead: number;
	/** False in period mode: clients and leads are different people, so that the rate has no range. */
	intervals: boolean;
}

const noRange: Range = [null, null];
const ratio = (a: number, b: number | null) => (b === null || b <= 0 ? null : a / b);

/**
 * The figures of counts. A ratio to nothing is null, and so is every ratio to a cost of 0 or less (nothing was paid,
 * or more came back than was paid).
 * hoursLost = (junk + unfit) × minutes / 60; roi = (revenue × margin − cost) / cost; spendShare = cost / revenue.
 */
export function channelFigures(counts: ChannelCounts, settings: FigureSettings): ChannelFigures {
	const money = (minor: number) => fromMinor(minor, settings.digits);
	const { leads, clients, junk, unfit, clicks, impressions, newRequests, returningRequests, clientRequests } =
		counts;
	const cost = counts.cost === null ? null : money(counts.cost);
	const revenue = money(counts.revenue);
	const paid = cost !== null && cost > 0 ? cost : null;
	const cac = costPerResult(paid, clients);
	const lost = junk + unfit;
	return {
		leads,
		requests: newRequests + returningRequests + clientRequests,
		newRequests,
		returningRequests,
		clientRequests,
		iql: counts.iql,
		eql: counts.eql,
		mql: counts.mql,
		sal: counts.sal,
		sql: counts.sql,
		clients,
		conversion: ratio(clients, leads),
		interval: settings.intervals ? wilson(clients, leads) : noRange,
		open: counts.open,
		junk,
		unfit,
		targetShare: lost > leads ? null : ratio(leads - lost, leads),
		hoursLost: (lost * settings.minutesPerLead) / 60,
		impressions,
		clicks,
		ctr: clicks === null ? null : ratio(clicks, impressions),
		cpc: paid === null ? null : ratio(paid, clicks),
		clickToLead: ratio(leads, clicks),
		cost,
		refunds: money(counts.refunds),
		claim: counts.claim && { leads: counts.claim.leads, amount: money(counts.claim.amount) },
		...named('cpl', costPerResult(paid, leads)),
		...named('costPerMql', costPerResult(paid, counts.mql)),
		...named('costPerSql', costPerResult(paid, counts.sql)),
		...named('cac', cac),
		next1000: clientsOf(1000, cac.interval),
		revenue,
		averageSale: ratio(revenue, clients),
		roi: paid === null ? null : (revenue * settings.margin - paid) / paid,
		spendShare: cost === null || cost < 0 ? null : ratio(cost, revenue),
		attributedClients: null,
		attributedRevenue: null,
		maturity: null
	};
}

const named = <const Name extends string>(name: Name, { value, interval }: CostPerResult) =>
	({ [name]: value, [`${name}Interval`]: interval }) as Record<Name, number | null> &
		Record<`${Name}Interval`, Range>;

/** How many results an amount buys at a cost per result within a range; without an upper end of the cost at least none. */
function clientsOf(amount: number, [lo, hi]: Range): Range {
	if (lo === null) return noRange;
	return [hi === null ? 0 : amount / hi, amount / lo];
}
