import { expect, it } from 'vitest';
import type { When } from '#lib/scoring/model.ts';
import { conditionLeads } from './condition-leads.ts';

it.each<[When, string | null]>([
	[
		{ attribute: 'Größe & Ort', op: 'eq', value: 'до 10' },
		'/leads?attr.Gr%C3%B6%C3%9Fe+%26+Ort=%D0%B4%D0%BE+10'
	],
	[{ attribute: 'Age', op: 'in', value: [1, '!2'] }, '/leads?attr.Age=1&attr.Age=%5C%212'],
	[{ attribute: 'Age', op: 'in', value: [] }, null],
	[{ attribute: 'Age', op: 'eq', value: '' }, null],
	[{ attribute: 'Age', op: 'gte', value: 1 }, null],
	[{ activity: 'call' }, null]
])('the leads of %j are at %s', (when, href) => {
	expect(conditionLeads(when)).toBe(href);
});
