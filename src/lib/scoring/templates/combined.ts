import { names as did } from './actions.ts';
import { names, words } from './answers.ts';
import { rating, type Action, type Question, type Template } from './template.ts';

const fit = { group: 'fit', ...rating(15, 5) };
const interest = (
	key: string,
	label: string,
	called: Action['names'],
	points: number,
	max = 1,
	halfLifeDays?: number
): Action => ({
	...{ key, label, group: 'interest', names: called, points, max },
	...(halfLifeDays === undefined ? {} : { halfLifeDays })
});

const companySize: Question = {
	key: 'size',
	label: 'Company size',
	group: 'fit',
	names: names.companySize,
	grades: [
		{
			level: 10,
			points: 10,
			label: 'more than 50',
			words: ['51-200', '201-1000', '1000+', '201-500', '501-1000', '1001+', '1001-5000', 'large', 'medium']
		},
		{ level: 5, points: 5, label: '11 to 50', words: ['11-50', 'small'] }
	],
	steps: [
		{ level: 5, points: 5, from: 11 },
		{ level: 10, points: 5, from: 51 }
	],
	atMost: Infinity
};

/** Who they are and what they did, half and half; what they did counts less as time goes by. */
export const combined: Template = {
	key: 'combined',
	name: 'Fit and interest',
	groups: [
		{ key: 'fit', label: 'Who they are', kind: 'fit', cap: 50 },
		{ key: 'interest', label: 'What they did', kind: 'engagement', cap: 50 }
	],
	questions: [
		{
			...fit,
			key: 'budget',
			label: 'Budget',
			names: names.budget,
			grades: [
				{ level: 15, points: 15, label: 'approved', words: words.budgetApproved },
				{ level: 5, points: 5, label: 'planned', words: words.budgetPlanned }
			]
		},
		{
			...fit,
			key: 'authority',
			label: 'Authority',
			names: names.authority,
			grades: [
				{ level: 15, points: 15, label: 'decides', words: words.decides },
				{ level: 5, points: 5, label: 'recommends', words: words.recommends }
			]
		},
		{
			...fit,
			key: 'need',
			label: 'Need',
			names: names.need,
			grades: [
				{ level: 15, points: 15, label: 'clear', words: [...words.clear, ...words.urgent] },
				{ level: 5, points: 5, label: 'vague', words: words.vague }
			]
		},
		{
			...fit,
			key: 'timing',
			label: 'Timing',
			names: names.timing,
			grades: [
				{ level: 15, points: 15, label: 'this month', words: words.thisMonth },
				{ level: 10, points: 10, label: 'this quarter', words: words.thisQuarter }
			]
		},
		companySize
	],
	actions: [
		interest('demo', 'Asked for a demo', did.demoRequest, 25, 1, 60),
		interest('prices', 'Looked at prices', did.pricingView, 8, 3, 30),
		interest('webinar', 'Came to a webinar', did.webinar, 10, 2, 60),
		interest('product', 'Looked at a product', did.productView, 4, 4, 30),
		interest('email-link', 'Followed a link in a mail', did.emailClick, 5, 3, 30),
		interest('survey', 'Answered a survey', did.survey, 5, 1, 90),
		interest('unsubscribed', 'Unsubscribed', did.unsubscribe, -20)
	],
	knockOut: [],
	thresholds: {
		warm: { score: 20 },
		hot: { score: 50, minEngagement: 10 },
		mql: { score: 35 }
	}
};
