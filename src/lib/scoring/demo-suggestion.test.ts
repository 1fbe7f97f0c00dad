/** Points suggested for made-up companies whose true effects are known. */
import { describe, expect, it } from 'vitest';
import type { ChannelSpec } from '#lib/demo/channels.ts';
import { live } from '#lib/demo/life.ts';
import { createWorld, type DemoOptions } from '#lib/demo/world.ts';
import { cohortOf } from './cohort.ts';
import { hitTableBuilder } from './hits.ts';
import { parseModel, type ScoreModel, type When } from './model.ts';
import { countsAt } from './score-table.ts';
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
		...{ accepted: new Uint8Array(leads), disqualified: new Uint8Array(leads) },
		...{ channel: new Uint16Array(leads), channels: [null] }
	};
	return { facts, hits: builder.end(), asOf: world.until };
}

const answer = (attribute: string, value: string, sign: number) => ({
	...{ key: `${attribute} ${value}`, sign },
	when: { attribute, op: 'eq', value } as When
});
const did = (activity: string, sign: number) => ({ key: activity, sign, when: { activity } });

/** What the answers of the made-up and of the ordinary company say of a lead, by how often each kind gives them. */
const answers = [
	answer('Budget', 'approved', 1),
	answer('Authority', 'decides', 1),
	answer('Authority', 'researches', -1),
	answer('Need', 'clear', 1),
	answer('Timing', 'this month', 1),
	{ key: 'contacted', sign: 1, when: { event: 'contacted' } as When }
];
/** Hot leads do these many times as often as cold ones. */
const activities = [did('pricing_view', 1), did('demo_request', 1)];

/** Signs of the points suggested for rules that have none yet, by rule; and how many clients each weight rests on. */
function signsOf(truths: typeof answers, company: Company, atOnce: boolean) {
	const model = parseModel({
		name: 'Truths',
		groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 100 }],
		rules: truths.map(({ key, when }) => ({ key, when, label: key, group: 'all', points: 0 })),
		thresholds: { warm: 20, hot: 40, mql: 40 }
	});
	const { facts, hits, asOf } = leadsOf(company, model);
	if (!atOnce) facts.decidedAfter.fill(Infinity);
	const cohort = cohortOf(facts, { horizonDays: 90, delayDays: atOnce ? 14 : 7, asOf });
	const counts = countsAt(hits, model, cohort);
	const { training, rules, found } = runSteps(suggestPoints(model, counts, cohort.isClient, new Set()));
	return {
		verdict: found!.verdict,
		clientsPerWeight: training.clients / truths.length,
		signs: rules.map(({ key, points }) => [key, Math.sign(points)])
	};
}

const wanted = (truths: typeof answers) => truths.map(({ key, sign }) => [key, sign]);

describe.each([1, 2, 3])('company %i', (seed) => {
	const company = { leads: 6000, seed, months: 12, channels: [channel] };

	it('has the true signs of its answers', () => {
		const { clientsPerWeight, signs, verdict } = signsOf(answers, company, true);
		expect(clientsPerWeight).toBeGreaterThan(50);
		expect(signs).toEqual(wanted(answers));
		expect(verdict).toBe('better');
	});

	// Whom sales accept early has less time to act: the sign of an activity shows where all had the same time.
	it('has the true signs of its activities too, a week after each lead came', () => {
		const { clientsPerWeight, signs } = signsOf([...answers, ...activities], company, false);
		expect(clientsPerWeight).toBeGreaterThan(50);
		expect(signs).toEqual(wanted([...answers, ...activities]));
	});
});

/*
 * Answers only: hot leads do more of everything, but sales accept them so much sooner that at their decisions they have
 * done hardly more than others. What activities are worth then is next to nothing, of either sign.
 */
it('finds the true signs of the ordinary company at the decision, with 50 clients for each weight', () => {
	const truths = [
		...answers,
		answer('Budget', 'none', -1),
		answer('Need', 'none', -1),
		answer('Timing', 'later', -1)
	];
	const { clientsPerWeight, signs, verdict } = signsOf(truths, { leads: 20_000, seed: 1 }, true);
	expect(clientsPerWeight).toBeGreaterThan(50);
	expect(signs).toEqual(wanted(truths));
	expect(verdict).toBe('better');
}, 30_000);
