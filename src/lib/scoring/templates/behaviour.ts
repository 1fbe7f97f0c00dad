import { names } from './actions.ts';
import type { Template } from './template.ts';

const group = 'interest';

/** Points for what a lead does, against it for what speaks of none. */
export const behaviour: Template = {
	key: 'behaviour',
	name: 'Behaviour',
	groups: [{ key: group, label: 'What they did', kind: 'engagement', cap: 60 }],
	questions: [],
	actions: [
		{ key: 'subscribed', label: 'Subscribed', group, names: names.subscribe, points: 10 },
		{
			key: 'email-link',
			label: 'Followed a link in a mail',
			group,
			names: names.emailClick,
			points: 5,
			max: 4
		},
		{ key: 'product-page', label: 'Looked at a product', group, names: names.productView, points: 5, max: 4 },
		{ key: 'favourites', label: 'Added to favourites', group, names: names.favourite, points: 10 },
		{ key: 'unsubscribed', label: 'Unsubscribed', group, names: names.unsubscribe, points: -10 },
		{
			key: 'negative-comment',
			label: 'Wrote a negative comment',
			group,
			names: names.negativeComment,
			points: -10
		}
	],
	knockOut: [],
	thresholds: { warm: { score: 15 }, hot: { score: 30 }, mql: { score: 30 } }
};
