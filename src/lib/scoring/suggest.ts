/** Points that the past suggests for the rules of a model (METHODS: Scoring, Suggest). */
import { clientsAmongTop } from './caught.ts';
import { choosePenalty } from './choose-penalty.ts';
import { delong, type AucDifference } from './delong.ts';
import { passing } from './gate.ts';
import { fitPenalised, type NoFit } from './penalised-logistic.ts';
import type { ScoreModel, Threshold } from './model.ts';
import { scoresOf, type Counts, type Scores } from './score-table.ts';
import { olderPart } from './split.ts';
import { columnsOf, ruleColumns, type RuleRole } from './suggest-columns.ts';
import type { ThresholdName } from './threshold-names.ts';
import { firstLeads, wholePoints, type Scale } from './whole-points.ts';

/** Clients, or others if they are fewer, that each free weight needs. */
export const leastPerWeight = 10;
/** Clients, and others, among the newer leads that a comparison needs. */
export const leastToTest = 20;
/** Next to locked rules that hardly tell clients from others, the points of the free ones have no end. */
export const mostPoints = 1000;

/** Why nothing is suggested. Counts are of the older leads, those of `fewToTest` of the newer ones. */
export type Refusal =
	| { reason: 'noRules' }
	/** No rule is free: so many are locked, are met by fewer than {@link leastHits} leads, or are the same for all. */
	| { reason: 'nothingFree'; locked: number; rare: number; same: number }
	/** Fewer than `needed` of the rarer outcome for so many free weights. */
	| { reason: 'fewPerWeight'; weights: number; clients: number; others: number; needed: number }
	| { reason: 'fewToTest'; clients: number; others: number; needed: number }
	/** The locked points: all leads have the same of them; they alone tell all clients from all others; the more of
	 * them, the fewer clients; or they tell so little that others would need up to so many points. */
	| { reason: 'lockedSame' | 'lockedDecide' | 'lockedAgainst' }
	| { reason: 'lockedWeak'; points: number }
	/** Every rule speaks for the opposite of what its points say now. */
	| { reason: 'allHeld'; rules: number };

export interface SuggestedRule {
	key: string;
	label: string;
	role: RuleRole;
	/** Of the older leads: those that meet it, and the clients among them. */
	hits: number;
	clients: number;
	/** Points as they are, and as they are suggested; the same where nothing is suggested for the rule. */
	before: number;
	points: number;
	/** 0 points, since the rule speaks for the opposite of what its points say now. */
	held: boolean;
}

export interface SuggestedThreshold {
	name: ThresholdName;
	before: Threshold;
	after: Threshold;
	/** Of the newer leads: those that pass, and the clients among them. */
	passedBefore: number;
	clientsBefore: number;
	passedAfter: number;
	clientsAfter: number;
}

/** better, worse: beyond chance on the newer leads; chance: not. */
export type SuggestionVerdict = 'better' | 'chance' | 'worse';

export interface FoundPoints {
	/** The model with these points, thresholds and caps. */
	model: ScoreModel;
	verdict: SuggestionVerdict;
	/** How often a client scores above another lead, of the newer leads: a suggested, b as it is. */
	comparison: AucDifference;
	/** Newer leads that pass `mql` with the points as they are, and clients among them and among as many of the highest scores suggested. */
	passed: number;
	caughtBefore: number;
	caughtAfter: number;
	/** Weight of the log-loss against the penalty that was chosen. */
	c: number;
	scale: Scale;
	thresholds: SuggestedThreshold[];
	/** Caps that were raised, so that they do not cut the points off. */
	raised: { key: string; label: string; before: number; after: number }[];
}

export interface Suggestion {
	refusal: Refusal | null;
	/** The older leads, whom points come from, and the newer ones, whom they are tested on. */
	training: { leads: number; clients: number };
	test: { leads: number; clients: number };
	rules: SuggestedRule[];
	/** Null with a refusal. */
	found: FoundPoints | null;
}

/**
 * Suggests points for the rules that are not locked. `counts` and `isClient` are of the same leads, the older first.
 * Offered if the verdict is better. Yields now and then.
 */
export function* suggestPoints(
	model: ScoreModel,
	counts: Counts,
	isClient: Uint8Array,
	locked: ReadonlySet<string>
): Generator<void, Suggestion> {
	const n = isClient.length;
	const training = olderPart(n);
	const columns = ruleColumns(model, counts, isClient, training, locked);
	const suggestion: Suggestion = {
		refusal: null,
		training: { leads: training, clients: countClients(isClient.subarray(0, training)) },
		test: { leads: n - training, clients: countClients(isClient.subarray(training)) },
		rules: model.rules.map(({ key, label, points }, place) => {
			const { role, hits, clients } = columns[place]!;
			return { key, label, role, hits, clients, before: points, points, held: false };
		}),
		found: null
	};
	const refuse = (refusal: Refusal): Suggestion => ({ ...suggestion, refusal });
	const tooFew = refusalOf(suggestion);
	if (tooFew) return refuse(tooFew);

	yield;
	const { rows, free, signs, offset } = columnsOf(model, counts, columns);
	const problem = { rows, isClient, from: 0, to: training, signs, offset };
	const c = yield* choosePenalty(problem);
	const fit = yield* fitPenalised({ ...problem, c });
	if (fit.end !== 'found') return refuse({ reason: noFit[fit.end] });
	if (offset && fit.offsetWeight <= 0) return refuse({ reason: 'lockedAgainst' });
	const weights = free.map((place, column) => fit.weights[column]! / columns[place]!.deviation);
	const largest = Math.max(...weights.map(Math.abs));
	if (largest === 0) return refuse({ reason: 'allHeld', rules: free.length });
	if (offset && largest / fit.offsetWeight > mostPoints)
		return refuse({ reason: 'lockedWeak', points: Math.round(largest / fit.offsetWeight) });

	const older = firstLeads(counts, training);
	const fixed = offset ? 1 / fit.offsetWeight : null;
	const { model: made, scale } = yield* wholePoints(model, older, free, weights, fixed);
	const rules = suggestion.rules.map((rule, place) => {
		const { points } = made.rules[place]!;
		const column = free.indexOf(place);
		return { ...rule, points, held: column >= 0 && signs[column] !== 0 && fit.weights[column] === 0 };
	});
	const compared = yield* compare(model, made, counts, isClient, training);
	return { ...suggestion, rules, found: { ...compared, c, scale } };
}

/** With enough leads of both outcomes it is the locked rules that allow no weights. */
const noFit: Record<NoFit['end'], 'lockedSame' | 'lockedDecide'> = {
	offsetSame: 'lockedSame',
	offsetSeparates: 'lockedDecide',
	oneOutcome: 'lockedDecide'
};

const countClients = (isClient: Uint8Array) => isClient.reduce((sum, one) => sum + one, 0);

function refusalOf({ training, test, rules }: Suggestion): Refusal | null {
	const of = (role: RuleRole) => rules.filter((rule) => rule.role === role).length;
	if (rules.length === 0) return { reason: 'noRules' };
	const weights = of('free');
	if (weights === 0)
		return { reason: 'nothingFree', locked: of('locked'), rare: of('rare'), same: of('same') };
	const rarer = ({ leads, clients }: Suggestion['test']) => Math.min(clients, leads - clients);
	const told = ({ leads, clients }: Suggestion['test']) => ({ clients, others: leads - clients });
	const needed = leastPerWeight * weights;
	if (rarer(training) < needed) return { reason: 'fewPerWeight', weights, ...told(training), needed };
	if (rarer(test) < leastToTest) return { reason: 'fewToTest', ...told(test), needed: leastToTest };
	return null;
}

/** The model as it is and as it is suggested, on the leads after the first `training`. */
function* compare(
	before: ScoreModel,
	after: ScoreModel,
	counts: Counts,
	isClient: Uint8Array,
	training: number
): Generator<void, Omit<FoundPoints, 'c' | 'scale'>> {
	const newer: Counts = { ...counts, start: counts.start.subarray(training) };
	const clients = isClient.subarray(training);
	const [old, now] = [scoresOf(newer, before), scoresOf(newer, after)];
	yield;
	const comparison = delong(clients, now.score, old.score)!;
	yield;
	const pass = (model: ScoreModel, name: SuggestedThreshold['name'], scores: Scores) => {
		const passed = passing(model, name, newer, scores);
		return { passed: countClients(passed), clients: countClients(passed.map((one, i) => one & clients[i]!)) };
	};
	const names = Object.keys(before.thresholds) as SuggestedThreshold['name'][];
	const { passed, clients: caughtBefore } = pass(before, 'mql', old);
	return {
		model: after,
		verdict: comparison.interval[0] > 0 ? 'better' : comparison.interval[1] < 0 ? 'worse' : 'chance',
		comparison,
		passed,
		caughtBefore,
		caughtAfter: clientsAmongTop(now.score, clients, passed),
		thresholds: names.flatMap((name) => {
			const [was, is] = [before.thresholds[name], after.thresholds[name]];
			if (!was || !is) return [];
			const [a, b] = [pass(before, name, old), pass(after, name, now)];
			return {
				...{ name, before: was, after: is },
				...{ passedBefore: a.passed, clientsBefore: a.clients },
				...{ passedAfter: b.passed, clientsAfter: b.clients }
			};
		}),
		raised: before.groups.flatMap(({ key, label, cap }, i) => {
			const raised = after.groups[i]!.cap;
			return raised > cap ? { key, label, before: cap, after: raised } : [];
		})
	};
}
