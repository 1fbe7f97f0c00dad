/** The report of suggested points: of the chosen model, with its locks, and what the API says of it. */
import { beforeAll, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { suggestionAnswer } from '#lib/server/openapi/suggestion.ts';
import { suggestionReport } from '#lib/server/reports/suggest.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const hour = (n: number) => new Date(Date.UTC(2026, 0, 1, n)).toISOString();

/** Of ten leads: what they tell, and who becomes a client. */
const kinds = [
	{ told: {}, client: false },
	{ told: {}, client: false },
	{ told: {}, client: true },
	{ told: { Budget: 'approved' }, client: false },
	{ told: { Budget: 'approved' }, client: true },
	{ told: { Budget: 'approved' }, client: true },
	{ told: { Authority: 'decides' }, client: false },
	{ told: { Authority: 'decides' }, client: false },
	{ told: { Authority: 'decides' }, client: true },
	{ told: { Authority: 'decides', Budget: 'approved' }, client: true }
];

const suggested = async (locks: string[] = [], filters: object = {}) => {
	const { report, replaces } = await suggestionReport(db, utcConfig, filtersSchema.parse(filters), locks);
	suggestionAnswer.parse(JSON.parse(JSON.stringify(report)));
	return { ...report, replaces };
};

beforeAll(async () => {
	const events = Array.from({ length: 400 }, (_, i) => {
		const { told, client } = kinds[i % kinds.length]!;
		const of = { lead: `L${i}`, source: 'crm' };
		return [
			{ ...of, type: 'created', at: hour(i), ...told },
			...(client ? [{ ...of, type: 'client', at: hour(i + 48) }] : [])
		];
	});
	const last = { lead: 'last', source: 'crm', type: 'created', at: hour(5000) };
	await loadEvents(db.pool, [...events.flat(), last]);
	await replayAll(db.pool);
});

test('without a model there is nothing to give points to', async () => {
	expect(await suggested()).toMatchObject({ scored: null, suggestion: null, replaces: null, leads: 401 });
});

test('the rules of the chosen model get points, those that are locked keep theirs', async () => {
	await saveDraft(db.pool, smallModel());
	expect(await suggested()).toMatchObject({ scored: 'Small@1', replaces: 'Small@1' });
	await publishModel(db.pool, 'Small', 'The first one.');
	const free = await suggested();
	expect(free).toMatchObject({ scored: 'Small@1', replaces: null, n: 400, clients: 200, leftOut: 1 });
	expect(free.suggestion).toMatchObject({
		...{ training: { leads: 280, clients: 140 }, test: { leads: 120, clients: 60 }, refusal: null }
	});
	expect(free.suggestion!.rules.map(({ role, hits, clients }) => [role, hits, clients])).toEqual([
		['free', 112, 56],
		['free', 112, 84],
		['rare', 0, 0],
		['rare', 0, 0]
	]);
	const [decides, budget] = free.suggestion!.rules;
	expect(budget!.points).toBeGreaterThan(decides!.points);

	const locked = await suggested(['budget', 'no such rule']);
	expect(locked.locked).toEqual(['budget']);
	expect(locked.suggestion!.rules.map(({ role }) => role)).toEqual(['free', 'locked', 'rare', 'rare']);
	expect(locked.suggestion!.rules[1]!.points).toBe(20);

	await saveDraft(db.pool, free.suggestion!.found!.model);
	expect((await suggested()).replaces).toBe('Small@2');
	expect((await suggested([], { model: 'Small' })).scored).toBe('Small@2');
	await expect(suggested([], { model: 'Big' })).rejects.toThrow('there is no such score model');
});

test('a refusal has its numbers', async () => {
	const { suggestion } = await suggested([], { to: '2026-01-03' });
	expect(suggestion!.refusal).toMatchObject({ reason: 'nothingFree', rare: 4 });
	expect((await suggested([], { to: '2026-01-06' })).suggestion!.refusal).toMatchObject({
		...{ reason: 'fewToTest', needed: 20 }
	});
});
