import { names, words } from './answers.ts';
import { rating, type Question, type Template } from './template.ts';

const question = (
	key: keyof typeof names,
	label: string,
	full: readonly string[],
	half: readonly string[],
	little: readonly string[]
): Question => ({
	key,
	label,
	group: 'answers',
	names: names[key],
	...rating(10, 2),
	grades: [
		{ level: 10, points: 10, label: 'clear', words: full },
		{ level: 6, points: 6, label: 'in part', words: half },
		{ level: 2, points: 2, label: 'vague', words: little }
	]
});

const { clear, vague } = words;
const partly = ['partly', 'known', 'some'];
const little = vague.filter((word) => word !== 'partly');

/** Goals, plans, challenges, timeline; budget, authority; consequences and implications. */
export const gpctba: Template = {
	key: 'gpctba',
	name: 'GPCTBA/C&I',
	groups: [{ key: 'answers', label: 'What they told us', kind: 'fit', cap: 70 }],
	questions: [
		question('goals', 'Goals', clear, partly, little),
		question('plans', 'Plans', clear, partly, little),
		question('challenges', 'Challenges', [...clear, ...words.urgent], partly, little),
		question('timing', 'Timeline', words.thisMonth, words.thisQuarter, words.thisYear),
		question('budget', 'Budget', words.budgetApproved, words.budgetPlanned, ['searching']),
		question('authority', 'Authority', words.decides, words.recommends, words.researches),
		question('consequences', 'Consequences and implications', clear, partly, little)
	],
	actions: [],
	knockOut: [],
	thresholds: { warm: { score: 30 }, hot: { score: 50 }, mql: { score: 50 } }
};
