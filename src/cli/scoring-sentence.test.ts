import { expect, it } from 'vitest';
import type { ScoringSentencePart } from '#lib/scoring/sentence.ts';
import { scoringSentenceText } from './scoring-sentence.ts';

it.each<[ScoringSentencePart, string]>([
	[
		{ kind: 'young', leftOut: 1200, horizonDays: 90 },
		'All 1,200 leads are younger than 90 days: nobody knows yet which become clients.'
	],
	[
		{ kind: 'noModel', n: 9240, clients: 3561 },
		'There is no score model to judge 9,240 leads by, 3,561 of them clients: import one with model import, or make one on the Scoring page.'
	],
	[
		{ kind: 'noClients', n: 300, horizonDays: 90, threshold: 40, flagged: 12 },
		'None of 300 leads became a client within 90 days: no score can be judged. At 40 sales gets 12 of them.'
	],
	[
		{ kind: 'gate', threshold: 40, flagged: 2001, n: 9240, precision: 0.8651, recall: 0.4861 },
		'At 40 sales gets 2,001 of 9,240 leads: 86.5 % become clients, 48.6 % of all clients are caught.'
	],
	[
		{ kind: 'nobody', threshold: 500, n: 300, clients: 42 },
		'No lead is handed over at 500: all 42 clients among 300 leads are missed.'
	],
	[{ kind: 'few', clients: 1 }, 'Only 1 client: too few to rely on it.'],
	[{ kind: 'pairs', auc: 0.8442 }, 'A client scores above a non-client in 84.4 % of pairs.'],
	[
		{ kind: 'compared', live: 'BANT@3', aucLive: 0.7, verdict: 'same' },
		'BANT@3, the live model, does in 70.0 %: the difference could be chance.'
	],
	[
		{ kind: 'calibration', off: 0, bands: 10 },
		'What the points of older leads foretell came true in all 10 bands of newer ones.'
	],
	[
		{ kind: 'calibration', off: 2, bands: 9 },
		'What the points of older leads foretell did not come true in 2 of 9 bands of newer ones.'
	],
	[
		{ kind: 'profit', threshold: 40, from: 35, to: 55, profit: 12_345.6, leads: 2772 },
		'40 points pay best (from 35 to 55 could be as good): 12,346 EUR with the newest 2,772 leads.'
	],
	[
		{ kind: 'profit', threshold: 40, from: 40, to: 40, profit: -3, leads: 90 },
		'40 points pay best: -3 EUR with the newest 90 leads.'
	]
])('%j', (part, text) => {
	expect(scoringSentenceText(part, 'EUR')).toBe(text);
});
