import { error } from '@sveltejs/kit';
import { unjudged } from '#lib/managers/judge.ts';
import type { ManagerCounts, ManagersReport } from '#lib/managers/report.ts';
import { managerSentence } from '#lib/managers/sentence.ts';
import { withReport } from '#lib/server/app.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { readFilters } from '../read-filters.ts';
import { arrangeReps, sortReps, type ArrangedReps } from './arrange-reps.ts';
import { totalHref } from './figure-href.ts';
import { funnelView } from './funnel-view.ts';
import { howText } from './how-text.ts';
import { notesText } from './notes-text.ts';
import { repBar } from './rep-bar.ts';
import { tableRow } from './table-row.ts';
import type { RepSort } from './rep-sorts.ts';
import { readResultsChoice } from './results-choice.ts';
import { sentenceText } from './sentence-text.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readResultsChoice(url.searchParams);
	if (problem) error(400, problem);
	const { whole, teams } = await withReport(async (context) => ({
		whole: withoutVain(await managersReport(context, filters)),
		teams: [...new Set([...context.people.values()].flatMap(({ team }) => team ?? []))].sort()
	}));
	const { rows, ...report } = whole;
	const { sort, q } = choice;
	const arranged = arrangeReps(rows, { sort, q, all: choice.rows === 'all' });
	return {
		head: report,
		teams,
		// Written here, since a browser would need many texts to write few.
		answer: managerSentence(whole).map((part) => sentenceText(part, whole.goal)),
		notes: notesText(whole),
		how: howText(whole),
		choice: {
			sort,
			search: q,
			found: arranged.found,
			all: arranged.all,
			shown: arranged.outliers.length + arranged.rest.length
		},
		bars: barsOf(arranged, whole),
		plot: funnelView(whole),
		table: tableOf(arranged, sort),
		totals: totalsOf(whole)
	};
};

/** Where reps cannot be compared, what was expected of them tells nothing. */
const withoutVain = (report: ManagersReport): ManagersReport =>
	report.notJudged === null
		? report
		: { ...report, rows: report.rows.map((row) => ({ ...row, ...unjudged, otherCredit: null, run: null })) };

function barsOf({ outliers, rest }: ArrangedReps, report: ManagersReport) {
	const bars = (rows: ArrangedReps['rest']) =>
		rows.flatMap(({ key, ...row }) =>
			key === null || row.base === 0 ? [] : repBar({ key, ...row }, report)
		);
	return { outliers: bars(outliers), rest: bars(rest) };
}

/** The rows of the table in one order. */
const tableOf = ({ outliers, rest, nobody }: ArrangedReps, sort: RepSort) =>
	[...sortReps([...outliers, ...rest], sort), ...(nobody ? [nobody] : [])].map(tableRow);

/** Links of the sums; one that names a thousand reps would be too long. */
function totalsOf(report: ManagersReport) {
	const keys = report.rows.map(({ key }) => key);
	const names = [
		'leads',
		'accepted',
		'sql',
		'clients',
		'open',
		'returned',
		'refused',
		'unfit',
		'junk'
	] as const;
	const href = (name: Exclude<keyof ManagerCounts, 'revenue'>) => {
		const link = totalHref(report, keys, name);
		return link !== null && link.length < longest ? link : null;
	};
	return Object.fromEntries(names.map((name) => [name, href(name)]));
}

/** What servers and browsers take as an address. */
const longest = 4000;
