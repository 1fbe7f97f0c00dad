/** The columns of the table of channels: what each shows, and in which group it stands. */
import type { ChannelFigures, ChannelRow, ChannelsReport, Range } from '#lib/channels/report.ts';
import type { LeadLink } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { longStageName, stageName } from '#lib/ui/words.ts';
import type { ColumnGroup } from './choice-names.ts';

interface CommonColumn {
	id: string;
	name: string;
	title?: string;
}

/** A number of each row and of the total. */
interface FigureColumn extends CommonColumn {
	kind: 'count' | 'number' | 'cost' | 'money' | 'percent';
	value: (row: ChannelFigures) => number | null;
	range?: (row: ChannelFigures) => Range;
	/** The leads that a count is made of. */
	select?: LeadLink['select'];
	/** The figure of the period compared with. */
	then?: boolean;
}

/** What only rows have, not their total. */
interface RowColumn extends CommonColumn {
	kind: 'expected';
	value: (row: ChannelRow) => number | null;
}

interface OwnColumn<Kind extends string> extends CommonColumn {
	kind: Kind;
}

export type Column =
	FigureColumn | RowColumn | OwnColumn<'verdict'> | OwnColumn<'spend'> | OwnColumn<'claim'>;

type Figure = Omit<FigureColumn, 'id' | 'name'> & { name?: string };

const names: Record<string, () => string> = {
	impressions: m.ch_impressions,
	clicks: m.ch_clicks,
	ctr: m.ch_ctr,
	cpc: m.ch_cpc,
	clickToLead: m.ch_clickToLead,
	requests: m.ch_requests,
	newRequests: m.ch_newRequests,
	returningRequests: m.ch_returningRequests,
	clientRequests: m.ch_clientRequests,
	leads: m.ch_leads,
	clients: m.ch_clients,
	conversion: m.ch_conversion,
	targetShare: m.ch_targetShare,
	junk: m.ch_junk,
	unfit: m.ch_unfit,
	hoursLost: m.ch_hoursLost,
	cpl: m.ch_cpl,
	costPerMql: m.ch_costPerMql,
	costPerSql: m.ch_costPerSql,
	cac: m.ch_cac,
	revenue: m.ch_revenue,
	averageSale: m.ch_averageSale,
	spendShare: m.ch_spendShare
};

const column = (id: string, figure: Figure): FigureColumn => ({ id, name: names[id]?.() ?? id, ...figure });

function allColumns(report: Pick<ChannelsReport, 'recorded' | 'margin'>): Record<Group, Column[]> {
	const leads = column('leads', { kind: 'count', value: (row) => row.leads, select: { reached: 'lead' } });
	const clients = column('clients', {
		kind: 'count',
		value: (row) => row.clients,
		select: { reached: 'client' }
	});
	const conversion = column('conversion', {
		kind: 'percent',
		value: (row) => row.conversion,
		range: (row) => row.interval
	});
	const verdict: Column = {
		id: 'verdict',
		kind: 'verdict',
		name: m.ch_verdict(),
		title: m.ch_verdict_title()
	};
	const spend: Column = { id: 'cost', kind: 'spend', name: m.ch_cost() };
	const cpl = column('cpl', { kind: 'cost', value: (row) => row.cpl, range: (row) => row.cplInterval });
	const cac = column('cac', { kind: 'cost', value: (row) => row.cac, range: (row) => row.cacInterval });
	const revenue = column('revenue', { kind: 'money', value: (row) => row.revenue });
	const isProfit = report.margin < 1;
	const roi = column('roi', {
		kind: 'percent',
		value: (row) => row.roi,
		name: isProfit ? m.ch_roi_profit() : m.ch_roi_return(),
		title: isProfit ? m.ch_roi_profit_title() : m.ch_roi_return_title()
	});
	const stages = report.recorded
		.filter((stage) => stage !== 'lead' && stage !== 'client')
		.map((stage) => ({
			...column(stage, { kind: 'count', value: (row) => row[stage], select: { reached: stage } }),
			name: stageName(stage),
			title: longStageName(stage)
		}));
	const recorded = new Set<string>(report.recorded);
	return {
		main: [leads, clients, conversion, verdict, spend, cpl, cac, revenue, roi],
		change: [],
		reach: [
			column('impressions', { kind: 'count', value: (row) => row.impressions }),
			column('clicks', { kind: 'count', value: (row) => row.clicks }),
			column('ctr', { kind: 'percent', value: (row) => row.ctr }),
			column('cpc', { kind: 'cost', value: (row) => row.cpc }),
			column('clickToLead', {
				kind: 'percent',
				value: (row) => row.clickToLead,
				title: m.ch_clickToLead_title()
			}),
			leads
		],
		demand: [
			column('requests', {
				kind: 'count',
				value: (row) => row.requests,
				title: m.ch_requests_title()
			}),
			column('newRequests', {
				kind: 'count',
				value: (row) => row.newRequests,
				title: m.ch_newRequests_title()
			}),
			column('returningRequests', {
				kind: 'count',
				value: (row) => row.returningRequests,
				title: m.ch_returningRequests_title()
			}),
			column('clientRequests', {
				kind: 'count',
				value: (row) => row.clientRequests,
				title: m.ch_clientRequests_title()
			}),
			leads
		],
		quality: [
			leads,
			column('targetShare', {
				kind: 'percent',
				value: (row) => row.targetShare,
				title: m.ch_targetShare_title()
			}),
			column('junk', { kind: 'count', value: (row) => row.junk, select: { ended: 'junk' } }),
			column('unfit', { kind: 'count', value: (row) => row.unfit, select: { ended: 'unfit' } }),
			column('hoursLost', {
				kind: 'number',
				value: (row) => row.hoursLost,
				title: m.ch_hoursLost_title()
			}),
			{ id: 'claim', kind: 'claim', name: m.ch_claim(), title: m.ch_claim_title() }
		],
		stages: [leads, ...stages, clients],
		clients: [
			leads,
			clients,
			conversion,
			{
				id: 'expected',
				kind: 'expected',
				name: m.ch_expected(),
				title: m.ch_expected_title(),
				value: (row) => row.expected
			},
			{
				id: 'others',
				kind: 'expected',
				name: m.ch_others(),
				title: m.ch_others_title(),
				value: (row) => row.others
			},
			verdict
		],
		money: [
			spend,
			cpl,
			...(recorded.has('mql')
				? [
						column('costPerMql', {
							kind: 'cost',
							value: (row) => row.costPerMql,
							range: (row) => row.costPerMqlInterval
						})
					]
				: []),
			...(recorded.has('sql')
				? [
						column('costPerSql', {
							kind: 'cost',
							value: (row) => row.costPerSql,
							range: (row) => row.costPerSqlInterval
						})
					]
				: []),
			cac,
			revenue,
			column('averageSale', { kind: 'cost', value: (row) => row.averageSale }),
			roi,
			column('spendShare', {
				kind: 'percent',
				value: (row) => row.spendShare,
				title: m.ch_spendShare_title()
			})
		]
	};
}

type Group = Exclude<ColumnGroup, 'all'>;

/** Now, and the same then, of what a comparison is about. */
function changeColumns(main: Column[], then: string): Column[] {
	return ['leads', 'clients', 'conversion', 'cac'].flatMap((id) => {
		const now = main.find((one) => one.id === id) as FigureColumn;
		return [
			now,
			{ ...now, id: `${id}Then`, name: m.channels_now_then({ what: now.name, then }), then: true }
		];
	});
}

export interface ColumnSet {
	group: Group;
	columns: Column[];
}

/**
 * The columns of a group; all groups, without repeating a column, for `all`. `then` names the period compared with, if
 * there is one.
 */
export function columnsOf(
	group: ColumnGroup,
	report: Pick<ChannelsReport, 'recorded' | 'margin'>,
	then: string | null
): ColumnSet[] {
	const groups = allColumns(report);
	groups.change = then === null ? groups.main : changeColumns(groups.main, then);
	if (group !== 'all') return [{ group, columns: groups[group] }];
	const seen = new Set<string>();
	return (['demand', 'reach', 'quality', 'stages', 'clients', 'money'] as const).map((each) => ({
		group: each,
		columns: groups[each].filter(({ id }) => !seen.has(id) && seen.add(id))
	}));
}
