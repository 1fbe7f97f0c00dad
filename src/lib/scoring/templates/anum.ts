import { authority, budget, need, timing } from './bant.ts';
import type { Template } from './template.ts';

/** The questions of BANT, who decides first. */
export const anum: Template = {
	key: 'anum',
	name: 'ANUM',
	groups: [{ key: 'answers', label: 'What they told us', kind: 'fit', cap: 100 }],
	questions: [
		authority,
		need,
		{ ...timing, key: 'urgency', label: 'Urgency', names: ['Urgency', ...timing.names] },
		{ ...budget, key: 'money', label: 'Money', names: ['Money', ...budget.names] }
	],
	actions: [],
	knockOut: [],
	thresholds: { warm: { score: 40 }, hot: { score: 80 }, mql: { score: 80 } }
};
