import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { judgeScore, type Known } from './judge-score.ts';
import { scoresOf, type Counts } from './score-table.ts';

interface Drawn {
	/** Places of the rules that count once: decides 20, budget 20, demo 30. */
	rules: number[];
	isClient: boolean;
	accepted?: boolean;
	knockedOut?: boolean;
}

/** Leads in the order of the split, at the same places of their table. */
function judged(
	leads: readonly Drawn[],
	{ worth = 'cost', more = {} }: { worth?: Known['worth']; more?: object } = {}
) {
	const model = smallModel(more);
	const rules = leads.flatMap((lead) => lead.rules);
	let size = 0;
	const counts: Counts = {
		start: Uint32Array.from([0, ...leads.map((lead) => (size += lead.rules.length))]),
		rule: Uint16Array.from(rules),
		count: new Float64Array(rules.length).fill(1)
	};
	const isClient = Uint8Array.from(leads, (lead) => Number(lead.isClient));
	const cohort = {
		leads: Uint32Array.from(leads, (_, i) => i),
		isClient,
		clients: isClient.reduce((sum, one) => sum + one, 0),
		decision: new Float64Array(leads.length),
		leftOut: 0,
		until: null
	};
	const flags = (name: 'accepted' | 'knockedOut') =>
		Uint8Array.from(leads, (lead) => Number(lead[name] ?? false));
	return judgeScore(
		{ model, cohort, counts, scores: scoresOf(counts, model), knockedOut: flags('knockedOut') },
		{ accepted: flags('accepted'), worth }
	);
}

const often = (times: number, lead: Drawn) => Array.from({ length: times }, () => lead);

describe('the gate', () => {
	it('is the row of its threshold where it asks for points alone', () => {
		const found = judged([
			...often(3, { rules: [0, 2], isClient: true }),
			...often(2, { rules: [0, 1], isClient: false }),
			...often(5, { rules: [], isClient: true })
		]);
		const { barred, ...row } = found.gate;
		expect(barred).toBe(0);
		expect(found.thresholds.find(({ threshold }) => threshold === 40)).toEqual(row);
		expect(row).toMatchObject({ flagged: 5, clients: 3, precision: 0.6, recall: 3 / 8, lift: 0.6 / 0.8 });
	});

	it('counts clients that it bars among those that it misses', () => {
		const found = judged([
			...often(3, { rules: [0, 1], isClient: true, knockedOut: true }),
			...often(2, { rules: [0, 1], isClient: true })
		]);
		expect(found.gate).toMatchObject({ flagged: 2, recall: 0.4, barred: 3 });
		expect(found.thresholds).toMatchObject([{ threshold: 40, flagged: 2, recall: 0.4 }]);
	});

	it('says nothing of money where it bars everybody', () => {
		const found = judged(often(10, { rules: [0], isClient: true, knockedOut: true }), {
			worth: { perClient: 10, perLead: 1 }
		});
		expect(found).toMatchObject({
			thresholds: [],
			profit: { problem: 'few' },
			gate: { flagged: 0, recall: 0 }
		});
	});
});

it('counts who was not taken by class and gate, and a client as taken', () => {
	const found = judged([
		...often(4, { rules: [0, 1], isClient: true }),
		...often(4, { rules: [0, 1], isClient: false, accepted: true }),
		...often(2, { rules: [0, 1], isClient: false }),
		...often(5, { rules: [0], isClient: false })
	]);
	// Nobody with 20 points was taken: they convert like those with 40, of whom half did.
	expect(found.notTaken).toMatchObject({
		...{ leads: 7, flagged: 2, noneConverts: { precision: 0.4, recall: 1 } },
		likeTheTaken: { precision: 0.5, recall: 5 / 7.5 }
	});
});

it('never says NaN, whatever the leads', () => {
	const lead = fc.record({
		rules: fc.subarray([0, 1, 2]),
		isClient: fc.boolean(),
		accepted: fc.boolean(),
		knockedOut: fc.boolean()
	});
	const models = fc.constantFrom(
		{},
		{ thresholds: { warm: 0, hot: 900, mql: 900 } },
		{ thresholds: { warm: 20, hot: 40, mql: { score: -50, minFit: 20, require: ['demo'] } } },
		{ groups: smallModel().groups.map((group) => ({ ...group, cap: 0 })) },
		{ rules: smallModel().rules.map((rule) => ({ ...rule, points: -rule.points })) }
	);
	fc.assert(
		fc.property(fc.array(lead, { maxLength: 30 }), models, fc.nat(5), (drawn, more, perLead) => {
			const found = judged(drawn, { worth: { perClient: 10, perLead }, more });
			const numbers = (value: unknown): unknown[] =>
				typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : [value];
			for (const value of numbers(found))
				if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
		})
	);
});
