import type { ManagersReport } from '#lib/managers/report.ts';
import type { ManagerSentencePart, Outlier } from '#lib/managers/sentence.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { goalCount, goalNames, numberText } from './goal-words.ts';

const small = [
	...[m.managers_number_1, m.managers_number_2, m.managers_number_3, m.managers_number_4],
	...[m.managers_number_5, m.managers_number_6, m.managers_number_7, m.managers_number_8],
	m.managers_number_9
];

/** "three", "12". */
const countWord = (n: number) => small[n - 1]?.() ?? formatCount(n);

/** One part of the opening sentences in words. */
export function sentenceText(part: ManagerSentencePart, goal: ManagersReport['goal']): string {
	switch (part.kind) {
		case 'nobody':
			return m.managers_say_nobody({ n: part.leads, count: formatCount(part.leads) });
		case 'noBase':
			return m.managers_say_no_base({ n: part.reps, count: formatCount(part.reps) });
		case 'notJudged':
			return notJudgedText(part);
		case 'one': {
			if (part.level) return outlierText({ ...part, level: part.level }, goal);
			return m.managers_say_one(wordsOf(part, goal));
		}
		case 'oneFew':
			return m.managers_say_one_few(wordsOf(part, goal));
		case 'allFew':
			return m.managers_say_all_few({ n: part.reps, count: formatCount(part.reps), unit: goalNames[goal]() });
		case 'same':
			return m.managers_say_same({ n: part.judged, count: formatCount(part.judged) });
		case 'differ':
			return m.managers_say_differ({
				n: part.count,
				reps: formatCount(part.reps),
				count: countWord(part.count)
			});
		case 'first':
			return outlierText(part, goal);
		case 'others': {
			const list = listText([
				...part.outliers.map((each) =>
					m.managers_say_outlier({
						name: each.key,
						made: formatCount(each.made),
						expected: numberText(each.expected)
					})
				),
				...(part.more > 0 ? [m.managers_say_more({ n: part.more, count: formatCount(part.more) })] : [])
			]);
			return part.level === 'alarm'
				? m.managers_say_others_alarm({ list })
				: m.managers_say_others_alert({ list });
		}
		case 'few':
			return m.managers_say_few({ n: part.count, count: formatCount(part.count) });
		case 'spread':
			return m.managers_say_spread({ spread: formatPercent(Math.round(part.spread * 100) / 100) });
	}
}

function notJudgedText({
	why,
	lost,
	named,
	open
}: Extract<ManagerSentencePart, { kind: 'notJudged' }>): string {
	if (why === 'period') return `${m.managers_say_period()} ${m.managers_say_period_way()}`;
	if (why === 'outcome') return m.managers_say_outcome();
	const counts = { lost: formatCount(lost), named: formatCount(named) };
	const words = open
		? { none: m.managers_say_won_only_open_none, some: m.managers_say_won_only_open }
		: { none: m.managers_say_won_only_none, some: m.managers_say_won_only };
	const said = named === 0 ? words.none(counts) : words.some(counts);
	return `${said} ${m.managers_say_won_only_why()}`;
}

const wordsOf = (
	{ key, made, expected }: Pick<Outlier, 'key' | 'made' | 'expected'>,
	goal: ManagersReport['goal']
) => ({ name: key, made: goalCount(goal, made), expected: numberText(expected) });

const outlierText = (outlier: Outlier, goal: ManagersReport['goal']) =>
	(outlier.level === 'alarm' ? m.managers_say_alarm : m.managers_say_alert)(wordsOf(outlier, goal));

/** "A, B and C". */
const listText = (parts: string[]) =>
	parts.length < 2
		? parts.join('')
		: m.say_and({ first: parts.slice(0, -1).join(', '), second: parts.at(-1)! });
