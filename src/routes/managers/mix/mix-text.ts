import type { Mix, MixRow } from '#lib/managers/mix.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** Fewer leads than this say little of what a rep is given. */
const leastLeads = 30;

/** Nearer to each other than this, in results of 100 leads, is about the same. */
const nearly = 0.5;

const goalName = (goal: Mix['goal']) => (goal === 'client' ? m.mix_goal_client() : m.mix_goal_sql());
const perHundred = (share: number | null) => formatNumber(share === null ? null : share * 100);

type Told = Pick<Mix, 'rows' | 'goal'>;
type Valued = MixRow & { key: string; expected: number };

/**
 * "Chiara Ricci was given the weakest leads: average reps would make 4 of 100 of them clients, 11 of 100 of Aoife
 * Byrne's, the strongest." and whether the channels differ by more than chance.
 */
export function mixSentence({ rows, goal }: Told): string[] {
	const reps = rows.filter(({ key }) => key !== null);
	if (reps.length === 0) return [m.mix_answer_nobody()];
	const valued = reps
		.filter((row): row is Valued => row.leads >= leastLeads && row.expected !== null)
		.sort((a, b) => a.expected - b.expected);
	const leads = reps.reduce((sum, row) => sum + row.leads, 0);
	const unjudged = m.mix_answer_unjudged({
		n: leads,
		count: formatCount(leads),
		reps: formatCount(reps.length)
	});
	return [valued.length < 2 ? unjudged : worthSentence(valued, goal), ...differSentence(reps)];
}

function worthSentence(valued: readonly Valued[], goal: Mix['goal']): string {
	const [weakest, strongest] = [valued[0]!, valued.at(-1)!];
	const what = goalName(goal);
	const [weak, strong] = [perHundred(weakest.expected), perHundred(strongest.expected)];
	if ((strongest.expected - weakest.expected) * 100 < nearly)
		return m.mix_answer_even({ weak, strong, what });
	const named = { name: weakest.key, other: strongest.key, weak, strong, what };
	return valued.length === 2 ? m.mix_answer_two(named) : m.mix_answer(named);
}

/** Nothing where there is one rep only, or nobody is compared. */
function differSentence(reps: readonly MixRow[]): string[] {
	if (reps.length < 2 || reps.every(({ verdict }) => verdict === null)) return [];
	const judged = reps.filter(({ verdict }) => verdict !== 'few');
	const differ = judged.filter(({ verdict }) => verdict === 'differs').length;
	if (judged.length === 0) return [m.mix_differ_few()];
	return [
		differ === 0
			? m.mix_differ_none()
			: m.mix_differ({ count: formatCount(differ), all: formatCount(judged.length) })
	];
}

/** Who counts, and why something is not shown. */
export function mixNotes({ base, credit, notJudged }: Pick<Mix, 'base' | 'credit' | 'notJudged'>): string[] {
	const counted = {
		accepted: { last: m.mix_note_accepted, first: m.mix_note_accepted_first },
		all: { last: m.mix_note_all, first: m.mix_note_all_first }
	};
	const unjudged = { period: m.mix_note_period, outcome: m.mix_note_outcome, wonOnly: m.mix_note_won };
	return [counted[base][credit](), notJudged === null ? m.mix_note_expected() : unjudged[notJudged]()];
}

/** How the figures of the page are made. */
export const mixHow = ({ goal, all }: Pick<Mix, 'goal' | 'all'>): string[] => [
	...(all.expected === null
		? []
		: [m.mix_how_expected({ what: goalName(goal), rate: perHundred(all.expected) })]),
	m.mix_how_chance(),
	m.mix_how_load(),
	m.mix_how_came(),
	m.mix_how_companies()
];
