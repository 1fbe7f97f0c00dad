/** A channels report of a few channels, for tests of what the page makes of one. */
import type { ChannelFigures, ChannelRow, ChannelsReport } from '../../src/lib/channels/report.ts';
import { filtersSchema, type Filters } from '../../src/lib/filters/filters.ts';

export function channelFigures(figures: Partial<ChannelFigures> = {}): ChannelFigures {
	return {
		leads: 0,
		requests: 0,
		newRequests: 0,
		returningRequests: 0,
		clientRequests: 0,
		iql: 0,
		eql: 0,
		mql: 0,
		sal: 0,
		sql: 0,
		clients: 0,
		conversion: null,
		interval: [null, null],
		open: 0,
		junk: 0,
		unfit: 0,
		targetShare: null,
		hoursLost: 0,
		impressions: null,
		clicks: null,
		ctr: null,
		cpc: null,
		clickToLead: null,
		cost: 0,
		refunds: 0,
		claim: null,
		cpl: null,
		cplInterval: [null, null],
		costPerMql: null,
		costPerMqlInterval: [null, null],
		costPerSql: null,
		costPerSqlInterval: [null, null],
		cac: null,
		cacInterval: [null, null],
		next1000: [null, null],
		revenue: 0,
		averageSale: null,
		roi: null,
		spendShare: null,
		attributedClients: null,
		attributedRevenue: null,
		maturity: null,
		...figures
	};
}

export const channelRow = (key: ChannelRow['key'], figures: Partial<ChannelRow> = {}): ChannelRow => ({
	expected: null,
	others: null,
	difference: null,
	differenceInterval: [null, null],
	verdict: 'few',
	...channelFigures(figures),
	...figures,
	key
});

/** The online school's SMM, Google Ads, Organic and Radio, as ../shared/data/expected has them. */
export const schoolRows: ChannelRow[] = [
	channelRow('Google Ads', {
		leads: 4226,
		mql: 2466,
		sal: 1057,
		sql: 461,
		clients: 173,
		conversion: 173 / 4226,
		interval: [0.0354, 0.0473],
		junk: 546,
		unfit: 689,
		targetShare: 2991 / 4226,
		hoursLost: 1235 / 3,
		cost: 57798.6,
		cpl: 13.6769,
		cac: 334.096,
		cacInterval: [287.9, 387.7],
		revenue: 1282400,
		roi: 21.187,
		verdict: 'same'
	}),
	channelRow('SMM', {
		leads: 1730,
		mql: 1097,
		sal: 496,
		sql: 213,
		clients: 91,
		conversion: 91 / 1730,
		interval: [0.043, 0.0641],
		junk: 152,
		unfit: 136,
		targetShare: 1442 / 1730,
		hoursLost: 96,
		cost: 7269.52,
		cpl: 4.202,
		cac: 79.885,
		cacInterval: [65.1, 98],
		revenue: 604900,
		roi: 82.21,
		difference: 0.016,
		differenceInterval: [0.005, 0.027],
		verdict: 'better'
	}),
	channelRow('Radio', { cost: 300, roi: -1, cacInterval: [78.1, null] }),
	channelRow('Organic', {
		leads: 2590,
		clients: 147,
		conversion: 147 / 2590,
		interval: [0.0485, 0.0663],
		revenue: 1083901,
		verdict: 'better'
	})
];

export function channelsReport(
	rows: ChannelRow[] = schoolRows,
	filters: Partial<Filters> = {},
	report: Partial<ChannelsReport> = {}
): ChannelsReport {
	const sum = (of: (row: ChannelRow) => number | null) => rows.reduce((all, row) => all + (of(row) ?? 0), 0);
	const cost = sum((row) => row.cost);
	const clients = sum((row) => row.clients);
	return {
		filters: { ...filtersSchema.parse({}), ...filters },
		by: ['channel'],
		asOf: '2024-06-21T14:00:00.000Z',
		model: null,
		dataVersion: 1,
		leads: sum((row) => row.leads),
		excluded: 0,
		timezone: 'Europe/Berlin',
		currency: 'EUR',
		behindSeconds: 0,
		recorded: ['lead', 'mql', 'sal', 'sql', 'client'],
		noCosts: null,
		unratedCosts: 0,
		margin: 1,
		minutesPerLead: 20,
		comparison: null,
		rows,
		total: channelFigures({
			leads: sum((row) => row.leads),
			clients,
			conversion: clients / sum((row) => row.leads),
			cost,
			cac: clients > 0 ? cost / clients : null
		}),
		...report
	};
}
