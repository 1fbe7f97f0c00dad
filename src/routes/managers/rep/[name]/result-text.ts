/** What a sales rep made of their leads, in words. */
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { formatCount, formatMonth, formatNumber, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export type Result = Pick<
	ManagersReport,
	'base' | 'goal' | 'credit' | 'notJudged' | 'spread' | 'runMonths' | 'changedHands'
>;

const madeWords = {
	accepted: { client: m.rep_made_accepted_client, sql: m.rep_made_accepted_sql },
	all: { client: m.rep_made_all_client, sql: m.rep_made_all_sql }
};
const verdictWords = {
	alarm: m.rep_verdict_alarm,
	alert: m.rep_verdict_alert,
	within: m.rep_verdict_within,
	few: m.rep_verdict_few
};
const otherWords = {
	alarm: m.rep_other_alarm,
	alert: m.rep_other_alert,
	within: m.rep_other_within
};
const notJudgedWords = {
	period: m.rep_not_period,
	outcome: m.rep_not_outcome,
	wonOnly: m.rep_not_wonOnly
};

/** Few, else the level, else within; null where nothing is judged. */
const standing = ({ verdict, level }: Pick<ManagerRow, 'verdict' | 'level'>) =>
	verdict === null ? null : verdict === 'few' ? 'few' : (level ?? 'within');

/**
 * "Diana Evans: 1 client of 1,234 accepted leads, 29 expected with these leads. This is not chance.", then what stands
 * behind it. `row` null: nobody counts for the rep.
 */
export function resultSentences(report: Result, row: ManagerRow | null, name: string): string[] {
	const { base, goal, notJudged } = report;
	if (!row || row.base === 0)
		return [(base === 'accepted' ? m.rep_no_base_accepted : m.rep_no_base_all)({ name })];
	const made = madeWords[base][goal]({
		n: row.made,
		made: formatCount(row.made),
		base: formatCount(row.base)
	});
	const rate =
		row.conversion === null || row.interval[0] === null
			? []
			: [m.rep_rate({ rate: formatPercent(row.conversion), range: formatPercentRange(row.interval) })];
	const found = standing(row);
	if (notJudged !== null || found === null)
		return [
			m.rep_verdict_none({ name, made }),
			...rate,
			...(notJudged === null ? [] : [notJudgedWords[notJudged]()])
		];
	return [
		verdictWords[found]({ name, made, expected: formatNumber(row.expected) }),
		...rate,
		...behind(report, row),
		...runSentence(report, row),
		...otherSentence(report, row)
	];
}

function behind({ spread }: Result, { others, ratio, luck, verdict, made, expected, limits }: ManagerRow) {
	if (!others && verdict === 'few') return [m.rep_alone()];
	const few = made < (expected ?? 0);
	return [
		...(ratio === null ? [] : [m.rep_others({ others: formatNumber(others), ratio: formatRatio(ratio) })]),
		...(limits === null
			? []
			: [
					m.rep_normal_range({
						low: formatPercent(limits.low95),
						high: formatPercent(limits.high95),
						low998: formatPercent(limits.low998),
						high998: formatPercent(limits.high998)
					})
				]),
		...(luck === null ? [] : [(few ? m.rep_luck_few : m.rep_luck_many)({ luck: formatLuck(luck) })]),
		...(spread > 0 && luck !== null ? [m.rep_widened({ spread: formatPercent(spread) })] : [])
	];
}

/** Three significant digits, below 1 two. */
const formatRatio = (ratio: number) => String(Number(ratio.toPrecision(ratio < 1 ? 2 : 3)));

export const formatLuck = (luck: number) => (luck < 0.0001 ? '< 0.01%' : formatPercent(luck));

const runWords = { above: m.rep_run_above, below: m.rep_run_below };

function runSentence({ runMonths }: Result, { run }: ManagerRow): string[] {
	if (!run || !runMonths || Math.max(run.observed, run.expected) === 0) return [];
	const words = run.signal === null ? m.rep_run_none : runWords[run.signal];
	return [
		words({
			from: formatMonth(runMonths.from),
			to: formatMonth(runMonths.to),
			made: formatCount(run.observed),
			expected: formatNumber(run.expected)
		})
	];
}

/** Where many leads changed hands: how it looks for whoever had them first (or last). */
/** Too few to judge tells nothing; whoever checks leads chooses those that are accepted, and is told about by all of them. */
function otherSentence({ base, credit, changedHands }: Result, { role, otherCredit }: ManagerRow): string[] {
	const found = otherCredit && standing(otherCredit);
	if (!otherCredit || found === null || found === 'few') return [];
	if (role === 'presales' && base === 'accepted') return [];
	const words = credit === 'first' ? m.rep_other_last : m.rep_other_first;
	return [
		words({
			share: formatPercent(changedHands.leads / changedHands.of),
			made: formatCount(otherCredit.made),
			base: formatCount(otherCredit.base),
			expected: formatNumber(otherCredit.expected),
			verdict: otherWords[found]()
		})
	];
}
