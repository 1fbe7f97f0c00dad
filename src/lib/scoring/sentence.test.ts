import { expect, it } from 'vitest';
import { scoringSentence } from './sentence.ts';

const gate = {
	...{ threshold: 40, flagged: 50, clients: 20, precision: 0.4, recall: 0.5, lift: 2, barred: 0 },
	precisionInterval: [0.3, 0.5] as [number, number],
	recallInterval: [0.4, 0.6] as [number, number]
};
const report = {
	...{ n: 200, clients: 40, leftOut: 5, horizonDays: 90, auc: 0.8, gate },
	...{ calibration: null, profit: null, compared: null }
};
const kinds = (more: Partial<Parameters<typeof scoringSentence>[0]>) =>
	scoringSentence({ ...report, ...more }).map(({ kind }) => kind);
const against = (interval: [number, number]) => ({
	...{ live: 'A@1', aucA: 0.8, aucB: 0.7, difference: 0.1, se: 0.1, interval },
	...{ varA: 0, varB: 0, cov: 0, gini: 0.4, ks: 0.3, gate }
});
const band = {
	from: 0,
	to: 9,
	leads: 60,
	clients: 6,
	expected: 0.1,
	rate: 0.1,
	interval: [0, 1] as [number, number]
};

it('says what is missing before anything else', () => {
	expect(kinds({ n: 0, leftOut: 0 })).toEqual([]);
	expect(kinds({ n: 0, gate: null })).toEqual(['young']);
	expect(kinds({ gate: null, auc: null })).toEqual(['noModel']);
	expect(kinds({ clients: 0, auc: null })).toEqual(['noClients']);
	expect(kinds({ clients: 200, auc: null })).toEqual(['allClients']);
});

it('says what the threshold hands over, then how well the points tell', () => {
	expect(kinds({})).toEqual(['gate', 'pairs']);
	expect(kinds({ clients: 9 })).toEqual(['gate', 'few', 'pairs']);
	expect(kinds({ gate: { ...gate, flagged: 0, clients: 0, precision: null } })).toEqual(['nobody', 'pairs']);
});

it('says whether another model is better as far as its range tells', () => {
	const verdict = (interval: [number, number]) =>
		scoringSentence({ ...report, compared: against(interval) }).find(({ kind }) => kind === 'compared');
	expect(verdict([0.01, 0.2])).toMatchObject({ verdict: 'better', live: 'A@1', aucLive: 0.7 });
	expect(verdict([-0.01, 0.2])).toMatchObject({ verdict: 'same' });
	expect(verdict([-0.2, -0.01])).toMatchObject({ verdict: 'worse' });
});

it('counts the bands that are off, and says nothing of one band alone', () => {
	const fitted = { problem: null, a: -1, b: 0.1 };
	const bands = [false, true, true].map((off) => ({ ...band, off }));
	expect(scoringSentence({ ...report, calibration: { ...fitted, bands } }).at(-1)).toEqual({
		...{ kind: 'calibration', off: 2, bands: 3 }
	});
	expect(kinds({ calibration: { ...fitted, bands: bands.slice(0, 1) } })).toEqual(['gate', 'pairs']);
	expect(kinds({ calibration: { problem: 'few', a: null, b: null, bands: [] } })).toEqual(['gate', 'pairs']);
});

it('names the threshold that pays, unless nobody knows what a lead costs', () => {
	const part = { leads: 90, flagged: 20, clients: 9, profit: 100 };
	const profit = {
		...{ problem: null, perClient: 50, perLead: 10, threshold: 30, from: 20, to: 40 },
		...{ older: part, newer: { ...part, interval: [50, 150] as [number, number] } }
	};
	expect(scoringSentence({ ...report, profit }).at(-1)).toEqual({
		...{ kind: 'profit', threshold: 30, from: 20, to: 40, profit: 100, leads: 90 }
	});
	expect(kinds({ profit: { problem: 'cost' } })).toEqual(['gate', 'pairs']);
});
