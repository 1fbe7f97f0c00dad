import { error } from '@sveltejs/kit';
import { curveDays } from '#lib/leadtime/curve-days.ts';
import type { Incidence } from '#lib/leadtime/report.ts';
import { leadTimeSentence } from '#lib/leadtime/sentence.ts';
import { timesRows } from '#lib/leadtime/times-rows.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { stepTimesReport, stepTrendReport } from '#lib/server/reports/step-times.ts';
import { readChoice, rowChoice } from '#lib/ui/row-choice.ts';
import { readFilters } from '../read-filters.ts';
import { curveView, sampledDays } from './curve-view.ts';
import { groupsSection } from './groups-section.ts';
import { howText } from './how-text.ts';
import { inTurn } from '../in-turn.ts';
import { notesText } from './notes-text.ts';
import { sentenceText, slowestText } from './sentence-text.ts';
import { stepsView } from './steps-view.ts';

/** The curve is sent day by day up to this one. */
const daily = 400;

/** The curves at once; the slower sections follow one by one, in the order of the page. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readChoice(rowChoice, url.searchParams);
	if (problem) error(400, problem);
	/** What the page breaks down by, unless the reader chose something else. */
	const by = filters.by.length ? filters.by : ['channel'];

	const { counts, ...sections } = inTurn({
		counts: async (context) => {
			const incidence = await incidenceReport(context, { ...filters, by });
			return { head: await reportHead(context, filters, incidence.whole.leads), ...incidence };
		},
		steps: async (context) => stepsView(await stepTimesReport(context, filters), filters),
		stepTrend: (context) => stepTrendReport(context, filters)
	});
	const { head, whole, ...found } = await counts;
	return {
		head,
		by,
		answer: leadTimeSentence(whole, filters.window).map(sentenceText),
		notes: notesText(whole, filters),
		how:
			head.asOf === null
				? []
				: howText(whole, found.difference, { asOf: head.asOf, timezone: head.timezone }),
		curve: curveSection(whole),
		groups: groupsSection(found, by, filters, { q: choice.q, all: choice.rows === 'all' }),
		/** Nothing where the steps could not be read: their section says so. */
		slowest: sections.steps.then(({ steps }) => slowestText(steps)).catch(() => null),
		...sections
	};
};

function curveSection(whole: Incidence) {
	const { leads, open, halfTimeDays, curve } = whole;
	return {
		whole: { leads, open },
		half: halfTimeDays,
		view: curveView(whole, sampledDays(curve.at(-1)?.day ?? 0, daily)),
		days: curveDays(whole),
		times: timesRows(whole)
	};
}
