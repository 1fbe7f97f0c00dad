import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Mix, MixRow } from '#lib/managers/mix.ts';
import type { LoadRow } from '#lib/managers/open-load.ts';
import { companyHref } from './company-href.ts';
import { loadSentences } from './load-text.ts';
import { columnChannels, mixHref } from './mix-hrefs.ts';
import { mixNotes, mixSentence } from './mix-text.ts';
import { mixView, viewRow } from './mix-view.ts';
import { shownRows } from './shown-rows.ts';

const row = (key: string | null, expected: number | null, more: Partial<MixRow> = {}): MixRow => ({
	...{ key, leads: 100, channels: [100], temperatures: [], expected, verdict: 'chance' },
	...more
});
const told = (rows: MixRow[], goal: Mix['goal'] = 'client') => mixSentence({ rows, goal });

describe('who gets what, in words', () => {
	it('names who was given the weakest leads, and the strongest', () => {
		const rows = [
			row('Aoife Byrne', 0.11),
			row('Bob', 0.07, { verdict: 'differs' }),
			row('Chiara Ricci', 0.041)
		];
		expect(told(rows)).toEqual([
			'Chiara Ricci was given the weakest leads: average reps would make 4.1 of 100 of them clients, 11 of 100 of Aoife Byrne’s, the strongest.',
			'1 of 3 reps get leads of other channels than their colleagues, and by more than chance.'
		]);
		expect(told(rows.slice(1), 'sql')[0]).toBe(
			'Average reps would make 4.1 of 100 of Chiara Ricci’s leads SQL leads, and 7 of 100 of Bob’s.'
		);
	});

	it('says so where all get the same', () => {
		expect(told([row('Ann', 0.1), row('Bob', 0.102)])).toEqual([
			'All reps get leads of about the same worth: average reps would make 10 to 10.2 of 100 of them clients.',
			'That some reps get more leads of a channel than others could be chance.'
		]);
	});

	it('does not judge by a handful of leads, nor of nobody’s', () => {
		const few = { leads: 29, verdict: 'few' } as const;
		expect(told([row('Ann', 0.1), row('Bob', 0.9, few), row(null, null)])[0]).toBe(
			'129 leads went to 2 sales reps.'
		);
		expect(told([row('Ann', null, few), row('Bob', null, few)])[1]).toMatch(/^Too few leads/);
		const unjudged = [row('Ann', null, { verdict: null }), row('Bob', null, { verdict: null })];
		expect(told(unjudged)).toEqual(['200 leads went to 2 sales reps.']);
		expect(told([row(null, null)])).toEqual(['None of these leads has a sales rep.']);
	});

	it('says who counts, and why nobody is compared', () => {
		const notes = (notJudged: Mix['notJudged']) => mixNotes({ base: 'all', credit: 'first', notJudged });
		expect(notes('wonOnly')).toEqual([
			'All leads, accepted or not, each for the rep who had it first.',
			'Hardly any lost lead names its rep here, so what average reps would make of the leads cannot be told.'
		]);
		expect(notes(null)[1]).toMatch(/no word about the reps/);
	});
});

describe('the table', () => {
	const channels = Array.from({ length: 15 }, (_, i) => ({ key: `C${i}`, leads: 20 - i }));
	const mix: Mix = {
		...{ base: 'accepted', goal: 'client', credit: 'last', notJudged: null, temperatures: null, rows: [] },
		...{ channels, all: { leads: 15, channels: channels.map(() => 1), expected: 0.1 } }
	};

	it('has the largest channels as columns, the others together', () => {
		const view = mixView(mix);
		expect([view.channels.length, view.others, view.all.counts.at(-1)]).toEqual([12, 3, 3]);
		const counts = channels.map((_, i) => i);
		expect(viewRow(row('Ann', 0.1, { channels: counts }), mix).counts.slice(11)).toEqual([11, 12 + 13 + 14]);
		const thirteen = mixView({ ...mix, channels: channels.slice(0, 13) });
		expect([thirteen.channels.length, thirteen.others]).toEqual([13, 0]);
	});

	it('opens to the leads of its cells', () => {
		const filters = filtersSchema.parse({ values: { manager: ['Ann', 'Bob'], channel: ['!Spam'] } });
		const counted = { ...mix, filters };
		expect(mixHref(counted, 'Ann', { channels: columnChannels(['Ads', null], 1, filters) })).toBe(
			'/leads?channel=&manager=Ann&reached=sal'
		);
		expect(mixHref(counted, undefined, { temperature: 'hot' })).toBe(
			'/leads?channel=%21Spam&manager=%21&reached=sal&acceptedTemperature=hot'
		);
		expect(mixHref(counted, null, { channels: columnChannels(['Ads', null], 2, filters) })).toBe(
			'/leads?channel=%21Spam&channel=%21Ads&channel=%21&manager=&reached=sal'
		);
	});

	it('shows the rows searched for, nobody last in either order', () => {
		const rows = [row('Ann', 1, { leads: 3 }), row('Bob', 1, { leads: 9 }), row(null, 1, { leads: 99 })];
		const keys = (q: string, order: 'name' | 'number', rowsChoice: 'first' | 'all' = 'first') =>
			shownRows(rows, { q, order, rows: rowsChoice }, ({ leads }) => leads, 2).shown.map(({ key }) => key);
		expect(keys('', 'name')).toEqual(['Ann', null]);
		expect(keys('', 'number', 'all')).toEqual(['Bob', 'Ann', null]);
		expect(keys('bO', 'name')).toEqual(['Bob']);
	});
});

describe('open leads, in words', () => {
	const load = (key: string | null, now: number, more: Partial<LoadRow> = {}): LoadRow => ({
		...{
			key,
			open: [now],
			came: [0],
			now,
			peak: now,
			recent: 0,
			lastCame: '2026-05-12T22:30:00Z',
			left: false
		},
		...more
	});

	it('name who has most, what nobody has, and who left some behind', () => {
		const rows = [load('Ann', 300), load('Jonas', 12, { left: true }), load('Zoe', 0), load(null, 4)];
		expect(loadSentences(rows, 'Europe/Berlin')).toEqual([
			'312 leads are open with 2 reps: the most with Ann (300).',
			'4 open leads are in nobody’s hands.',
			'Jonas has had no new lead since 13 May 2026 and still holds 12 open leads.'
		]);
		expect(loadSentences([load('Ann', 3), load('Bob', 3)], 'UTC')).toEqual(['6 leads are open.']);
		const left = ['A', 'B', 'C', 'D'].map((key) => load(key, 2, { left: true }));
		expect(loadSentences(left, 'UTC').at(-1)).toBe('So do 2 other reps.');
	});
});

it('the leads of a company open however it is written', () => {
	const filters = filtersSchema.parse({
		values: { firstManager: ['Zoe'], manager: ['Ann'] },
		credit: 'first',
		window: 30
	});
	expect(companyHref(filters, ['Acme', 'ACME'])).toBe(
		'/leads?company=Acme&company=ACME&firstManager=Zoe&manager=%21&recent=yes'
	);
	expect(companyHref(filters, ['Acme'], { manager: 'Bob', isOpen: true })).toBe(
		'/leads?company=Acme&firstManager=Zoe&manager=Bob&standsIn=any'
	);
});
