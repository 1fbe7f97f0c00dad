/** Paths of touches: the keys (channels, campaigns, …) of a lead's touches in their order, as indexes of the keys. */

/** Leads that came the same way. */
export interface TouchPath {
	/** At least one, repeats kept. */
	keys: readonly number[];
	clients: number;
	/** Leads that are no clients. */
	others: number;
	/** Of the clients, in minor units. */
	revenue: number;
}

/** Whether all touches have the same key. */
export const isAlone = (keys: readonly number[]): boolean => keys.every((key) => key === keys[0]);

/** Repeats of a key in a row made one. */
export const collapse = (keys: readonly number[]): number[] => keys.filter((key, i) => key !== keys[i - 1]);

/** What a key did on the paths of the clients. */
export interface Roles {
	/** It was the only one. */
	alone: number;
	/** The first of several, the last of several; both if it opens and closes the path. */
	starts: number;
	finishes: number;
	/** Neither first nor last. */
	between: number;
}

/** The roles of each of `size` keys, in clients. Yields now and then. */
export function* rolesOf(paths: readonly TouchPath[], size: number): Generator<void, Roles[]> {
	const roles = Array.from({ length: size }, (): Roles => ({ alone: 0, starts: 0, finishes: 0, between: 0 }));
	for (let p = 0; p < paths.length; p++) {
		if (p % 8192 === 8191) yield;
		const { keys, clients } = paths[p]!;
		if (clients === 0) continue;
		const first = keys[0]!;
		const last = keys.at(-1)!;
		if (isAlone(keys)) {
			roles[first]!.alone += clients;
			continue;
		}
		roles[first]!.starts += clients;
		roles[last]!.finishes += clients;
		for (const key of new Set(keys)) if (key !== first && key !== last) roles[key]!.between += clients;
	}
	return roles;
}
