/** The channels report month by month, for the rows that it shows. */
import {
	channelTrend,
	lastMonths,
	monthOf,
	monthRow,
	type ChannelTrend,
	type MonthRow
} from '#lib/channels/trend.ts';
import { dayNumber, isoDay } from '#lib/events/zone.ts';
import { addMonths } from '#lib/filters/compare.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { whyNoCosts } from './channel-costs.ts';
import { breakdownOf } from './breakdown-keys.ts';
import { channelMaturities, countChannels } from './channels.ts';
import { asOfMs, type ReportContext } from './context.ts';

/**
 * By month of arrival; in period mode what happened in each month. The newest months up to the as-of date, by the first
 * breakdown that is no time.
 */
export async function channelTrendReport(context: ReportContext, chosen: Filters): Promise<ChannelTrend> {
	const by = breakdownOf(chosen).find((name) => !isTimeBreakdown(name)) ?? 'channel';
	const filters: Filters = { ...chosen, by: [by], compare: 'none' };
	const noCosts = await whyNoCosts(context, filters);
	const ms = asOfMs(context, filters);
	if (ms === null) return channelTrend(by, [], [], noCosts ? null : 0);
	const asOf = isoDay(context.zone.dayOf(ms));
	const { from, to } = filters;
	const last = monthOf(to && to <= asOf ? isoDay(dayNumber(to) - 1) : asOf);
	const months = lastMonths(last, from ? monthOf(from) : null);
	const count = async (of: Filters) => (await countChannels(context, of, noCosts, true)).table.rows;

	const rows: MonthRow[] = [];
	if (filters.mode === 'cohort') {
		const { groups } = await channelMaturities(context, filters, [by, 'month']);
		for (const row of await count({ ...filters, by: [by, 'month'] }))
			rows.push(monthRow({ ...row, maturity: groups.get(JSON.stringify(row.key)) ?? null }));
	} else {
		for (const month of months) {
			const next = addMonths(month, 1);
			const range = { from: from && from > month ? from : month, to: to && to < next ? to : next };
			const ofMonth = await count({ ...filters, ...range });
			rows.push(...ofMonth.map(({ key, ...row }) => ({ key: key as string | null, month, row })));
		}
	}
	return channelTrend(by, months, rows, noCosts ? null : 0);
}
