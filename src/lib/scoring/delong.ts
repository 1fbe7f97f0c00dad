/** Whether one score parts clients from others better than another on the same leads (METHODS: Scoring, Quality). */
import { z95 } from '#lib/stats/intervals.ts';
import { qualityOf } from './quality.ts';
import { placesIn, tallyOf, type Tally } from './tally.ts';

/** DeLong's paired comparison of two scores: a against b. */
export interface AucDifference {
	aucA: number;
	aucB: number;
	/** aucA − aucB */
	difference: number;
	/** Standard error of the difference. */
	se: number;
	/** 95 % */
	interval: [lo: number, hi: number];
	varA: number;
	varB: number;
	cov: number;
}

/**
 * Scores `a` and `b` of the same leads, in one order. Null with fewer than two clients or two others. In time n log n, as
 * Sun and Xu (2014): each lead's share of won pairs comes from its midranks, here by looking its score up in a tally.
 */
export function delong(isClient: Uint8Array, a: Float64Array, b: Float64Array): AucDifference | null {
	const [of, against] = [placements(a, isClient), placements(b, isClient)];
	const { allClients, allOthers } = of.tally;
	if (allClients < 2 || allOthers < 2) return null;
	const aucA = qualityOf(of.tally).auc!;
	const aucB = qualityOf(against.tally).auc!;
	const sums = { client: { aa: 0, bb: 0, ab: 0 }, other: { aa: 0, bb: 0, ab: 0 } };
	for (let i = 0; i < isClient.length; i++) {
		const [from, into] = isClient[i]
			? (['ofClient', sums.client] as const)
			: (['ofOther', sums.other] as const);
		const da = of[from][of.place[i]!]! - aucA;
		const db = against[from][against.place[i]!]! - aucB;
		into.aa += da * da;
		into.bb += db * db;
		into.ab += da * db;
	}
	const moment = (of: 'aa' | 'bb' | 'ab') =>
		sums.client[of] / ((allClients - 1) * allClients) + sums.other[of] / ((allOthers - 1) * allOthers);
	const [varA, varB, cov] = [moment('aa'), moment('bb'), moment('ab')];
	const difference = aucA - aucB;
	const se = Math.sqrt(Math.max(0, varA + varB - 2 * cov));
	return {
		aucA,
		aucB,
		difference,
		se,
		interval: [difference - z95 * se, difference + z95 * se],
		varA,
		varB,
		cov
	};
}

/** By place in the tally: the share of others that a client with it is above, of clients that another is below; ties half. */
function placements(score: Float64Array, isClient: Uint8Array) {
	const tally: Tally = tallyOf(score, isClient);
	const { clients, others, allClients, allOthers } = tally;
	const ofClient = new Float64Array(clients.length);
	const ofOther = new Float64Array(clients.length);
	let [clientsBelow, othersBelow] = [0, 0];
	for (let i = 0; i < clients.length; i++) {
		ofClient[i] = (othersBelow + others[i]! / 2) / allOthers;
		ofOther[i] = 1 - (clientsBelow + clients[i]! / 2) / allClients;
		clientsBelow += clients[i]!;
		othersBelow += others[i]!;
	}
	return { tally, place: placesIn(tally, score), ofClient, ofOther };
}
