import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { repHref } from './rep-href.ts';
import { repOfPath } from './rep-path.ts';

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

it('leads to whatever a rep is called', () => {
	const names = [
		'..',
		'.',
		'\\..',
		'\\\\.',
		'...',
		'\\',
		'a/../b',
		'100%',
		"O'Neil",
		'🦊',
		'%2E%2E',
		'x'.repeat(300)
	];
	for (const name of names) {
		const { pathname } = new URL(repHref(name, filtersSchema.parse({})), 'http://sluice.test');
		const part = /^\/managers\/rep\/([^/]+)$/.exec(pathname)?.[1];
		expect(part, name).toBeDefined();
		expect(repOfPath(decodeURIComponent(part!))).toBe(name);
	}
});
