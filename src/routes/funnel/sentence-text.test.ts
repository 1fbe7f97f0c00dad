import { expect, it } from 'vitest';
import { sentenceText } from './sentence-text.ts';

it('reads like the answer to the question', () => {
	const counts = [
		{ stage: 'mql' as const, count: 54 },
		{ stage: 'sal' as const, count: 24 },
		{ stage: 'sql' as const, count: 11 },
		{ stage: 'client' as const, count: 4 }
	];
	expect(sentenceText({ kind: 'shares', base: 100, exact: false, window: null, counts }, 'none')).toBe(
		'Of 100 leads 54 become MQL, 24 are accepted, 11 become SQL leads, 4 become clients.'
	);
	expect(
		sentenceText(
			{
				kind: 'shares',
				base: 12,
				exact: true,
				window: 30,
				counts: [
					{ stage: 'sal', count: 1 },
					{ stage: 'client', count: 0 }
				]
			},
			'none'
		)
	).toBe('Of the 12 leads 1 is accepted, 0 become clients within 30 days.');
});

it('names the step to look at', () => {
	expect(sentenceText({ kind: 'worse', to: 'sal', points: 9.04, clients: 23 }, 'year')).toBe(
		'The step to look at: acceptance by sales, 9 points below the year before: 23 clients.'
	);
	expect(sentenceText({ kind: 'young', to: 'sal', points: 9, open: 1200 }, 'previous')).toBe(
		'Acceptance by sales is 9 points below the period before, but 1,200 of its leads are still open: too early to tell.'
	);
	expect(
		sentenceText(
			{
				kind: 'largestLoss',
				from: 'iql',
				to: 'mql',
				lost: 7611,
				reached: 21593,
				reason: { text: "Doesn't Answer", count: 2000 }
			},
			'none'
		)
	).toBe(
		"The largest loss is before qualification by marketing: 7,611 of 21,593 leads end there, most often “Doesn't Answer” (2,000)."
	);
});
