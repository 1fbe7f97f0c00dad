import { names, words } from './answers.ts';
import { authority, budget, need } from './bant.ts';
import { rating, type Template } from './template.ts';

/** The challenge comes first: a lead that has a clear one is warm with one or two of the others. */
export const champ: Template = {
	key: 'champ',
	name: 'CHAMP',
	groups: [{ key: 'answers', label: 'What they told us', kind: 'fit', cap: 100 }],
	questions: [
		{ ...need, key: 'challenges', label: 'Challenges', names: [...names.challenges, ...names.need] },
		authority,
		{ ...budget, key: 'money', label: 'Money', names: ['Money', ...budget.names] },
		{
			key: 'prioritization',
			label: 'Prioritization',
			group: 'answers',
			names: [...names.priority, ...names.timing],
			...rating(25, 5),
			grades: [
				{ level: 25, points: 25, label: 'first', words: ['high', 'first', 'top', ...words.thisMonth] },
				{ level: 15, points: 15, label: 'among others', words: ['medium', 'normal', ...words.thisQuarter] },
				{ level: 5, points: 5, label: 'later', words: ['low', ...words.thisYear] }
			]
		}
	],
	actions: [],
	knockOut: [],
	thresholds: {
		warm: { score: 30, require: ['challenges-20'] },
		hot: { score: 80, require: ['challenges-20'] },
		mql: { score: 80, require: ['challenges-20'] }
	}
};
