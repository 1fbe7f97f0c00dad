import { expect, it } from 'vitest';
import { sentenceText } from './sentence-text.ts';

const text = (part: Parameters<typeof sentenceText>[0]) =>
	sentenceText(part, { by: ['channel'], currency: 'EUR' });

it('reads like the answer to the question', () => {
	const cheap = { key: 'SMM', cac: 79.88483516483517 };
	const dear = { key: 'Google', cac: 334.0959537572256 };
	expect(text({ kind: 'costs', cheap, dear })).toBe(
		'SMM brings a client for €80, Google for €334; not chance.'
	);
	expect(text({ kind: 'costsPlain', cheap, dear })).toBe('SMM brings a client for €80, Google for €334.');
	expect(text({ kind: 'costsSame', compared: 3, few: 0, ...dear })).toBe(
		'What a client costs differs by no more than chance: Google, with the most ad spend, brings one for €334.'
	);
	expect(text({ kind: 'costsSame', compared: 3, few: 1, ...dear })).toBe(
		'Among the 3 with enough clients to compare, what a client costs differs by no more than chance: Google, with the most ad spend, brings one for €334.'
	);
});

it('says what a client costs where nothing can be compared', () => {
	const range: [number, number] = [97.2, 642.87];
	expect(text({ kind: 'cost', cac: 250, range, few: false })).toBe(
		'A client costs €250 in ad spend, likely €97–€643.'
	);
	expect(text({ kind: 'cost', cac: 12.5, range: [4.86, 32.14], few: true })).toBe(
		'A client costs €12.50 in ad spend, likely €4.86–€32; too few clients came to say where one costs less.'
	);
	expect(text({ kind: 'onlyCost', key: 'Google', cac: 250, range })).toBe(
		'Only Google cost money: €250 for a client, likely €97–€643.'
	);
});

it('tells of money without clients', () => {
	expect(text({ kind: 'noClients', cost: 1010, leads: 42 })).toBe(
		'€1,010 was spent on 42 leads, and none has become a client yet.'
	);
	expect(text({ kind: 'noClients', cost: 300, leads: 0 })).toBe('€300 was spent, and no lead came.');
	expect(text({ kind: 'nothingFor', what: 'client', key: 'Display', cost: 9200, expected: 9.2 })).toBe(
		'Display cost €9,200 and brought no client; at the price of the others it should have brought 9.'
	);
	expect(text({ kind: 'nothingFor', what: 'lead', key: 'Radio', cost: 300, expected: 25.4 })).toBe(
		'Radio cost €300 and brought no lead; at the price of the others it should have brought 25.'
	);
});

it('speaks of conversions where there are no costs', () => {
	const better = [
		{ key: 'Webinar', difference: 0.035 },
		{ key: 'Organic', difference: 0.021 }
	];
	const worse = [{ key: 'Mail', difference: -0.027 }];
	expect(text({ kind: 'conversions', better, worse })).toBe(
		'Leads of Webinar (+3.5 points) and Organic (+2.1 points) become clients more often than the others of the same weeks, leads of Mail (−2.7 points) less often; not chance.'
	);
	expect(text({ kind: 'conversions', better: [], worse })).toBe(
		'Leads of Mail (−2.7 points) become clients less often than the others of the same weeks; not chance.'
	);
	expect(text({ kind: 'conversions', better, worse: [] })).toContain(
		'Organic (+2.1 points) become clients more'
	);
	expect(text({ kind: 'conversionsSame' })).toContain('by more than chance');
	expect(text({ kind: 'counts', leads: 1800, clients: 44 })).toBe('1,800 leads, 44 clients.');
});
