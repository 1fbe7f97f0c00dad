import { parseModel, type ScoreModel } from '#lib/scoring/model.ts';

/** A small model for the demo company's answers and activities; `more` replaces fields of it. */
export const smallModel = (more: object = {}): ScoreModel =>
	parseModel({
		name: 'Small',
		groups: [
			{ key: 'fit', label: 'Fit', kind: 'fit', cap: 40 },
			{ key: 'interest', label: 'Interest', kind: 'engagement', cap: 60 }
		],
		rules: [
			{
				key: 'decides',
				label: 'Decides',
				group: 'fit',
				points: 20,
				when: { attribute: 'Authority', op: 'eq', value: 'decides' }
			},
			{
				key: 'budget',
				label: 'Budget approved',
				group: 'fit',
				points: 20,
				when: { attribute: 'Budget', op: 'eq', value: 'approved' }
			},
			{
				key: 'demo',
				label: 'Asked for a demo',
				group: 'interest',
				points: 30,
				when: { activity: 'demo_request' }
			},
			{
				key: 'pricing',
				label: 'Looked at prices',
				group: 'interest',
				points: 5,
				max: 4,
				halfLifeDays: 30,
				when: { activity: 'pricing_view' }
			}
		],
		thresholds: { warm: 20, hot: 40, mql: { score: 40 } },
		...more
	});
