/** How well a score parts clients from others, and what each threshold would hand over (METHODS: Scoring, Quality). */
import { wilson } from '#lib/stats/intervals.ts';
import type { ScoringThreshold } from './report.ts';
import { tallyOf, type Tally } from './tally.ts';

/** Null without clients, or without others. */
export interface Quality {
	/** Share of the pairs of a client and another in which the client scores higher, ties half. */
	auc: number | null;
	/** 2 AUC − 1 */
	gini: number | null;
	/** The greatest difference, over all thresholds, between the share of clients and that of others at or above. */
	ks: number | null;
}

/** `score` and `isClient` of the same leads, in any order. */
export const quality = (score: Float64Array, isClient: Uint8Array): Quality =>
	qualityOf(tallyOf(score, isClient));

export function qualityOf({ clients, others, allClients, allOthers }: Tally): Quality {
	if (allClients === 0 || allOthers === 0) return { auc: null, gini: null, ks: null };
	let [pairs, clientsBelow, othersBelow, ks] = [0, 0, 0, 0];
	for (let i = 0; i < clients.length; i++) {
		pairs += clients[i]! * (othersBelow + others[i]! / 2);
		clientsBelow += clients[i]!;
		othersBelow += others[i]!;
		ks = Math.max(ks, Math.abs(clientsBelow / allClients - othersBelow / allOthers));
	}
	const auc = pairs / (allClients * allOthers);
	return { auc, gini: 2 * auc - 1, ks };
}

/**
 * A row for each distinct score rounded down to whole points, ascending: the first flags every lead. Leads with −Infinity
 * (`gateScores`) are flagged by none.
 */
export function thresholdsIn({ score, clients, others, allClients, allOthers }: Tally): ScoringThreshold[] {
	const rows: ScoringThreshold[] = [];
	let [flagged, caught] = [0, 0];
	for (let i = score.length - 1; i >= 0 && score[i]! > -Infinity; i--) {
		flagged += clients[i]! + others[i]!;
		caught += clients[i]!;
		const threshold = Math.floor(score[i]!);
		if (i === 0 || Math.floor(score[i - 1]!) < threshold)
			rows.push(thresholdRow(threshold, flagged, caught, allClients + allOthers, allClients));
	}
	return rows.reverse();
}

/** The shares of a hand-over of `flagged` leads, `clients` of them clients, out of `n` with `allClients`. */
export function thresholdRow(
	threshold: number,
	flagged: number,
	clients: number,
	n: number,
	allClients: number
): ScoringThreshold {
	const precision = flagged > 0 ? clients / flagged : null;
	return {
		threshold,
		flagged,
		clients,
		precision,
		recall: allClients > 0 ? clients / allClients : null,
		lift: precision === null || allClients === 0 ? null : precision / (allClients / n),
		precisionInterval: wilson(clients, flagged),
		recallInterval: wilson(clients, allClients)
	};
}

/** A point of the curve of shares at or above each threshold, from nobody to everybody. */
export interface RocPoint {
	/** null: nobody */
	threshold: number | null;
	/** Share of the clients, and of the others. */
	clients: number;
	others: number;
}

/** Empty without clients, or without others. `n` and `clients` are those of all leads. */
export function rocOf(
	thresholds: readonly Pick<ScoringThreshold, 'threshold' | 'flagged' | 'clients'>[],
	n: number,
	clients: number
): RocPoint[] {
	if (clients === 0 || clients === n) return [];
	return [
		{ threshold: null, clients: 0, others: 0 },
		...thresholds.toReversed().map((row) => ({
			threshold: row.threshold,
			clients: row.clients / clients,
			others: (row.flagged - row.clients) / (n - clients)
		}))
	];
}
