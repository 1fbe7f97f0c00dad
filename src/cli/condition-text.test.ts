import { expect, it } from 'vitest';
import type { When } from '#lib/scoring/model.ts';
import { conditionText as pageText } from '#lib/ui/condition-text.ts';
import { conditionText } from './condition-text.ts';

const attribute = 'Budget';

it.each<[When, string]>([
	[{ attribute, op: 'eq', value: 'approved' }, 'Budget is "approved"'],
	[{ attribute, op: 'eq', value: true }, 'Budget is "true"'],
	[{ attribute, op: 'in', value: ['approved', 5000] }, 'Budget is one of "approved", "5000"'],
	[{ attribute, op: 'in', value: ['approved'] }, 'Budget is "approved"'],
	[{ attribute, op: 'in', value: [] }, 'Budget is one of no values'],
	[{ attribute, op: 'gte', value: 0.5 }, 'Budget is at least 0.5'],
	[{ attribute, op: 'lte', value: '5' }, 'Budget is at most 5'],
	[{ attribute, op: 'between', value: [1, 5] }, 'Budget is between 1 and 5'],
	[{ attribute, op: 'contains', value: 'appr' }, 'Budget contains "appr"'],
	[{ attribute, op: 'exists' }, 'Budget is known'],
	[{ attribute: '', op: 'eq', value: '' }, '… is "…"'],
	[{ activity: 'webinar' }, 'did "webinar"'],
	[{ activity: 'webinar', where: [] }, 'did "webinar"'],
	[
		{
			activity: 'webinar',
			where: [
				{ attribute: 'minutes', op: 'gte', value: 30 },
				{ attribute: 'host', op: 'exists' }
			]
		},
		'did "webinar" (minutes is at least 30 and host is known)'
	],
	[{ all: [{ all: [{ activity: 'webinar' }] }] }, 'did "webinar"'],
	[
		{
			all: [{ activity: 'webinar' }, { all: [{ attribute, op: 'exists' }, { activity: 'survey' }] }]
		},
		'did "webinar" and Budget is known and did "survey"'
	]
])('%j', (when, text) => {
	expect(conditionText(when)).toBe(text);
	expect(pageText(when).replace(/[“”]/g, '"')).toBe(text);
});

it('names an event by its type; on a page in words', () => {
	expect(conditionText({ event: 'sal' })).toBe('has an event "sal"');
	expect(pageText({ event: 'sal' })).toBe('has an event “accepted by sales”');
});
