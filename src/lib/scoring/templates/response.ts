import { names } from './actions.ts';
import type { Template } from './template.ts';

const group = 'interest';

/** Who reads, answers and comes back, counted often and forgotten slowly. */
export const response: Template = {
	key: 'response',
	name: 'Newsletter, surveys, visits',
	groups: [{ key: group, label: 'What they did', kind: 'engagement', cap: 60 }],
	questions: [],
	actions: [
		{ key: 'subscribed', label: 'Subscribed to the newsletter', group, names: names.subscribe, points: 10 },
		{
			key: 'opened',
			label: 'Opened an issue',
			group,
			names: names.emailOpen,
			points: 1,
			max: 5,
			halfLifeDays: 60
		},
		{
			key: 'clicked',
			label: 'Followed a link in an issue',
			group,
			names: names.emailClick,
			points: 5,
			max: 4,
			halfLifeDays: 60
		},
		{
			key: 'survey',
			label: 'Answered a survey',
			group,
			names: names.survey,
			points: 10,
			max: 2,
			halfLifeDays: 90
		},
		{
			key: 'visits',
			label: 'Came to the site',
			group,
			names: names.visit,
			points: 4,
			max: 5,
			halfLifeDays: 30
		},
		{ key: 'unsubscribed', label: 'Unsubscribed', group, names: names.unsubscribe, points: -20 }
	],
	knockOut: [],
	thresholds: { warm: { score: 15 }, hot: { score: 30 }, mql: { score: 30 } }
};
