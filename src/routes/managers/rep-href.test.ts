import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { repHref } from './rep-href.ts';

it('keeps the filters, but not the choice of reps', () => {
	const values = { manager: ['Eva Kent'], firstManager: ['Ann'], channel: ['Webinar'] };
	const filters = filtersSchema.parse({ values, goal: 'sql' });
	expect(repHref('Ann/Lee & Co', filters)).toBe(
		'/managers/rep/Ann%2FLee%20%26%20Co?channel=Webinar&firstManager=Ann&goal=sql'
	);
	expect(repHref('Ann', { ...filters, credit: 'first' })).toBe(
		'/managers/rep/Ann?channel=Webinar&manager=Eva+Kent&credit=first&goal=sql'
	);
});
