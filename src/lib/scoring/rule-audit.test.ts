import { describe, expect, it } from 'vitest';
import { cohortOf } from './cohort.ts';
import { countEvidence, knownModel, undecayed } from './count-evidence.ts';
import { hitTableBuilder } from './hits.ts';
import { parseModel, type ScoreModel } from './model.ts';
import { auditRules } from './rule-audit.ts';
import { countsAt } from './score-table.ts';

const DAY = 86_400_000;

const modelOf = (rules: object[]): ScoreModel =>
	parseModel({
		name: 'Audited',
		groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 1000 }],
		rules: rules.map((rule, i) => ({ key: `r${i}`, label: `Rule ${i}`, group: 'all', points: 10, ...rule })),
		thresholds: { warm: 10, hot: 20, mql: 20 }
	});

interface Lead {
	isClient: boolean;
	attributes?: Record<string, string>;
	/** Activities by the day after creation. */
	did?: [activity: string, day: number][];
}

function tableOf(model: ScoreModel, leads: Lead[]) {
	const n = leads.length;
	const builder = hitTableBuilder(model);
	for (const { attributes = null, did = [] } of leads)
		builder.add(0, [
			{ event: { type: 'created', activity: null, attributes }, ms: 0 },
			...did.map(([activity, day]) => ({
				event: { type: 'activity', activity, attributes: null },
				ms: day * DAY
			}))
		]);
	const facts = {
		createdAt: new Float64Array(n),
		decidedAfter: new Float64Array(n).fill(Infinity),
		outcome: Uint8Array.from(leads, ({ isClient }) => (isClient ? 1 : 0)),
		outcomeAfter: new Float64Array(n).fill(30 * DAY),
		accepted: new Uint8Array(n),
		channel: new Uint16Array(n),
		channels: [null]
	};
	const cohort = cohortOf(facts, { horizonDays: 90, delayDays: 14, asOf: null });
	return { hits: builder.end(), cohort };
}

function done<T>(steps: Generator<void, T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

function audit(model: ScoreModel, leads: Lead[]) {
	const { hits, cohort } = tableOf(model, leads);
	return done(auditRules(model, hits, cohort, countsAt(hits, model, cohort)));
}

const many = (count: number, lead: Lead): Lead[] => Array.from({ length: count }, () => lead);
const was = (attribute: string) => ({ when: { attribute, op: 'exists' } });

it('takes no lead to have a rule whose hits count for nothing at the decision', () => {
	const model = modelOf([{ when: { activity: 'visit' }, halfLifeDays: 0 }, { when: { activity: 'visit' } }]);
	const [faded, steady] = audit(model, [
		...many(5, { isClient: true, did: [['visit', 1]] }),
		...many(5, { isClient: false })
	]);
	expect([faded!.leads, faded!.findings]).toEqual([0, ['never']]);
	expect([steady!.leads, steady!.clients]).toEqual([5, 5]);
});

describe('auditRules', () => {
	const model = modelOf([
		{ ...was('Budget') },
		{ ...was('Budget told') },
		{ ...was('Student') },
		{ ...was('Nobody') },
		{ ...was('Everybody') },
		{ ...was('Contract') },
		{ when: { activity: 'invoice' } }
	]);
	const leads = [
		...many(600, {
			isClient: true,
			attributes: { Budget: '1', 'Budget told': '1', Everybody: '1', Contract: '1' }
		}),
		...many(400, { isClient: true, attributes: { Everybody: '1' }, did: [['invoice', 20]] }),
		...many(400, { isClient: false, attributes: { Budget: '1', 'Budget told': '1', Everybody: '1' } }),
		...many(2600, { isClient: false, attributes: { Everybody: '1', Student: '1' } })
	];
	const rules = audit(model, leads);

	it('finds what is wrong with each rule', () => {
		expect(rules.map(({ findings }) => findings)).toEqual([
			['same'],
			['same'],
			['leak', 'wrongSign'],
			['never'],
			['always'],
			['leak'],
			['leak', 'never']
		]);
		expect(rules[0]!.sameAs).toEqual(['r1']);
		expect(rules.map(({ leak }) => leak.by)).toEqual([null, null, 'hit', null, null, 'hit', 'time']);
		expect(rules[6]!.first).toEqual({ leads: 400, late: 400 });
	});

	it('compares those with a hit with all others', () => {
		const { leads: n, clients, rate, othersRate, lift, verdict } = rules[0]!;
		expect([n, clients, rate, othersRate, verdict]).toEqual([1000, 600, 0.6, 400 / 3000, 'more']);
		expect(lift!.value).toBeCloseTo(600.5 / 1001 / (400.5 / 3001), 12);
		expect(lift!.lo).toBeGreaterThan(3);
		expect(rules[4]!.lift).toBeNull();
	});

	it('says what is lost without each: nothing without one that never fires, or that everybody has', () => {
		expect(rules[3]!.aucLost).toBe(0);
		expect(rules[4]!.aucLost).toBeCloseTo(0, 12);
		expect(rules[5]!.aucLost).toBeGreaterThan(0);
		// It works against the others.
		expect(rules[2]!.aucLost).toBeLessThan(0);
	});

	it('has nothing against what cannot be told: no leads, no clients, clients only, few', () => {
		const one = modelOf([was('Budget')]);
		const hit = { attributes: { Budget: '1' } };
		const found = (leads: Lead[]) => audit(one, leads)[0]!;
		expect(found([])).toMatchObject({ leads: 0, rate: null, lift: null, aucLost: null, findings: [] });
		const noClients = found([...many(30, { isClient: false, ...hit }), ...many(30, { isClient: false })]);
		expect(noClients).toMatchObject({ leads: 30, rate: 0, verdict: 'few', aucLost: null, findings: [] });
		const clientsOnly = found([...many(30, { isClient: true, ...hit }), ...many(30, { isClient: true })]);
		expect(clientsOnly).toMatchObject({ leads: 30, rate: 1, verdict: 'few', aucLost: null, findings: [] });
		expect(found([{ isClient: true, ...hit }, ...many(5, { isClient: false })]).verdict).toBe('few');
	});

	it('is for 200 rules too', () => {
		const rules = audit(modelOf(Array.from({ length: 200 }, (_, i) => was(`A${i}`))), leads);
		expect(rules.map(({ findings }) => findings)).toEqual(Array.from({ length: 200 }, () => ['never']));
	});
});

describe('countEvidence', () => {
	it('counts hits without decay, three or more together, and apart whose answer is not known', () => {
		const model = modelOf([
			{ when: { activity: 'visit' }, max: 10, halfLifeDays: 1 },
			{ when: { attribute: 'Budget', op: 'eq', value: 'yes' } }
		]);
		const visits = (count: number): [string, number][] => Array.from({ length: count }, () => ['visit', 2]);
		const { hits, cohort } = tableOf(model, [
			{ isClient: true, did: visits(3), attributes: { Budget: 'yes' } },
			{ isClient: true, did: visits(7), attributes: { Budget: 'no' } },
			{ isClient: false, did: visits(1) },
			{ isClient: false }
		]);
		const known = knownModel(model);
		const plain = undecayed(model);
		const ofKnown = tableOf(known, [
			{ isClient: true, attributes: { Budget: 'yes' } },
			{ isClient: true, attributes: { Budget: 'no' } },
			{ isClient: false },
			{ isClient: false }
		]);
		const [visit, budget] = done(
			countEvidence(model, countsAt(hits, plain, cohort), countsAt(ofKnown.hits, known, cohort), cohort)
		);
		expect(visit!.bins.map(({ count, orMore, leads, clients }) => [count, orMore, leads, clients])).toEqual([
			[0, false, 1, 0],
			[1, false, 1, 0],
			[3, true, 2, 2]
		]);
		expect(budget!.bins.map(({ count, leads, clients }) => [count, leads, clients])).toEqual([
			[null, 2, 0],
			[0, 1, 1],
			[1, 1, 1]
		]);
	});
});
