/** One rep's row of the chart: made beside expected, with the normal range and what is said of it. */
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { enough } from '#lib/stats/enough.ts';
import { formatCount, formatMonth, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { baseCount, goalCount, numberText } from './goal-words.ts';
import { repHref } from './rep-href.ts';
import { stratumText } from './stratum-text.ts';
import { verdictMark, verdictText } from './verdict-words.ts';

export interface RepBar {
	name: string;
	href: string;
	/** Team, and what else tells who it is. */
	team: string | null;
	base: number;
	made: number;
	/** Null: nobody is judged. */
	expected: number | null;
	/** The normal range, in goals. */
	range: [low: number, high: number] | null;
	/** That beyond which it is not chance. */
	wide: [low: number, high: number] | null;
	side: 'above' | 'below' | null;
	few: boolean;
	mark: string;
	verdict: string | null;
	/** Exact numbers, for those who point at it. */
	tips: string[];
	/** What else speaks for or against it. */
	notes: string[];
	/** What the others make of the same kinds of leads. */
	strata: string[];
}

/** Kinds of leads that are told of one rep. */
const mostStrata = 2;

/** A kind tells something with {@link enough} leads, and this many results here or expected of others. */
const leastResults = 2;

export function repBar(row: ManagerRow & { key: string }, report: ManagersReport): RepBar {
	const { base, made, expected, limits, level, verdict } = row;
	return {
		name: row.key,
		href: repHref(row.key, report.filters),
		team: row.team,
		base,
		made,
		expected,
		range: limits && [limits.low95 * base, limits.high95 * base],
		wide: limits && [limits.low998 * base, limits.high998 * base],
		side: level !== null && (verdict === 'above' || verdict === 'below') ? verdict : null,
		few: verdict === 'few',
		mark: verdictMark(row),
		verdict: verdictText(row),
		tips: tipLines(row, report),
		notes: noteLines(row, report),
		strata:
			level === null
				? []
				: row.strata
						.filter(
							({ leads, made, others }) => leads >= enough && Math.max(made, others ?? 0) >= leastResults
						)
						.flatMap((stratum) => stratumText(stratum, report) ?? [])
						.slice(0, mostStrata)
	};
}

/** Chances below this are said as "under". */
const leastLuck = 0.00001;

function tipLines(row: ManagerRow, { base, goal }: Pick<ManagersReport, 'base' | 'goal'>): string[] {
	const lines = [m.managers_tip_made({ made: goalCount(goal, row.made), base: baseCount(base, row.base) })];
	if (row.expected !== null) {
		const expected = numberText(row.expected);
		lines.push(
			row.ratio === null
				? m.managers_tip_expected_none({ expected })
				: m.managers_tip_expected({ expected, ratio: formatPercent(Math.round(row.ratio * 100) / 100) })
		);
	}
	if (row.others !== null) lines.push(m.managers_tip_others({ others: goalCount(goal, row.others) }));
	if (row.limits)
		lines.push(
			m.managers_tip_range({
				low: numberText(row.limits.low95 * row.base),
				high: goalCount(goal, row.limits.high95 * row.base)
			})
		);
	if (row.luck !== null)
		lines.push(
			m.managers_tip_luck({
				luck: row.luck < leastLuck ? m.managers_tip_luck_least() : formatPercent(row.luck)
			})
		);
	return lines;
}

function noteLines(row: ManagerRow, { base, credit, runMonths }: ManagersReport): string[] {
	const { run } = row;
	// Whoever checks leads chooses those that are accepted, and is told about among presales, by all of them.
	const other = row.role === 'presales' && base === 'accepted' ? null : row.otherCredit;
	const notes = [];
	const otherVerdict = other && verdictText(other);
	// The same verdict twice tells nothing.
	if (other && otherVerdict && other.verdict !== 'few' && otherVerdict !== verdictText(row))
		notes.push(
			(credit === 'last' ? m.managers_other_first : m.managers_other_last)({
				verdict: otherVerdict,
				made: formatCount(other.made),
				expected: numberText(other.expected ?? 0)
			})
		);
	if (run?.signal && runMonths)
		notes.push(
			m.managers_run({
				from: formatMonth(runMonths.from),
				to: formatMonth(runMonths.to),
				verdict: run.signal === 'below' ? m.managers_run_below() : m.managers_run_above(),
				made: formatCount(run.observed),
				expected: numberText(run.expected)
			})
		);
	return notes;
}
