/** The commonest ways to a client: how many leads took each, how many of them became clients, and how soon. */
import { halfTimeDays, incidenceCurve, type IncidenceCell } from '#lib/leadtime/incidence.ts';
import { wilson, type Interval } from '#lib/stats/intervals.ts';
import { collapse, type TouchPath } from './paths.ts';

/** How a lead leaves: still open at the end of the data, or by an outcome with or without a usable date. */
export const leaving = ['open', 'client', 'lost', 'undatedClient', 'undatedLoss'] as const;

/** When and how a lead leaves as one number: whole elapsed days × the number of ways + the place in `leaving`. */
export type Leave = number;

export interface LeavingPath extends TouchPath {
	/** How many of its leads leave when and how. */
	leaves: readonly (readonly [leave: Leave, leads: number])[];
}

export interface CommonPath {
	/** Repeats in a row made one. */
	keys: number[];
	leads: number;
	clients: number;
	conversion: number;
	interval: Interval;
	halfTimeDays: number | null;
}

/**
 * The `limit` paths with the most clients (of equal ones those with more leads), none without clients. Yields now and
 * then, so that whoever runs it can do other work in between.
 */
export function* commonestPaths(paths: readonly LeavingPath[], limit: number): Generator<void, CommonPath[]> {
	const ways = new Map<string, { keys: number[]; leads: number; clients: number; of: LeavingPath[] }>();
	for (let p = 0; p < paths.length; p++) {
		if (p % 4096 === 4095) yield;
		const path = paths[p]!;
		const keys = collapse(path.keys);
		const name = keys.join(' ');
		let way = ways.get(name);
		if (!way) ways.set(name, (way = { keys, leads: 0, clients: 0, of: [] }));
		way.leads += path.clients + path.others;
		way.clients += path.clients;
		way.of.push(path);
	}
	yield;
	return [...ways.values()]
		.filter(({ clients }) => clients > 0)
		.sort((a, b) => b.clients - a.clients || b.leads - a.leads)
		.slice(0, limit)
		.map(({ keys, leads, clients, of }) => ({
			keys,
			leads,
			clients,
			conversion: clients / leads,
			interval: wilson(clients, leads),
			halfTimeDays: halfTimeOf(of)
		}));
}

function halfTimeOf(paths: readonly LeavingPath[]): number | null {
	const cells: IncidenceCell[] = [];
	const leftOut = { clients: 0, lost: 0 };
	for (const { leaves } of paths)
		for (const [leave, leads] of leaves) {
			const how = leaving[leave % leaving.length]!;
			if (how === 'undatedClient') leftOut.clients += leads;
			else if (how === 'undatedLoss') leftOut.lost += leads;
			else {
				const day = Math.floor(leave / leaving.length);
				cells.push({ day, open: 0, client: 0, lost: 0, [how]: leads });
			}
		}
	return halfTimeDays(incidenceCurve(cells, leftOut));
}
