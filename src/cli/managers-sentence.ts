/** The sentences that open the managers report on a terminal. */
import type { ManagersReport } from '#lib/managers/report.ts';
import type { ManagerSentencePart, Outlier } from '#lib/managers/sentence.ts';
import { enough } from '#lib/stats/enough.ts';
import { count, decimals, n, percent } from './figures.ts';

type Goal = ManagersReport['goal'];

const goalNames = { client: 'client', sql: 'SQL lead' };

/** Expected numbers are whole from 100 on. */
const expectedText = (expected: number) => decimals(expected, expected < 100 ? 1 : 0)!;

const levels = { alarm: 'not chance', alert: 'worth a look' };

const ofRep = ({ key, made, expected }: Pick<Outlier, 'key' | 'made' | 'expected'>, goal: Goal) =>
	`${key}: ${count(made, goalNames[goal])}, ${expectedText(expected)} expected with these leads`;

export function managerSentenceText(part: ManagerSentencePart, goal: Goal): string {
	switch (part.kind) {
		case 'nobody':
			return `None of ${count(part.leads, 'lead')} names a rep: there is nobody to compare.`;
		case 'noBase':
			return `No lead of ${count(part.reps, 'rep')} was accepted by sales: there is nothing to compare.`;
		case 'notJudged':
			return notJudgedText(part);
		case 'one':
			return `${ofRep(part, goal)}: ${part.level ? levels[part.level] : 'within the normal range for this number of leads'}.`;
		case 'oneFew':
			return `${ofRep(part, goal)}: too few to judge.`;
		case 'allFew':
			return `Of ${count(part.reps, 'rep')} none has enough leads to judge: that takes ${enough} ${goalNames[goal]}s, made or expected.`;
		case 'same':
			return `None of the ${count(part.judged, 'rep')} with enough leads differs by more than chance.`;
		case 'differ':
			return `Of ${count(part.reps, 'rep')} ${n(part.count)} ${part.count === 1 ? 'differs' : 'differ'}.`;
		case 'first':
			return `${ofRep(part, goal)}; ${levels[part.level]}.`;
		case 'others': {
			const named = part.outliers.map(
				({ key, made, expected }) => `${key} (${n(made)}, ${expectedText(expected)} expected)`
			);
			const list = [...named, ...(part.more > 0 ? [`${n(part.more)} more`] : [])].join(', ');
			return `${part.level === 'alarm' ? 'Also not chance' : 'Worth a look'}: ${list}.`;
		}
		case 'few':
			return part.count === 1
				? '1 rep has too few leads to judge.'
				: `${n(part.count)} have too few leads to judge.`;
		case 'spread':
			return `Reps differ more than chance, by ± ${percent(part.spread)} among themselves; limits widened.`;
	}
}

function notJudgedText({
	why,
	lost,
	named,
	open
}: Extract<ManagerSentencePart, { kind: 'notJudged' }>): string {
	switch (why) {
		case 'period':
			return 'Nobody is judged: by date of event clients come from leads of other dates. Leave out --mode to compare reps.';
		case 'outcome':
			return 'Nobody is judged: the filters choose leads by how they ended or where they stand.';
		case 'wonOnly':
			return `These data cannot compare reps: of ${n(lost)} ${open ? 'leads without a sale' : 'lost leads'} ${named === 0 ? 'none' : `only ${n(named)}`} ${named > 1 ? 'name' : 'names'} a rep, so that whoever has a name has won.`;
	}
}
