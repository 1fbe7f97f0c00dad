/** How much each rule tells, by how often it was met: 0, 1, 2 and more, and leads whose answer is not known. */
import type { Cohort } from './cohort.ts';
import type { AttributeCondition, ScoreModel, When } from './model.ts';
import { leadsHaving, pairsByRule } from './rule-pairs.ts';
import type { Counts } from './score-table.ts';
import { evidenceOf } from './woe.ts';

export interface CountBin {
	/** How often; null: the answer is not known. */
	count: number | null;
	/** Or more often. */
	orMore: boolean;
	leads: number;
	clients: number;
	woe: number;
}

export interface RuleEvidence {
	key: string;
	label: string;
	bins: CountBin[];
	iv: number;
	/** What a rule without any relation stays below, 19 times of 20; null for one bin. */
	limit: number | null;
}

/** Counts from here on are one bin. */
const mostCount = 3;

/** The same rules with every hit counting for good: what is counted is hits, not points. */
export const undecayed = (model: ScoreModel): ScoreModel =>
	model.rules.every(({ halfLifeDays }) => halfLifeDays === undefined)
		? model
		: { ...model, rules: model.rules.map((rule) => ({ ...rule, halfLifeDays: undefined })) };

const attributeOf = (when: When): string | null => ('attribute' in when ? when.attribute : null);

/** Rules that say whether the attributes of a model's rules are known at all, by their name. */
export function knownModel(model: ScoreModel): ScoreModel {
	const attributes = new Set(model.rules.flatMap(({ when }) => attributeOf(when) ?? []));
	const known = (attribute: string): AttributeCondition => ({ attribute, op: 'exists' });
	return {
		...model,
		rules: [...attributes].map((name) => ({
			key: name,
			label: name,
			group: '',
			points: 0,
			max: 1,
			when: known(name)
		})),
		disqualify: []
	};
}

/**
 * `counts` of {@link undecayed}, `known` of {@link knownModel}, both of the cohort. Empty without clients or others.
 * Yields between rules.
 */
export function* countEvidence(
	model: ScoreModel,
	counts: Counts,
	known: Counts,
	{ isClient }: Cohort
): Generator<void, RuleEvidence[]> {
	const names = knownModel(model).rules.map(({ key }) => key);
	const knowing = leadsHaving(known, names.length);
	yield;
	const pairs = pairsByRule(counts, model.rules.length);
	yield;
	const n = isClient.length;
	const found: RuleEvidence[] = [];
	for (const [place, rule] of model.rules.entries()) {
		/** Of each lead 0: not known, else 1 + how often. */
		const often = new Uint8Array(n);
		const attribute = attributeOf(rule.when);
		if (attribute === null) often.fill(1);
		else for (const lead of knowing[names.indexOf(attribute)]!) often[lead] = 1;
		for (let k = pairs.from[place]!; k < pairs.from[place + 1]!; k++)
			often[pairs.lead[k]!] = 1 + Math.min(mostCount, Math.round(counts.count[pairs.at[k]!]!));
		const leads = new Uint32Array(mostCount + 2);
		const clients = new Uint32Array(mostCount + 2);
		for (let i = 0; i < n; i++) {
			leads[often[i]!]!++;
			clients[often[i]!]! += isClient[i]!;
		}
		const used = Array.from(leads, (own, i) => ({
			count: i === 0 ? null : i - 1,
			orMore: i === mostCount + 1,
			leads: own,
			clients: clients[i]!
		})).filter(({ leads }) => leads > 0);
		const evidence = evidenceOf(used.map(({ leads, clients }) => ({ clients, others: leads - clients })));
		if (!evidence) return [];
		found.push({
			key: rule.key,
			label: rule.label,
			bins: used.map((bin, i) => ({ ...bin, woe: evidence.woe[i]! })),
			iv: evidence.iv,
			limit: evidence.limit
		});
		yield;
	}
	return found;
}
