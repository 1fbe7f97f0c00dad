import { expect, test } from 'vitest';
import { gateSentence } from './gate-sentence.ts';

const judged = { n: 9240, clients: 3561, leftOut: 0, horizonDays: 90 };
const gate = { threshold: 40, flagged: 2001, clients: 1739 };

test('the sentence says what the gate hands over and what it catches', () => {
	expect(gateSentence(judged, gate)).toBe(
		'At 40 sales gets 2,001 of 9,240 leads: 87% buy, 49% of all clients are caught.'
	);
});

test('a gate that nobody reaches, no client, too few and all too young are said', () => {
	expect(gateSentence(judged, { threshold: 400, flagged: 0, clients: 0 })).toBe(
		'At 400 sales gets nobody: no lead reaches it. All 3,561 clients are missed.'
	);
	expect(gateSentence({ ...judged, clients: 0 }, { ...gate, clients: 0 })).toMatch(
		/^At 40 sales gets 2,001 of 9,240 leads; none of all 9,240 became a client within 90 days/
	);
	expect(gateSentence({ ...judged, clients: 9240 }, { ...gate, clients: 2001 })).toMatch(
		/^At 40 sales gets 2,001 of 9,240 leads; all 9,240 became clients within 90 days, so nothing tells/
	);
	expect(gateSentence({ ...judged, clients: 9 }, { ...gate, clients: 9 })).toBe(
		'Of 9,240 leads 9 became clients: too few to set a gate by. At 40 sales gets 2,001 of 9,240 leads: 0.45% buy, 100% of all clients are caught.'
	);
	expect(gateSentence({ n: 0, clients: 0, leftOut: 12, horizonDays: 90 }, { ...gate, flagged: 0 })).toBe(
		'Nothing can be told yet: all 12 leads are younger than the 90 days in which they may still become clients.'
	);
});
