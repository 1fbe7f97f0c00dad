import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { incidenceOf, type ExitCell } from '#lib/leadtime/exits.ts';
import type { SentencePart } from '#lib/leadtime/sentence.ts';
import { breakdownChoices } from './breakdown-choices.ts';
import { differenceText } from './difference-text.ts';
import { howText } from './how-text.ts';
import { notesText } from './notes-text.ts';
import { outcomeHref } from './outcome-href.ts';
import { sentenceText } from './sentence-text.ts';

const filters = filtersSchema.parse({});
const group = (key: string, ...cells: [ExitCell['exit'], day: number, leads: number][]) => ({
	key,
	...incidenceOf(cells.map(([exit, day, leads]) => ({ exit, day, leads })))
});

describe('the opening sentences', () => {
	const said: [SentencePart, string][] = [
		[
			{
				kind: 'shares',
				base: 100,
				digits: 1,
				days: [
					{ day: 30, count: 3.4 },
					{ day: 365, count: 5.2 }
				]
			},
			'Of 100 leads 3.4 are clients after 30 days, 5.2 after a year.'
		],
		[
			{ kind: 'shares', base: 1000, digits: 0, days: [{ day: 7, count: 1 }] },
			'Of 1,000 leads 1 is a client after 7 days.'
		],
		[{ kind: 'half', day: 28 }, 'Half of the clients come within 28 days.'],
		[{ kind: 'half', day: 0 }, 'Half of the clients come on the day they arrive as leads.'],
		[
			{ kind: 'none', leads: 1200, lost: 800, open: 400 },
			'None of the 1,200 leads has become a client: 800 are lost, 400 are still open.'
		],
		[
			{ kind: 'few', clients: 1, leads: 40 },
			'1 of 40 leads is a client: too few to say when the others follow.'
		],
		[{ kind: 'one', outcome: 'client', day: 0 }, 'The only lead became a client on the day it arrived.'],
		[{ kind: 'one', outcome: 'lost', day: 3 }, 'The only lead was lost after 3 days.'],
		[{ kind: 'one', outcome: 'open', day: null }, 'The only lead is still open.'],
		[
			{ kind: 'onArrival', base: 100, digits: 0, count: 10 },
			'Of 100 leads 10 become clients, all of them on the day they arrive.'
		]
	];
	it.each(said)('%o', (part, text) => {
		expect(sentenceText(part)).toBe(text);
	});
});

describe('whether the groups differ', () => {
	const groups = [
		group('Search', ['client', 10, 30], ['open', 100, 70]),
		group('Social', ['client', 10, 10], ['open', 50, 90]),
		group('Fairs', ['open', 200, 80])
	];
	const pair = { a: 'Search', b: 'Social' };
	const difference = { groups: 2, chisq: 9, df: 1, p: 0.003, pairs: [{ ...pair, p: 0.003, clear: true }] };

	it('names the pairs that do, with their shares on the same day', () => {
		expect(differenceText({ groups, difference }, ['channel'], filters)).toEqual({
			verdict:
				'The channels differ in how many leads become clients, and when; not chance (2 compared, each with at least 10 clients).',
			pairs: ['Search 30, Social 10 of 100 after 30 days'],
			rest: 0
		});
	});

	it('ranks nothing that could be chance', () => {
		const pairs = [{ ...pair, p: 0.4, clear: false }];
		const { verdict, ...rest } = differenceText(
			{ groups, difference: { ...difference, p: 0.4, pairs } },
			['attr.City'],
			filters
		);
		expect(verdict).toBe(
			'The groups by City could be alike: their differences could be chance (2 compared, each with at least 10 clients).'
		);
		expect(rest).toEqual({ pairs: [], rest: 0 });
	});

	it('says why they are not compared', () => {
		const text = (found: Parameters<typeof differenceText>[0], by: string[], values = {}) =>
			differenceText(found, by, { values }).verdict;
		expect(text({ groups, difference: null }, ['channel'])).toContain('Fewer than two groups');
		expect(text({ groups: groups.slice(0, 1), difference: null }, ['channel'])).toContain('only one group');
		expect(text({ groups, difference: null }, ['outcome'])).toContain('by their outcome');
		expect(text({ groups, difference: null }, ['channel'], { stage: ['sal'] })).toContain('by their stage');
	});
});

describe('the notes', () => {
	it('are none where there is nothing to say', () => {
		expect(notesText(incidenceOf([]), filters)).toEqual([]);
	});

	it('say how leads count and what is left out', () => {
		const whole = incidenceOf([
			{ exit: 'undatedClient', day: 0, leads: 12 },
			{ exit: 'undatedLost', day: 0, leads: 3 },
			{ exit: 'afterAsOfLost', day: 0, leads: 1 }
		]);
		const notes = notesText(whole, filtersSchema.parse({ mode: 'period', window: 30 }));
		expect(notes).toHaveLength(4);
		expect(notes[0]).toContain('by the day they arrived');
		expect(notes[1]).toContain('within 30 days');
		expect(notes[2]).toContain('12 clients and 3 lost leads');
		expect(notes[3]).toContain('1 outcome is later');
	});
});

describe('how it is computed', () => {
	it('has the numbers of the reader', () => {
		const whole = group('', ['client', 10, 30], ['undatedClient', 0, 10], ['open', 100, 70]);
		const text = howText(whole, null, { asOf: '2026-11-01T00:00:00Z', timezone: 'UTC' }).join(' ');
		expect(text).toContain('30 of 100 leads became clients');
		expect(text).toContain('10 of 40 clients have no usable date');
		expect(text).toContain('counts 1.3 times');
		expect(text).not.toContain('log-rank');
	});
});

describe('links', () => {
	it('open the leads that ended so, by arrival', () => {
		const period = filtersSchema.parse({ mode: 'period', by: ['channel'] });
		expect(outcomeHref(period, 'client', 'Search')).toBe('/leads?channel=Search&ended=client');
		expect(outcomeHref(period, 'lost')).toBe('/leads?outcome=refused&outcome=unfit&outcome=junk');
		expect(outcomeHref(filtersSchema.parse({ window: 30 }), 'lost')).toBeNull();
	});

	it('offer what the page breaks down by', () => {
		const url = new URL('http://sluice.test/lead-time?by=manager&q=x');
		const choices = breakdownChoices(url, ['manager'], ['City'], null);
		expect(choices[0]).toEqual({ key: 'channel', href: '/lead-time', current: false });
		expect(choices.filter(({ current }) => current).map(({ key }) => key)).toEqual(['manager']);
		expect(choices.at(-1)!.href).toBe('/lead-time?by=attr.City');
		const keys = (model: string | null, by: string[]) =>
			breakdownChoices(url, by, [], model).map(({ key }) => key);
		expect(keys(null, [])).not.toContain('temperature');
		expect(keys('Small@1', [])).toContain('temperature');
		expect(keys(null, ['temperature'])).toContain('temperature');
	});
});
