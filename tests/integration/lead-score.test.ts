/** The score of a lead: its page, the list, the CSV and the API say the same. */
import { beforeAll, expect, test } from 'vitest';
import { errorAnswer, leadAnswer, leadsAnswer } from '#lib/server/openapi/answers.ts';
import { leadScoreAnswer } from '#lib/server/openapi/lead-score.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const { pool, url } = await testDatabase();
const address = await serveApi(url);

const at = (lead: string, day: string, more: object) => ({
	...{ source: 'crm', lead, type: 'activity', at: `2026-01-${day}T10:00:00Z` },
	...more
});
const created = { type: 'created', channel: 'SMM' };
const events = [
	at('hot', '01', created),
	at('hot', '02', { type: 'profile', Authority: 'decides' }),
	at('hot', '03', { activity: 'demo_request' }),
	at('warm', '01', created),
	...Array.from({ length: 4 }, (_, i) => at('warm', '02', { activity: 'pricing_view', id: `view ${i}` })),
	at('decayed', '01', { ...created, email: 'd@x.com' }),
	// Another record of the same person.
	...Array.from({ length: 3 }, (_, i) =>
		at('other', '02', { activity: 'pricing_view', email: 'd@x.com', id: `other ${i}` })
	),
	at('decayed', '02', { activity: 'pricing_view', id: 'last' }),
	at('cold', '01', created),
	at('knocked', '01', created),
	at('knocked', '02', { type: 'profile', Authority: 'decides', Country: 'Nowhere' }),
	// Back above the threshold once the complaint has faded.
	at('risen', '01', created),
	at('risen', '02', { activity: 'complaint' }),
	at('risen', '02', { activity: 'demo_request' }),
	{ ...at('late', '01', created), at: '2026-01-12T10:00:00Z' }
];

const get = async (path: string) => fetch(`${address}${path}`);
const json = async (path: string) => (await (await get(path)).json()) as unknown;
const list = async (search = '') => leadsAnswer.parse(await json(`/api/v1/leads?${search}`)).leads;
const idOf = async (lead: string) => (await list()).find(({ records }) => records.includes(lead))!.id;
const scoreOf = async (lead: string) =>
	leadScoreAnswer.parse(await json(`/api/v1/leads/${await idOf(lead)}/score`));

beforeAll(async () => {
	await loadEvents(pool, events);
	await replayAll(pool);
});

test('without a live model there is no score', async () => {
	expect(await scoreOf('hot')).toEqual({ lead: await idOf('hot'), model: null, score: null });
	expect((await list())[0]).toMatchObject({ score: null, temperature: null, model: null, hotUntil: null });
});

test('of a lead that does not exist is not found', async () => {
	for (const id of ['nobody', '00000000-0000-0000-0000-000000000000']) {
		const answer = await get(`/api/v1/leads/${id}/score`);
		expect(answer.status).toBe(404);
		expect(errorAnswer.parse(await answer.json()).error.message).toBe(
			`There is no lead with the id "${id}".`
		);
	}
});

test('is taken apart, and is what the lead rows have', async () => {
	const country = { attribute: 'Country', op: 'eq', value: 'Nowhere' };
	const complaint = {
		...{ key: 'complaint', label: 'Complained', group: 'interest', points: -30, halfLifeDays: 2 },
		when: { activity: 'complaint' }
	};
	const model = smallModel({
		rules: [...smallModel().rules, complaint],
		disqualify: [country],
		thresholds: { warm: 19, hot: 40, mql: 40 }
	});
	await saveDraft(pool, model);
	await publishModel(pool, 'Small', 'first');
	await replayAll(pool);

	const hot = await scoreOf('hot');
	expect(hot.model).toBe('Small@1');
	expect(hot.score).toMatchObject({ score: 50, fit: 20, engagement: 30, temperature: 'hot', until: null });
	expect(hot.score!.at).toBe('2026-01-12T10:00:00.000Z');
	expect(hot.score).not.toHaveProperty('line');
	expect(hot.score!.steps.map(({ at, changes }) => [at, ...changes.map(({ label }) => label)])).toEqual([
		['2026-01-02T10:00:00.000Z', 'Decides'],
		['2026-01-03T10:00:00.000Z', 'Asked for a demo']
	]);
	expect((await scoreOf('cold')).score).toMatchObject({ score: 0, steps: [], temperature: 'cold' });
	expect((await scoreOf('knocked')).score).toMatchObject({
		knockedOutBy: [country],
		score: 20,
		temperature: 'cold'
	});

	// Both records are one lead: four looks, halved every 30 days since 2 January.
	const decayed = (await scoreOf('decayed')).score!;
	expect(decayed.score).toBeCloseTo(20 * 2 ** (-10 / 30), 10);
	expect([decayed.temperature, decayed.groups[1]!.rules[0]!.hits]).toEqual(['cold', 4]);

	const risen = (await scoreOf('risen')).score!;
	expect(risen.score).toBeCloseTo(30 - 30 * 2 ** -5, 10);
	expect(risen.temperature).toBe('warm');
	expect((await list('temperature=warm')).map(({ records }) => records)).toEqual([['risen']]);

	for (const { id, ...summary } of await list()) {
		const { score, model: by } = leadScoreAnswer.parse(await json(`/api/v1/leads/${id}/score`));
		expect([score!.temperature, by]).toEqual([summary.temperature, summary.model]);
		expect(leadAnswer.parse(await json(`/api/v1/leads/${id}`))).toMatchObject({
			...{ score: summary.score, temperature: summary.temperature, hotUntil: summary.hotUntil }
		});
	}
});

test('sorts the list, and is in its CSV', async () => {
	const sorted = await list('sort=score');
	expect(sorted.map(({ temperature, score }) => `${temperature} ${score}`)).toEqual([
		...['hot 50', 'warm 0', 'cold 20', 'cold 20', 'cold 20', 'cold 0', 'cold 0']
	]);
	const text = await (await get('/leads/leads.csv?sort=score')).text();
	const [header, first] = text
		.trim()
		.split(/\r?\n/)
		.map((line) => line.split(','));
	const row = Object.fromEntries(header!.map((name, i) => [name, first![i]]));
	expect(row).toMatchObject({
		...{ score: '50', fit: '20', engagement: '30', temperature: 'hot', hotUntil: 'never' },
		...{ warmUntil: 'never', model: 'Small@1' }
	});
	const pages: string[] = [];
	let after: string | null | undefined;
	do {
		const page = leadsAnswer.parse(
			await json(`/api/v1/leads?sort=score&limit=2${after ? `&after=${after}` : ''}`)
		);
		pages.push(...page.leads.map(({ id }) => id));
		after = page.next;
	} while (after);
	expect(pages).toEqual(sorted.map(({ id }) => id));
});
