/** Hits as the reports read them, against all events of each lead taken one by one. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { placeEvents } from '#lib/funnel/replay.ts';
import { decodeHits } from '#lib/scoring/hit-codec.ts';
import { hitTableBuilder, knockOutTableBuilder } from '#lib/scoring/hits.ts';
import { parseModel, type When } from '#lib/scoring/model.ts';
import { structureModel, structureOf } from '#lib/scoring/structure.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { keptHits } from '#lib/server/scoring/kept-hits.ts';
import { idsAt } from '#lib/server/scoring/lead-ids.ts';
import { leadsById } from '#lib/server/scoring/leads-by-id.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { readStructure } from '#lib/server/scoring/read-hits.ts';
import { readEvents } from '#lib/server/scoring/whole-events.ts';
import { anyEvents } from '../support/any-load.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
afterEach(() => forgetAll(db.pool));

const filters = filtersSchema.parse({});
const any = <T>(...values: T[]) => fc.constantFrom(...values);

/** Names with what the lines between the database and the server are parted by. */
const activities = ['call', 'tab\tbed', 'new\nline'];

const conditions: When[] = [
	{ activity: 'call' },
	{ activity: 'tab\tbed', where: [{ attribute: 'Kind', op: 'eq', value: 'a\tb' }] },
	{ activity: 'new\nline' },
	{ event: 'client' },
	{ event: 'refused' },
	{ attribute: 'City', op: 'eq', value: 'X' },
	{ attribute: 'City', op: 'exists' },
	{ all: [{ activity: 'call' }, { attribute: 'City', op: 'eq', value: 'Y' }] },
	{
		all: [
			{ attribute: 'City', op: 'eq', value: 'Y' },
			{ attribute: 'Kind', op: 'exists' }
		]
	}
];
const modelOf = (rules: When[], disqualify: When[]) =>
	parseModel({
		name: 'Any',
		groups: [{ key: 'g', label: '', kind: 'fit', cap: 100 }],
		rules: rules.map((when, i) => ({ key: `r${i}`, label: '', group: 'g', points: 1 + i, max: 3, when })),
		disqualify,
		thresholds: { warm: 1, hot: 2, mql: 2 }
	});

const load = anyEvents.chain((events) =>
	fc
		.array(
			fc.record({ activity: any(...activities), Kind: fc.option(any('a\tb', 'c'), { nil: undefined }) }),
			{
				minLength: events.length,
				maxLength: events.length
			}
		)
		.map((more) =>
			events.map(({ City, ...event }, i) => {
				const attributes = { ...(City && { City }), ...(more[i]!.Kind && { Kind: more[i]!.Kind }) };
				return {
					...event,
					...(event.type === 'activity' && { activity: more[i]!.activity }),
					...(Object.keys(attributes).length > 0 && { attributes })
				};
			})
		)
);

it('finds the hits that all events of a lead make', async () => {
	const some = fc.subarray(conditions, { minLength: 1 });
	await fc.assert(
		fc.asyncProperty(
			load,
			some,
			fc.subarray(conditions, { maxLength: 2 }),
			async (events, rules, disqualify) => {
				await forgetAll(db.pool);
				const loaded = await loadEvents(db.pool, events);
				await replayAll(db.pool);
				const model = modelOf(rules, disqualify);
				const { read, naive } = await withReport(db, utcConfig, async (context) => {
					const read = await readStructure(context, filters, structureOf(model));
					const ids = idsAt(read.ids, read.facts.createdAt.keys());
					const all = await readEvents(context, ids);
					const builder = hitTableBuilder(structureModel(read.structure));
					const out = knockOutTableBuilder(disqualify);
					ids.forEach((id, i) => {
						const placed = placeEvents(all.get(id)!);
						builder.add(read.facts.createdAt[i]!, placed, read.facts.decidedAfter[i]);
						out.add(read.facts.createdAt[i]!, placed, read.facts.decidedAfter[i]);
					});
					return { read, naive: { hits: builder.end(), knockOuts: out.end() } };
				});
				expect(read.hits).toEqual(naive.hits);
				expect(read.knockOuts).toEqual(naive.knockOuts);
				expect(loaded.rows.read).toBe(events.length);
			}
		),
		{ numRuns: 25 }
	);
});

const decider = (lead: string, at: string) => [
	{ type: 'created', at, lead, channel: lead === 'b' ? 'Web' : 'Fair' },
	{ type: 'profile', at, lead, attributes: { Authority: 'decides' } },
	{ type: 'activity', at: '2026-03-05T10:00:00Z', lead, activity: 'demo_request' }
];

it('keeps the table until the data, the filters or the conditions change', async () => {
	await loadEvents(db.pool, [
		...decider('b', '2026-03-02T10:00:00Z'),
		...decider('a', '2026-03-01T10:00:00Z'),
		...decider('a', '2026-03-04T10:00:00Z').slice(2)
	]);
	await saveDraft(db.pool, smallModel());
	await publishModel(db.pool, 'Small', 'The first one.');
	await replayAll(db.pool);
	const first = (await keptHits(db, utcConfig, filters))!;
	const table = decodeHits(gunzipSync(first.bytes));
	expect(first.size).toBe(gunzipSync(first.bytes).length);
	expect(table.head).toEqual({
		key: first.key,
		dataVersion: first.dataVersion,
		asOf: Date.parse('2026-03-05T10:00:00Z')
	});
	expect([...table.hits.start]).toEqual([0, 2, 4]);
	expect(table.structure.rules).toHaveLength(4);
	expect(table.facts.channels).toEqual(['Fair', 'Web']);
	const leads = await withReport(db, utcConfig, (context) => leadsById(context, idsAt(first.ids, [1, 0, 2])));
	expect(
		leads.map(({ record, channel, score, stage, outcome }) => ({ record, channel, score, stage, outcome }))
	).toEqual([
		{ record: 'b', channel: 'Web', score: 50, stage: 'mql', outcome: 'open' },
		{ record: 'a', channel: 'Fair', score: 50, stage: 'mql', outcome: 'open' }
	]);

	// Points alone change nothing of the table.
	await saveDraft(db.pool, smallModel({ name: 'Small' }));
	const again = (await keptHits(db, utcConfig, { ...filters, model: 'Small@2', horizon: 30 }))!;
	expect(again).toBe(first);
	const web = (await keptHits(db, utcConfig, { ...filters, values: { channel: ['Web'] } }))!;
	expect([web.key === first.key, web.ids.length]).toEqual([false, 16]);
	await loadEvents(db.pool, decider('c', '2026-03-06T10:00:00Z'));
	await replayAll(db.pool);
	const newer = (await keptHits(db, utcConfig, filters))!;
	expect([newer.key === first.key, newer.ids.length]).toEqual([false, 48]);
	expect(newer.dataVersion).toBeGreaterThan(first.dataVersion);
});

it('finds the same for a few leads of many, whichever record told', async () => {
	const told = (lead: string, i: number) => [
		{
			...decider(lead, '2026-03-01T10:00:00Z')[0],
			channel: i === 7 ? 'Fair' : 'Web',
			email: `${lead}@a.example`
		},
		{
			type: 'profile',
			at: '2026-03-02',
			lead: `${lead}-2`,
			email: `${lead}@a.example`,
			attributes: { City: 'X' }
		},
		{ type: 'activity', at: '2026-03-02T12:00:00Z', lead, activity: 'call' },
		{
			type: 'activity',
			at: '2026-03-02T12:00:00Z',
			lead: `${lead}-2`,
			activity: 'call',
			attributes: { Kind: 'c' }
		}
	];
	await loadEvents(db.pool, Array.from({ length: 30 }, (_, i) => told(`l${i}`, i)).flat());
	await replayAll(db.pool);
	const structure = structureOf(modelOf(conditions, [conditions[5]!]));
	const [all, few] = await withReport(db, utcConfig, async (context) => [
		await readStructure(context, filters, structure),
		await readStructure(context, { ...filters, values: { channel: ['Fair'] } }, structure)
	]);
	const place = idsAt(all.ids, all.facts.createdAt.keys()).indexOf(idsAt(few.ids, [0])[0]!);
	const { start, what, after } = all.hits;
	expect(few.ids).toHaveLength(16);
	expect([...few.hits.what]).toEqual([...what.slice(start[place], start[place + 1])]);
	expect([...few.hits.after]).toEqual([...after.slice(start[place], start[place + 1])]);
	expect([...few.hits.what]).toHaveLength(4);
	expect([...few.knockOuts.what]).toEqual([0]);
	expect(all.hits.start.at(-1)).toBe(30 * 4);
});

it('is nothing without a model, and names one that there is not', async () => {
	await db.pool.query('TRUNCATE score_models, publications');
	await loadEvents(db.pool, decider('a', '2026-03-01T10:00:00Z'));
	await replayAll(db.pool);
	expect(await keptHits(db, utcConfig, filters)).toBeNull();
	await expect(keptHits(db, utcConfig, { ...filters, model: 'Nine' })).rejects.toThrow('model "Nine"');
});
