/** The score model that the demo company set for itself, in the versions that it published. */
import type { ScoreModel } from '#lib/scoring/model.ts';
import { combined } from '#lib/scoring/templates/combined.ts';
import { fitTemplate } from '#lib/scoring/templates/fit-template.ts';
import { makeModel } from '#lib/scoring/templates/make-model.ts';
import { activities, authorities, budgets, companySizes, needs, timings } from './answers.ts';
import type { Weighted } from './words.ts';

export interface DemoVersion {
	model: ScoreModel;
	/** Days before the end of the data. */
	daysAgo: number;
	reason: string;
}

const wordsOf = (lists: Weighted[]) => [...new Set(lists.flatMap((list) => list.map(([word]) => word)))];

/** Points that differ from the template's: big companies and busy readers are what everybody likes to see. */
const opinions: Record<string, number> = {
	'budget-15': 10,
	'budget-5': 10,
	'authority-15': 5,
	'authority-5': 5,
	'need-15': 3,
	'need-5': 3,
	'timing-15': 3,
	'timing-10': 2,
	'size-10': 25,
	'size-5': 15,
	demo: 8,
	prices: 2,
	product: 3,
	'email-link': 2,
	survey: 2
};

/** The oldest one first; the last one is live. */
export function demoVersions(): DemoVersion[] {
	const fit = fitTemplate(combined, {
		attributes: [
			{ name: 'Budget', values: wordsOf(budgets) },
			{ name: 'Authority', values: wordsOf(authorities) },
			{ name: 'Need', values: wordsOf(needs) },
			{ name: 'Timing', values: wordsOf(timings) },
			{ name: 'Company size', values: [...companySizes] }
		],
		activities: wordsOf(activities)
	});
	const made = makeModel(combined, fit);
	const model: ScoreModel = {
		...made,
		rules: [
			...made.rules.map((rule) => ({ ...rule, points: opinions[rule.key] ?? rule.points })),
			{
				...{
					key: 'email-open',
					label: 'Opened a mail',
					group: 'interest',
					points: 8,
					max: 5,
					halfLifeDays: 90
				},
				when: { activity: 'email_open' }
			}
		]
	};
	return [
		{
			model: { ...model, thresholds: { ...model.thresholds, mql: { score: 50 } } },
			daysAgo: 200,
			reason: 'The first version, with points as sales would give them.'
		},
		{
			model,
			daysAgo: 75,
			reason: 'Sales have time for more leads: handed over from 35 points instead of 50.'
		}
	];
}
