import { error } from '@sveltejs/kit';
import { changeSentence } from '#lib/channels/change-sentence.ts';
import type { ChannelRow, ChannelsReport, Handover } from '#lib/channels/report.ts';
import { channelSentence, costsLess } from '#lib/channels/sentence.ts';
import type { ChannelTrend } from '#lib/channels/trend.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { attributionReport } from '#lib/server/reports/attribution.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import { readFilters } from '../read-filters.ts';
import { arrangeRows, defaultSort, sortRows } from './arrange-rows.ts';
import { changeTexts } from './change-text.ts';
import { dotRows } from './dot-rows.ts';
import { howSentences } from './how-sentences.ts';
import { mostAndLeast, nextThousand } from './next-thousand.ts';
import { sentenceText } from './sentence-text.ts';
import { parseTableChoice } from './table-choice.ts';

/** A breakdown can have thousands of rows: the sections below the table show those with most spend. */
const most = 200;
/** Rows of the trend that are sent; the CSV has all. */
const mostLines = 24;
/** Rows of what changed; it counts all others as one. */
const mostChanged = 100;

/** Counts, costs and verdicts at once; the slower sections of the same transaction follow one by one. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = parseTableChoice(url.searchParams);
	if (problem) error(400, problem);

	const counts = Promise.withResolvers<ChannelsReport>();
	const handover = Promise.withResolvers<Handover | null>();
	const trend = Promise.withResolvers<ChannelTrend & { rows: number }>();
	withReport(async (context) => {
		counts.resolve(await channelsReport(context, filters));
		handover.resolve(await handoverReport(context, filters));
		const { series, ...months } = await channelTrendReport(context, filters);
		trend.resolve({ ...months, series: series.slice(0, mostLines), rows: series.length });
	}).catch((problem: unknown) => {
		for (const part of [counts, handover, trend]) part.reject(problem);
	});
	// Without counts the page says what is wrong, and nobody waits for the rest.
	for (const { promise } of [handover, trend]) promise.catch(() => {});
	const whole = await counts.promise;
	// In a transaction of its own, and kept for the data version: the paths of all leads may take a while.
	const attribution = database().then((db) => attributionReport(db, config, filters));
	attribution.catch(() => {});
	const { rows, comparison, ...report } = whole;

	const sort = choice.sort ?? defaultSort(report.by, rows);
	const table = arrangeRows(rows, report.by, { sort, search: choice.q, all: choice.rows === 'all' });
	const largest = sortRows(rows, 'spend').slice(0, most);
	const sent = new Set([...largest, ...table.shown].map(({ key }) => JSON.stringify(key)));
	return {
		head: report,
		report: {
			...report,
			rows: largest,
			comparison: comparison && {
				...comparison,
				rows: comparison.rows.filter(({ key }) => sent.has(JSON.stringify(key))),
				changed: comparison.changed && {
					...comparison.changed,
					rows: comparison.changed.rows.slice(0, mostChanged)
				}
			}
		},
		// Written here, since a browser would need many texts to write few.
		texts: {
			answer: channelSentence(whole).map((part) => sentenceText(part, whole)),
			changed: comparison?.changed
				? changeTexts(changeSentence(comparison.changed), { by: report.by, compare: filters.compare })
				: [],
			how: howSentences(whole, table.shown)
		},
		plot: dotRows(rows),
		nextClear: filters.mode === 'cohort' && isNextClear(rows, report),
		table: {
			...table,
			sort,
			search: choice.q,
			group: choice.columns ?? (comparison ? ('change' as const) : ('main' as const))
		},
		handover: handover.promise,
		trend: trend.promise,
		attribution
	};
};

/** Whether the rows where money buys most and least clients differ by more than chance, picked as they are. */
function isNextClear(rows: ChannelRow[], { total, by }: Pick<ChannelsReport, 'total' | 'by'>): boolean {
	const { judged } = nextThousand(rows, total, by);
	const ends = mostAndLeast(judged);
	return ends !== null && costsLess(rows, ends.most.key, ends.least.key, judged.length);
}
