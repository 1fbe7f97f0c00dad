/** Whether a score says how likely a lead becomes a client (METHODS: Scoring, Calibration). */
import { wilson, type Interval } from '#lib/stats/intervals.ts';
import { atOnce } from './at-once.ts';
import { fitInTurns } from './fit-logistic.ts';
import { olderPart } from './split.ts';
import { tallyOf, type Tally } from './tally.ts';

/** Leads of the newer part with scores from `from` to `to`, both among them. */
export interface CalibrationBand {
	from: number;
	to: number;
	leads: number;
	clients: number;
	/** The mean of what the score foretold. */
	expected: number;
	rate: number;
	/** Wilson, 95 % */
	interval: Interval;
	/** More than chance away from what was foretold. */
	off: boolean;
}

export type Calibration =
	| { problem: null; a: number; b: number; bands: CalibrationBand[] }
	/**
	 * Why nothing can be foretold: the older part has no clients or only clients (`oneKind`), or one score for all
	 * (`oneScore`), or its clients all score above its others or all below (`parted`); or the newer part is too small
	 * (`few`).
	 */
	| { problem: CalibrationProblem; a: null; b: null; bands: [] };

export type CalibrationProblem = 'oneKind' | 'oneScore' | 'parted' | 'few';

const BANDS = 10;
const LEAST = 50;

/** Two-sided points of the normal distribution at 1 − .05 / bands, for 1 to 10 bands. */
const points = [
	1.9599639845400536, 2.2414027276049464, 2.3939797998185104, 2.4977054744123737, 2.5758293035489,
	2.638257273476751, 2.690109527158866, 2.734368786533176, 2.772921294608662, 2.8070337683438114
];

/** p = σ(a + bS) fitted on the older 70 %, held against the newer 30 %. `score` and `isClient`: the older leads first. */
export const calibrate = (score: Float64Array, isClient: Uint8Array): Calibration =>
	atOnce(calibrateInTurns(score, isClient));

/** As {@link calibrate}, yielding now and then. */
export function* calibrateInTurns(score: Float64Array, isClient: Uint8Array): Generator<void, Calibration> {
	const split = olderPart(score.length);
	const unknown = (problem: CalibrationProblem): Calibration => ({ problem, a: null, b: null, bands: [] });
	const older = tallyOf(score.subarray(0, split), isClient.subarray(0, split));
	yield;
	const fitted = yield* fitInTurns(older);
	if (fitted.problem !== null) return unknown(fitted.problem);
	const newer = tallyOf(score.subarray(split), isClient.subarray(split));
	if (newer.allClients + newer.allOthers < LEAST) return unknown('few');
	const { a, b } = fitted;
	return { problem: null, a, b, bands: bandsOf(newer, (value) => 1 / (1 + Math.exp(-(a + b * value)))) };
}

/** At most ten bands of as many leads each as ties allow, none of fewer than 50. */
function bandsOf(tally: Tally, foretold: (score: number) => number): CalibrationBand[] {
	const all = tally.allClients + tally.allOthers;
	const ends: number[] = [];
	let [leads, before] = [0, 0];
	tally.score.forEach((_, i) => {
		leads += tally.clients[i]! + tally.others[i]!;
		const next = Math.floor((before * BANDS) / all + 1e-9) + 1;
		if (leads * BANDS < next * all || leads - before < LEAST || (leads < all && all - leads < LEAST)) return;
		ends.push(i + 1);
		before = leads;
	});
	const z = points[ends.length - 1]!;
	return ends.map((end, at) => bandOf(tally, ends[at - 1] ?? 0, end, foretold, z));
}

function bandOf(
	{ score, clients: made, others }: Tally,
	start: number,
	end: number,
	foretold: (score: number) => number,
	z: number
): CalibrationBand {
	let [leads, clients, sum] = [0, 0, 0];
	for (let i = start; i < end; i++) {
		const here = made[i]! + others[i]!;
		leads += here;
		clients += made[i]!;
		sum += here * foretold(score[i]!);
	}
	const expected = sum / leads;
	const [lo, hi] = wilson(clients, leads, z);
	return {
		...{ from: score[start]!, to: score[end - 1]!, leads, clients, expected },
		...{ rate: clients / leads, interval: wilson(clients, leads), off: expected < lo! || expected > hi! }
	};
}
