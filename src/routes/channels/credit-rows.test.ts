import { describe, expect, it } from 'vitest';
import type { Attribution, AttributionRow } from '#lib/channels/report.ts';
import { creditRows, creditTotals, mostMoved, rolesOf } from './credit-rows.ts';
import { creditSentences } from './credit-sentences.ts';

const models = (first: number, last: number, linear: number, markov: number) => ({
	first,
	last,
	linear,
	markov,
	position: linear,
	'time-decay': linear
});
const none = models(0, 0, 0, 0);
const row = (
	key: string | null,
	clients: AttributionRow['clients'],
	roles: Partial<AttributionRow> = {}
): AttributionRow => ({
	key,
	clients,
	revenue: none,
	alone: 0,
	starts: 0,
	finishes: 0,
	between: 0,
	removalEffect: null,
	...roles
});

const rows = [
	row(null, models(5, 5, 5, 5)),
	row('Search', models(10, 30, 20, 22), { alone: 4, starts: 2, finishes: 24 }),
	row('Social', models(50, 30, 40, 38), { alone: 20, starts: 40, finishes: 12 }),
	row('Mail', models(1, 1, 1, 1), { starts: 3 })
];
const attribution: Attribution = { lookBackDays: 90, clients: 66, revenue: 0, untouched: 5, rows, paths: [] };
const made = creditRows(
	attribution,
	[
		{ key: 'Social', cost: 2000 },
		{ key: 'Mail', cost: 0 }
	],
	['channel']
);

describe('creditRows', () => {
	it('puts most clients first and those without a touch last', () =>
		expect(made.map(({ key, least, most }) => [key, least, most])).toEqual([
			['Social', 30, 50],
			['Search', 10, 30],
			['Mail', 1, 1],
			[null, 5, 5]
		]));

	it('has a cost per credited client where there is a cost', () =>
		expect(made.map(({ credits }) => credits.map(({ each }) => each))).toEqual([
			[40, 2000 / 30, 50, 2000 / 38],
			[null, null, null, null],
			[null, null, null, null],
			[null, null, null, null]
		]));

	it('adds up to the clients', () =>
		expect(creditTotals(made).map(({ model, clients }) => [model, clients])).toEqual([
			['first', 66],
			['last', 66],
			['linear', 66],
			['markov', 66]
		]));

	it('leaves out a model that could not be computed', () => {
		const many = rows.map((row) => ({ ...row, clients: { ...row.clients, markov: null } }));
		const [social] = creditRows({ ...attribution, rows: many }, [], ['channel']);
		expect(social!.credits.map(({ model }) => model)).toEqual(['first', 'last', 'linear']);
	});

	it('tells clients without a touch from touches without a value', () => {
		const rows = [row(null, models(7, 9, 8, 8), { alone: 4 })];
		const [none] = creditRows({ ...attribution, rows }, [], ['campaign']);
		expect(none).toMatchObject({
			none: true,
			untouched: false,
			names: ['none, or no touch in the 90 days before']
		});
		expect(made.at(-1)).toMatchObject({
			none: true,
			untouched: true,
			names: ['No touch in the 90 days before']
		});
	});
});

it('finds who depends most on the rule', () => {
	expect(mostMoved(made)).toMatchObject({ row: { key: 'Social' }, first: 50, last: 30 });
	expect(mostMoved(creditRows({ ...attribution, rows: [rows[0]!, rows[3]!] }, [], ['channel']))).toBeNull();
});

it('tells starters from finishers only beyond chance', () => {
	const { starters, finishers } = rolesOf(made);
	expect(starters.map(({ key }) => key)).toEqual(['Social']);
	expect(finishers.map(({ key }) => key)).toEqual(['Search']);
});

describe('creditSentences', () => {
	it('says who gains, what the rules agree on, who starts and who finishes', () =>
		expect(creditSentences(made, 66)).toEqual([
			'Social gets 50 of 66 clients if the first touch gets the credit, 30 if the last one does.',
			'24 of 66 clients met only one of these: it gets the whole client under every rule but “Lost without it”.',
			'Social starts more than it finishes: first of several touches of 40 clients, last of 12.',
			'Search finishes more than it starts: last of several touches of 24 clients, first of 2.'
		]));

	it('says so where the rules agree, and where a channel only starts', () => {
		const only = creditRows(
			{ ...attribution, rows: [row('Ads', models(8, 8, 8, 8), { starts: 8 })] },
			[],
			['channel']
		);
		expect(creditSentences(only, 8)).toEqual([
			'Whether the first or the last touch gets the credit makes hardly any difference here.',
			'Ads only starts: first of several touches of 8 clients, never the last.'
		]);
	});
});
