/** The channels report: leads, costs and requests of each channel (or whatever the breakdown is), and their ratios. */
import { channelFigures, noCounts, sumCounts, type ChannelCounts } from '#lib/channels/figures.ts';
import { canBeJudged, unjudged, withoutLeads } from '#lib/channels/judged.ts';
import type {
	ChannelKey,
	ChannelRow,
	ChannelsReport,
	ChannelTable,
	NoCosts,
	WhatChanged
} from '#lib/channels/report.ts';
import { verdicts, type VerdictCell } from '#lib/channels/verdicts.ts';
import { whatChanged } from '#lib/channels/what-changed.ts';
import { comparisonRange } from '#lib/filters/compare.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { channelCosts, whyNoCosts } from './channel-costs.ts';
import { breakdownOf } from './breakdown-keys.ts';
import { channelLeads, type LeadCell } from './channel-leads.ts';
import { overAllChannels } from './all-channels.ts';
import type { ReportContext } from './context.ts';
import { leadPriceCosts } from './lead-price-costs.ts';
import { readMaturities, readReference, type Maturities } from './maturity.ts';
import { reportHead } from './report-head.ts';
import { requestCounts } from './requests.ts';

/** Counts, costs and verdicts: what the page shows at once. Maturity comes from `addMaturity`. */
export async function channelsReport(context: ReportContext, filters: Filters): Promise<ChannelsReport> {
	const noCosts = await whyNoCosts(context, filters);
	const now = await countChannels(context, filters, noCosts);
	const range = comparisonRange(filters);
	const then = range && (await countChannels(context, { ...filters, ...range }, noCosts));
	return {
		...(await reportHead(context, filters, now.table.total.leads)),
		by: breakdownOf(filters),
		recorded: context.ladder.filter((stage) => context.recorded.has(stage)),
		noCosts,
		unratedCosts: now.unrated,
		margin: context.settings.margin,
		minutesPerLead: context.settings.minutesPerLead,
		...now.table,
		comparison: range && then && { ...range, ...then.table, changed: changeOf(filters, then.sums, now.sums) }
	};
}

/** How complete the leads of all rows and of each are: measured by those of all channels. */
export async function channelMaturities(
	context: ReportContext,
	filters: Filters,
	by = breakdownOf(filters)
): Promise<Maturities> {
	const all = overAllChannels(context, filters);
	const reference = await readReference(all.context, all.filters);
	return readMaturities(context, { ...filters, by }, reference);
}

/** The same in the report, and in its comparison. */
export async function addMaturity(
	context: ReportContext,
	filters: Filters,
	report: ChannelTable & Pick<ChannelsReport, 'comparison'>
): Promise<void> {
	const fill = async ({ rows, total }: ChannelTable, of: Filters) => {
		const { whole, groups } = await channelMaturities(context, of);
		total.maturity = whole;
		for (const row of rows) row.maturity = groups.get(JSON.stringify(row.key)) ?? null;
	};
	await fill(report, filters);
	const then = report.comparison;
	if (then) await fill(then, { ...filters, from: then.from, to: then.to });
}

interface Sums {
	key: ChannelKey;
	counts: ChannelCounts;
}

function changeOf(filters: Filters, before: readonly Sums[], after: readonly Sums[]): WhatChanged | null {
	if (filters.mode === 'period' || breakdownOf(filters).some(isTimeBreakdown)) return null;
	// Within a window the rest are not open: all leads had the same time.
	const open = (counts: ChannelCounts) => (filters.window ? 0 : counts.open);
	const counts = (sums: readonly Sums[]) =>
		sums.map(({ key, counts }) => ({ key, ...counts, open: open(counts) }));
	return whatChanged(counts(before), counts(after));
}

/**
 * Rows and their sums. The channel filter chooses rows; verdicts are those among the rows of all channels. `brief`:
 * without verdicts and requests.
 */
export async function countChannels(
	context: ReportContext,
	filters: Filters,
	noCosts: NoCosts | null,
	brief = false
): Promise<{ table: ChannelTable; sums: Sums[]; unrated: number }> {
	const judged = !brief && canBeJudged(filters, breakdownOf(filters));
	const leads = await channelLeads(context, filters, judged);
	const costs = noCosts ? [] : await channelCosts(context, filters);
	const priced = noCosts ? [] : await leadPriceCosts(context, filters);
	const asked = brief ? [] : await requests(context, filters);
	const none = noCosts ? null : 0;
	const sums = sumByKey([...leads, ...costs, ...priced, ...asked], none);
	const settings = { ...context.settings, digits: context.digits, intervals: filters.mode === 'cohort' };
	const verdictOf = judged ? verdicts(verdictCells(leads)) : null;
	const rows = sums.map(({ key, counts }): ChannelRow => ({
		key,
		...channelFigures(counts, settings),
		...(verdictOf ? (verdictOf.get(unitName(key, true)) ?? withoutLeads) : unjudged)
	}));
	const all = sums.map(({ counts }) => counts);
	return {
		table: {
			rows: rows.sort((a, b) => compareRows(a, b, breakdownOf(filters)[0]!)),
			total: channelFigures(sumCounts(all, none), settings)
		},
		sums,
		unrated: costs.reduce((sum, cell) => sum + (cell.shown ? cell.unrated : 0), 0)
	};
}

/** A request has a channel of its own, so that the filter chooses among them as it chooses rows. */
async function requests(context: ReportContext, filters: Filters): Promise<Cell[]> {
	const counts = await requestCounts(context, filters, breakdownOf(filters));
	return counts.map((row) => ({
		key: row.key,
		shown: true,
		counts: { newRequests: row.new, returningRequests: row.returning, clientRequests: row.client }
	}));
}

interface Cell {
	key: ChannelKey;
	shown: boolean;
	counts: Partial<ChannelCounts>;
}

/** The counts of each key that is shown; `none`: what costs where nothing did. */
function sumByKey(cells: readonly Cell[], none: 0 | null): Sums[] {
	const byKey = new Map<string, { key: ChannelKey; counts: ChannelCounts[] }>();
	for (const { key, shown, counts } of cells) {
		if (!shown) continue;
		const name = JSON.stringify(key);
		let row = byKey.get(name);
		if (!row) byKey.set(name, (row = { key, counts: [] }));
		row.counts.push({ ...noCounts(none), ...counts });
	}
	return [...byKey.values()].map(({ key, counts }) => ({ key, counts: sumCounts(counts, none) }));
}

/** Leads of one key that the channel filter hides are a unit of their own. */
const unitName = (key: ChannelKey, shown: boolean) => JSON.stringify([key, shown]);

const verdictCells = (leads: readonly LeadCell[]): VerdictCell[] =>
	leads.map((cell) => ({
		key: unitName(cell.key, cell.shown),
		stratum: String(cell.week),
		leads: cell.counts.leads,
		clients: cell.counts.clients
	}));

/** Times in their order, other keys by leads, then by cost. */
function compareRows(a: ChannelRow, b: ChannelRow, by: string): number {
	const text = ({ key }: ChannelRow) => String(Array.isArray(key) ? key[0] : key);
	const inTime = isTimeBreakdown(by) ? text(a).localeCompare(text(b)) : 0;
	const name = ({ key }: ChannelRow) => JSON.stringify(key);
	return inTime || b.leads - a.leads || (b.cost ?? 0) - (a.cost ?? 0) || (name(a) < name(b) ? -1 : 1);
}
