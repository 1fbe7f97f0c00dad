import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { enough } from '#lib/stats/enough.ts';
import {
	formatCount,
	formatMonth,
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatTime
} from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { baseCount, goalCount, goalNames, numberText } from './goal-words.ts';

/** How each figure is made, in words with the reader's own numbers: those of the first rep outside, else the largest. */
export function howText(report: ManagersReport): string[] {
	const reps = report.rows.filter(({ key }) => key !== null);
	const largest = reps.toSorted((a, b) => b.base - a.base);
	const example = largest.find(({ level }) => level !== null) ?? largest.find(({ limits }) => limits);
	const rated = example ?? largest.find(({ conversion }) => conversion !== null);
	return [
		report.credit === 'last' ? m.managers_how_last() : m.managers_how_first(),
		...(rated ? [rateText(rated, report)] : []),
		...(report.notJudged === null ? judgedText(reps, example, report) : []),
		m.managers_how_nobody(),
		m.managers_how_filter(),
		m.managers_how_response(),
		...(report.asOf ? [m.how_as_of({ time: formatTime(report.asOf, report.timezone) })] : [])
	];
}

const rateText = (row: ManagerRow, { goal, base }: ManagersReport) =>
	m.managers_how_rate({
		name: row.key!,
		made: goalCount(goal, row.made),
		base: baseCount(base, row.base),
		rate: formatPercent(row.conversion),
		range: formatPercentRange(row.interval)
	});

function judgedText(reps: ManagerRow[], example: ManagerRow | undefined, report: ManagersReport): string[] {
	const { goal, base, spread, dispersion, runMonths } = report;
	const few = reps.filter(({ verdict }) => verdict === 'few').length;
	const kinds = {
		goal: goalNames[goal](),
		kinds: [
			m.managers_kind_channel(),
			...(base === 'accepted' && report.model !== null ? [m.managers_kind_temperature()] : []),
			base === 'accepted' ? m.managers_kind_accepted() : m.managers_kind_arrived(),
			...(report.within === 'all' || !(report.hasRoles || report.hasTeams)
				? []
				: [report.within === 'role' ? m.managers_kind_role() : m.managers_kind_team()])
		].join(', ')
	};
	return [
		m.managers_how_expected(kinds),
		...(example?.expected
			? [
					m.managers_how_example({
						name: example.key!,
						made: goalCount(goal, example.made),
						expected: numberText(example.expected),
						ratio: (example.ratio ?? 0).toFixed(2),
						others: numberText(example.others ?? 0)
					})
				]
			: []),
		m.managers_how_few({ enough: formatCount(enough), n: few, count: formatCount(few) }),
		m.managers_how_levels(),
		...(example?.limits
			? [
					m.managers_how_limits({
						name: example.key!,
						low95: numberText(example.limits.low95 * example.base),
						high95: numberText(example.limits.high95 * example.base),
						low998: numberText(example.limits.low998 * example.base),
						high998: numberText(example.limits.high998 * example.base)
					})
				]
			: []),
		dispersion === null
			? m.managers_how_spread_unknown()
			: spread > 0
				? m.managers_how_spread({
						times: formatNumber(dispersion),
						spread: formatPercent(Math.round(spread * 100) / 100)
					})
				: m.managers_how_spread_none({ times: formatNumber(dispersion) }),
		...(runMonths
			? [m.managers_how_run({ from: formatMonth(runMonths.from), to: formatMonth(runMonths.to) })]
			: []),
		m.managers_how_luck()
	];
}
