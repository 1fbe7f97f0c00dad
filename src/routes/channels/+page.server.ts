import { error } from '@sveltejs/kit';
import { changeSentence } from '#lib/channels/change-sentence.ts';
import type { Attribution, ChannelsReport } from '#lib/channels/report.ts';
import { channelSentence } from '#lib/channels/sentence.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { attributionReport } from '#lib/server/reports/attribution.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { channelMaturities, channelsReport } from '#lib/server/reports/channels.ts';
import { firstLeadDay } from '#lib/server/reports/first-lead-day.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import type { Maturities } from '#lib/server/reports/maturity.ts';
import { formatMoney } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../read-filters.ts';
import { arrangeRows, defaultSort } from './arrange-rows.ts';
import { changeTexts } from './change-text.ts';
import { creditView } from './credit-view.ts';
import { dotRows } from './dot-rows.ts';
import { handoverView, type HandoverView } from './handover-view.ts';
import { howSentences } from './how-sentences.ts';
import { maturityView } from './maturity-view.ts';
import { nextView } from './next-view.ts';
import { sentenceText } from './sentence-text.ts';
import { parseTableChoice } from './table-choice.ts';
import { trendView, type TrendView } from './trend-view.ts';

/** Rows of the trend that are sent; the CSV has all. */
const mostLines = 24;
/** Rows of what changed; it counts all others as one. */
const mostChanged = 100;
/** Paths; the CSV has more. */
const mostPaths = 20;

/** Counts, costs and verdicts at once; the slower sections of the same transaction follow one by one. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = parseTableChoice(url.searchParams);
	if (problem) error(400, problem);

	const counts = Promise.withResolvers<ChannelsReport & { firstLead: string | null }>();
	const maturities = Promise.withResolvers<Maturities>();
	const handover = Promise.withResolvers<HandoverView | null>();
	const trend = Promise.withResolvers<TrendView>();
	withReport(async (context) => {
		const firstLead = await firstLeadDay(context);
		counts.resolve({ ...(await channelsReport(context, filters)), firstLead });
		maturities.resolve(await channelMaturities(context, filters));
		handover.resolve(handoverView(await handoverReport(context, filters)));
		trend.resolve(trendView(await channelTrendReport(context, filters), mostLines));
	}).catch((problem: unknown) => {
		for (const part of [counts, maturities, handover, trend]) part.reject(problem);
	});
	// Without counts the page says what is wrong, and nobody waits for the rest.
	for (const { promise } of [maturities, handover, trend]) promise.catch(() => {});
	const whole = await counts.promise;
	// In a transaction of its own, and kept for the data version: the paths of all leads may take a while.
	const attribution = database().then((db) => attributionReport(db, config, filters));
	attribution.catch(() => {});
	const { rows, comparison, firstLead, ...report } = whole;

	const sort = choice.sort ?? defaultSort(report.by, rows);
	const table = arrangeRows(rows, report.by, { sort, search: choice.q, all: choice.rows === 'all' });
	const maturity = maturities.promise.then((found) => maturityView(whole, table.shown, found));
	maturity.catch(() => {});
	const shown = new Set(table.shown.map(({ key }) => JSON.stringify(key)));
	return {
		head: report,
		report: {
			...report,
			comparison: comparison && {
				...comparison,
				rows: comparison.rows.filter(({ key }) => shown.has(JSON.stringify(key))),
				changed: comparison.changed && {
					...comparison.changed,
					rows: comparison.changed.rows.slice(0, mostChanged)
				}
			}
		},
		// Written here, since a browser would need many texts to write few.
		texts: {
			answer: answerOf(whole),
			changed: comparison?.changed
				? changeTexts(changeSentence(comparison.changed), { by: report.by, compare: filters.compare })
				: [],
			how: howSentences(whole, table.shown)
		},
		firstLead,
		plot: dotRows(rows),
		next: nextView(rows, report),
		table: {
			...table,
			sort,
			search: choice.q,
			group: choice.columns ?? (comparison ? ('change' as const) : ('main' as const))
		},
		maturity,
		handover: handover.promise,
		trend: trend.promise,
		credit: attribution.then((found) => found && creditView(found, rows, report.by)),
		paths: attribution.then(pathsView)
	};
};

/** The opening sentences; before any lead is loaded, only what was spent. */
function answerOf(report: ChannelsReport): string[] {
	if (report.asOf !== null) return channelSentence(report).map((part) => sentenceText(part, report));
	const { cost } = report.total;
	return cost ? [m.say_costs_alone({ cost: formatMoney(cost, report.currency) })] : [];
}

const pathsView = (found: Attribution | null) =>
	found && { clients: found.clients, paths: found.paths.slice(0, mostPaths) };
