import { names, words } from './answers.ts';
import { rating, type Question, type Template } from './template.ts';

const of25 = { group: 'answers', ...rating(25, 5) };

export const budget: Question = {
	...of25,
	key: 'budget',
	label: 'Budget',
	names: names.budget,
	grades: [
		{ level: 25, points: 25, label: 'approved', words: words.budgetApproved },
		{ level: 15, points: 15, label: 'planned', words: words.budgetPlanned }
	]
};

export const authority: Question = {
	...of25,
	key: 'authority',
	label: 'Authority',
	names: names.authority,
	grades: [
		{ level: 25, points: 25, label: 'decides', words: words.decides },
		{ level: 15, points: 15, label: 'recommends', words: words.recommends },
		{ level: 5, points: 5, label: 'researches', words: words.researches }
	]
};

/** A clear need is a rule of its own, which thresholds may ask for. */
export const need: Question = {
	...of25,
	key: 'need',
	label: 'Need',
	names: names.need,
	grades: [
		{ level: 20, points: 20, label: 'clear', words: [...words.clear, ...words.urgent] },
		{ level: 25, points: 5, label: 'urgent besides', words: words.urgent },
		{ level: 10, points: 10, label: 'vague', words: words.vague }
	]
};

export const timing: Question = {
	...of25,
	key: 'timing',
	label: 'Timing',
	names: names.timing,
	grades: [
		{ level: 25, points: 25, label: 'this month', words: words.thisMonth },
		{ level: 20, points: 20, label: 'this quarter', words: words.thisQuarter },
		{ level: 10, points: 10, label: 'this year', words: words.thisYear }
	]
};

/** Without a clear need a lead is cold; without one of the four it is not hot. */
export const bant: Template = {
	key: 'bant',
	name: 'BANT',
	groups: [{ key: 'answers', label: 'What they told us', kind: 'fit', cap: 100 }],
	questions: [budget, authority, need, timing],
	actions: [],
	knockOut: [],
	thresholds: {
		warm: { score: 30, require: ['need-20'] },
		hot: { score: 80, require: ['need-20'] },
		mql: { score: 80, require: ['need-20'] }
	}
};
