/** Divides clients and their money among the touches on their way (METHODS, section 3). */
import type { AttributionModel } from '#lib/filters/names.ts';
import { largestRemainder } from '#lib/stats/largest-remainder.ts';
import { mostMarkovKeys, removalEffects } from './markov.ts';
import { isAlone, type TouchPath } from './paths.ts';

/** Days in which the weight of a touch halves in the model `time-decay`. */
export const halfLifeDays = 7;

/** Shares of the first, of all those between, and of the last of more than two touches in the model `position`. */
const position = { first: 0.4, between: 0.2, last: 0.4 };

type PlaceModel = 'first' | 'last' | 'linear' | 'position';
const placeModels: readonly PlaceModel[] = ['first', 'last', 'linear', 'position'];

/** The share of touch `i` of `n`; those of all touches add up to 1. */
export function placeShare(model: PlaceModel, i: number, n: number): number {
	if (model === 'first') return i === 0 ? 1 : 0;
	if (model === 'last') return i === n - 1 ? 1 : 0;
	if (model === 'linear' || n <= 2) return 1 / n;
	if (i === 0) return position.first;
	return i === n - 1 ? position.last : position.between / (n - 2);
}

/** Shares by how many days before the conversion each touch was. Only differences between the touches matter. */
export function decayShares(daysBefore: readonly number[]): number[] {
	const latest = daysBefore.reduce((least, days) => Math.min(least, days), Infinity);
	const weights = daysBefore.map((days) => 2 ** (-(days - latest) / halfLifeDays));
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return weights.map((weight) => weight / sum);
}

/** One client with touches of several keys. */
export interface TimedPath {
	keys: readonly number[];
	/** Before any one instant that is the same for all touches. */
	daysBefore: readonly number[];
	/** Minor units. */
	revenue: number;
}

/** What a model gives each key, and the money of it in minor units. */
export interface Credit {
	clients: Float64Array;
	revenue: number[];
}

/**
 * The credits of `size` keys by each model; they add up to the clients of `paths`, and to their money exactly. `timed`:
 * every client of a path with several keys. `markov` is null where there are too many keys, and without clients 0.
 * Yields now and then, so that whoever runs it can do other work in between.
 */
export function* attribute(
	paths: readonly TouchPath[],
	timed: readonly TimedPath[],
	size: number
): Generator<void, Record<Exclude<AttributionModel, 'markov'>, Credit> & { markov: MarkovCredit | null }> {
	const clients = paths.reduce((sum, path) => sum + path.clients, 0);
	const revenue = paths.reduce((sum, path) => sum + path.revenue, 0);
	const tally = () => ({ clients: new Float64Array(size), revenue: new Float64Array(size) });
	const tallies = { first: tally(), last: tally(), linear: tally(), position: tally() };
	const decay = tally();
	for (let p = 0; p < paths.length; p++) {
		const path = paths[p]!;
		if (p % 8192 === 8191) yield;
		if (path.clients === 0) continue;
		const { keys } = path;
		for (const model of placeModels)
			for (let i = 0; i < keys.length; i++) {
				const share = placeShare(model, i, keys.length);
				tallies[model].clients[keys[i]!]! += path.clients * share;
				tallies[model].revenue[keys[i]!]! += path.revenue * share;
			}
		if (!isAlone(keys)) continue;
		decay.clients[keys[0]!]! += path.clients;
		decay.revenue[keys[0]!]! += path.revenue;
	}
	for (let p = 0; p < timed.length; p++) {
		const path = timed[p]!;
		if (p % 4096 === 4095) yield;
		decayShares(path.daysBefore).forEach((share, i) => {
			decay.clients[path.keys[i]!]! += share;
			decay.revenue[path.keys[i]!]! += path.revenue * share;
		});
	}
	const settled = (of: { clients: Float64Array; revenue: Float64Array }): Credit => ({
		clients: of.clients,
		revenue: largestRemainder(of.revenue, revenue)
	});
	return {
		first: settled(tallies.first),
		last: settled(tallies.last),
		linear: settled(tallies.linear),
		position: settled(tallies.position),
		'time-decay': settled(decay),
		markov: size > mostMarkovKeys ? null : yield* byRemoval(paths, size, clients, revenue)
	};
}

export interface MarkovCredit extends Credit {
	/** Share of the clients that would be lost without the key. */
	removalEffects: Float64Array;
}

/** Clients and money in proportion to what would be lost without each key. */
function* byRemoval(
	paths: readonly TouchPath[],
	size: number,
	clients: number,
	revenue: number
): Generator<void, MarkovCredit> {
	const effects = yield* removalEffects(paths, size);
	const sum = effects.reduce((total, effect) => total + effect, 0) || 1;
	return {
		removalEffects: effects,
		clients: effects.map((effect) => (clients * effect) / sum),
		revenue: largestRemainder(
			effects.map((effect) => (revenue * effect) / sum),
			revenue
		)
	};
}
