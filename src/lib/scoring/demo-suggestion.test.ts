/** Points suggested for made-up companies whose true effects are known. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSpec } from '#lib/demo/channels.ts';
import { live } from '#lib/demo/life.ts';
import { activityEffects } from '#lib/demo/odds.ts';
import { demoVersions } from '#lib/demo/score-models.ts';
import { createWorld, type DemoOptions } from '#lib/demo/world.ts';
import { cohortOf } from './cohort.ts';
import { passing } from './gate.ts';
import { hitTableBuilder } from './hits.ts';
import { parseModel, type ScoreModel, type When } from './model.ts';
import { countsAt, scoresOf } from './score-table.ts';
import { suggestPoints } from './suggest.ts';
import { runSteps } from '../../../tests/support/run-steps.ts';

const until = new Date('2026-11-20T16:30:00Z');

/** Half of the leads are strong or weak in fit, and in interest. */
const channel: ChannelSpec = {
	...{ name: 'All', source: 'website', nurtured: false, share: 1, conversion: 0.3, junk: 0.06, unfit: 0.1 },
	...{ fit: [0.25, 0.5, 0.25], interest: [0.25, 0.5, 0.25], costPerLead: null, booked: 'daily' },
	...{ season: new Array<number>(12).fill(1), week: new Array<number>(7).fill(1), hours: 'day' },
	...{ email: 0.9, phone: 0.7, campaigns: [{ name: '', share: 1 }] }
};

type Company = Pick<DemoOptions, 'leads' | 'seed' | 'months' | 'channels'>;

const decides = new Set(['sal', 'sql', 'client', 'refused', 'unfit', 'junk']);

/** What the leads of a company did and told, straight from their lives. */
function leadsOf(company: Company, model: ScoreModel) {
	const { leads } = company;
	const world = createWorld({ ...company, until, timezone: 'Europe/Berlin', currency: 'EUR' });
	const lives = Array.from({ length: leads }, (_, index) => {
		const life = live(world, index);
		return { ...life, facts: life.facts.toSorted((a, b) => a.at - b.at) };
	});
	lives.sort((a, b) => a.arrival - b.arrival);
	const builder = hitTableBuilder(model);
	for (const { arrival, facts } of lives)
		builder.add(
			arrival,
			facts.map((fact) => ({
				event: { type: fact.type, activity: fact.activity ?? null, attributes: fact.attributes ?? null },
				ms: fact.at
			}))
		);
	const facts = {
		createdAt: Float64Array.from(lives, ({ arrival }) => arrival),
		decidedAfter: Float64Array.from(lives, ({ arrival, facts }) => {
			const first = facts.find(({ type }) => decides.has(type));
			return first ? first.at - arrival : Infinity;
		}),
		outcome: Uint8Array.from(lives, ({ clientAt }) => (clientAt === null || clientAt > world.until ? 0 : 1)),
		outcomeAfter: Float64Array.from(lives, ({ arrival, clientAt }) => (clientAt ?? NaN) - arrival),
		accepted: new Uint8Array(leads),
		...{ channel: new Uint16Array(leads), channels: [null] }
	};
	return { facts, hits: builder.end(), asOf: world.until };
}

const answer = (attribute: string, value: string, sign: number) => ({
	...{ key: `${attribute} ${value}`, sign },
	when: { attribute, op: 'eq', value } as When
});
/** What the answers of the made-up and of the ordinary company say of a lead, by how often each kind gives them. */
const answers = [
	answer('Budget', 'approved', 1),
	answer('Authority', 'decides', 1),
	answer('Authority', 'researches', -1),
	answer('Need', 'clear', 1),
	answer('Timing', 'this month', 1),
	{ key: 'contacted', sign: 1, when: { event: 'contacted' } as When }
];
const horizon = { horizonDays: 90, delayDays: 14 };
const judged = ({ facts, hits, asOf }: ReturnType<typeof leadsOf>, model: ScoreModel) => {
	const cohort = cohortOf(facts, { ...horizon, asOf });
	return { cohort, counts: countsAt(hits, model, cohort) };
};

const withoutPoints = (model: ScoreModel): ScoreModel => ({
	...model,
	rules: model.rules.map((rule) => ({ ...rule, points: 0 }))
});

it.each([1, 2, 3])('finds the true signs of what leads of company %i told before their decision', (seed) => {
	const model = parseModel({
		name: 'Truths',
		groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 100 }],
		rules: answers.map(({ key, when }) => ({ key, when, label: key, group: 'all', points: 0 })),
		thresholds: { warm: 20, hot: 40, mql: 40 }
	});
	const company = leadsOf({ leads: 6000, seed, months: 12, channels: [channel] }, model);
	const { cohort, counts } = judged(company, model);
	const { training, rules, found } = runSteps(suggestPoints(model, counts, cohort.isClient, new Set()));
	expect(training.clients / answers.length).toBeGreaterThan(50);
	expect(rules.map(({ key, points }) => [key, Math.sign(points)])).toEqual(
		answers.map(({ key, sign }) => [key, sign])
	);
	expect(found!.verdict).toBe('better');
});

describe.each([1, 2, 3])('the ordinary company with 20,000 leads, seed %i', (seed) => {
	const model = demoVersions().at(-1)!.model;
	let company: ReturnType<typeof judged>;

	beforeAll(() => {
		company = judged(leadsOf({ leads: 20_000, seed }, model), model);
	}, 60_000);

	it('has the true sign of every rule that 50 clients met', () => {
		const { cohort, counts } = company;
		const free = withoutPoints(model);
		const suggestion = runSteps(suggestPoints(free, counts, cohort.isClient, new Set()));
		const rules = suggestion.rules.filter(({ clients }) => clients >= 50);
		const trueSign = ({ when }: ScoreModel['rules'][number]) =>
			'activity' in when ? Math.sign(activityEffects[when.activity]!) : 1;
		const wrong = rules.filter(
			({ key, points }) => Math.sign(points) !== trueSign(model.rules.find((rule) => rule.key === key)!)
		);
		expect(wrong).toEqual([]);
		expect(rules.length).toBeGreaterThanOrEqual(model.rules.length - 1);
	});

	it('has more clients the warmer leads were at their decision, and enough hot ones to look at', () => {
		const { cohort, counts } = company;
		const scores = scoresOf(counts, model);
		const [warm, hot] = (['warm', 'hot'] as const).map((name) => passing(model, name, counts, scores));
		const classes = [0, 1, 2].map(() => ({ leads: 0, clients: 0 }));
		cohort.isClient.forEach((isClient, i) => {
			const own = classes[hot![i] ? 2 : warm![i]!]!;
			own.leads++;
			own.clients += isClient;
		});
		const [cold, tepid, best] = classes.map(({ leads, clients }) => clients / leads);
		expect(tepid! / cold!).toBeGreaterThan(2);
		expect(best! / tepid!).toBeGreaterThan(1.5);
		const share = classes[2]!.leads / cohort.leads.length;
		expect(share).toBeGreaterThan(0.05);
		expect(share).toBeLessThan(0.2);
	});

	it('is offered better points than those that it set by opinion', () => {
		const { cohort, counts } = company;
		const { found } = runSteps(suggestPoints(model, counts, cohort.isClient, new Set()));
		expect(found!.verdict).toBe('better');
	});
});
