/** Leads that sales sent back, over a few leads that can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { returnedReport } from '#lib/server/reports/returned.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

/** The events of a lead, one a day from its arrival on 1 May (or another day) on. */
const lead = (name: string, channel: string, types: string, from = 1) =>
	['created', ...types.split(' ')].map((type, i) => ({
		type,
		at: `2026-05-${String(from + i).padStart(2, '0')}T10:00:00Z`,
		lead: name,
		source: 'crm',
		channel
	}));

beforeAll(async () => {
	await loadEvents(
		db.pool,
		[
			lead('never', 'SMM', 'mql sal sql client'),
			lead('under way', 'SMM', 'mql sal'),
			lead('lost', 'SMM', 'mql sal refused'),
			lead('back', 'SMM', 'mql sal returned'),
			lead('back and sold', 'SMM', 'mql sal returned sal client'),
			lead('back and there', 'Google', 'mql sal returned sal', 10),
			lead('not taken', 'Google', 'mql returned'),
			lead('no visit', 'Mail', 'mql')
		].flat()
	);
	await replayAll(db.pool);
});

const report = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => returnedReport(context, filtersSchema.parse(filters)));
const listed = (filters: object, selection: object) =>
	withReport(
		db,
		utcConfig,
		async (context) =>
			(
				await listLeads(
					context,
					filtersSchema.parse(filters),
					leadSelectionSchema.parse({ sentBack: 'yes', ...selection })
				)
			).total
	);

describe('returned leads', () => {
	test('are counted with what came of them, and visits with those passed on', async () => {
		expect(await report()).toEqual({
			...{ leads: 4, clients: 1, yield: 0.25, interval: wilson(1, 4) },
			passes: {
				first: { visits: 5, passed: 1, waiting: 1, rate: 0.2, interval: wilson(1, 5) },
				last: { visits: 4, passed: 2, waiting: 2, rate: 0.5, interval: wilson(2, 4) },
				all: { visits: 6, passed: 2, waiting: 2, rate: 2 / 6, interval: wilson(2, 6) }
			},
			groups: []
		});
	});

	test('of groups: those with some, the most first', async () => {
		const { groups, ...whole } = (await report({ by: ['channel'] }))!;
		expect({ ...whole, groups: [] }).toEqual(await report());
		expect(
			groups.map(({ key, leads, clients, passes }) => [key, leads, clients, passes!.all.visits])
		).toEqual([
			['Google', 2, 0, 1],
			['SMM', 2, 1, 5]
		]);
	});

	test('are the leads behind the figures, also in period mode', async () => {
		const cases = [{}, { values: { channel: ['Google'] } }, { from: '2026-05-05' }, { window: 3 }];
		for (const filters of [...cases, { mode: 'period', from: '2026-05-05', to: '2026-06-01' }]) {
			const found = (await report(filters))!;
			expect([await listed(filters, {}), await listed(filters, { ended: 'client' })]).toEqual([
				found.leads,
				found.clients
			]);
		}
		for (const { key, leads } of (await report({ by: ['channel'] }))!.groups)
			expect(await listed({ values: { channel: [onlyValue(key as string)] } }, {})).toBe(leads);
	});

	test('count by arrival in period mode', async () => {
		const range = { from: '2026-05-05', to: '2026-06-01' };
		expect(await report({ mode: 'period', ...range })).toEqual(await report(range));
	});

	test('within a window count returns and sales of that time', async () => {
		expect(await report({ window: 3 })).toMatchObject({ leads: 4, clients: 0, passes: null });
		expect(await report({ window: 2 })).toMatchObject({ leads: 1, clients: 0, passes: null });
	});

	test('have no shares where they are chosen by how they ended', async () => {
		for (const values of [{ outcome: ['client'] }, { stage: ['client'] }])
			expect(await report({ values })).toMatchObject({ leads: 1, clients: 1, yield: null, passes: null });
		const { groups, ...whole } = (await report({ by: ['outcome'] }))!;
		expect([whole.yield, groups.map((group) => group.yield)]).toEqual([0.25, [null, null]]);
	});

	test('are none where no lead was sent back, or none is there', async () => {
		expect(await report({ values: { channel: ['Mail'] } })).toBeNull();
		expect(await report({ from: '2030-01-01' })).toBeNull();
	});
});
