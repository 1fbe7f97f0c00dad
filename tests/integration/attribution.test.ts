/** Attribution over the database: a few people whose ways to a client can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Attribution } from '#lib/channels/report.ts';
import { attributionModels, type AttributionModel } from '#lib/filters/names.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { attributionReport } from '#lib/server/reports/attribution.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const of = (lead: string, ...events: object[]) => events.map((event) => ({ lead, source: 'crm', ...event }));
const at = (type: string, time: string, more = {}) => ({ type, at: time, ...more });
const touch = (time: string, channel: string, campaign?: string) =>
	at('activity', time, { channel, campaign });

beforeAll(async () => {
	await loadEvents(db.pool, [
		// Two sales are one client with the money of both; what comes after the first is no touch on its way.
		...of(
			'twice',
			at('created', '2026-01-10T10:00', { channel: 'SMM', campaign: 'Spring', manager: 'Anna' }),
			touch('2026-01-20T10:00', 'Google', 'Spring'),
			at('client', '2026-01-27T10:00', { amount: '100.01' }),
			touch('2026-01-28T10:00', 'Mail'),
			at('client', '2026-03-01T10:00', { amount: '50' })
		),
		// Exactly 90 days before, and a second earlier.
		...of(
			'edge',
			at('created', '2026-01-01T09:59:59', { channel: 'Mail' }),
			touch('2026-01-01T10:00', 'Google'),
			touch('2026-04-01T10:00', 'SMM'),
			at('client', '2026-04-01T10:00', { amount: '10' })
		),
		// All touches of a client without a date count, also those after its stand-in.
		...of(
			'undated',
			at('created', '2025-01-01T10:00', { channel: 'Google' }),
			at('client', '2025-12-01T10:00', { approximate: true, amount: '1' }),
			touch('2026-02-01T10:00', 'SMM')
		),
		...of(
			'untouched',
			at('created', '2026-02-01T10:00'),
			at('client', '2026-02-03T10:00', { amount: '7.77' })
		),
		...of(
			'late',
			at('created', '2025-06-01T10:00', { channel: 'SMM' }),
			at('client', '2026-03-01T10:00', { amount: '5' })
		),
		...of(
			'lost',
			at('created', '2026-01-05T10:00', { channel: 'SMM' }),
			touch('2026-01-06T10:00', 'SMM'),
			touch('2026-01-07T10:00', 'Google'),
			at('refused', '2026-01-15T10:00')
		),
		...of('open', at('created', '2026-04-02T10:00', { channel: 'Mail' }))
	]);
	await replayAll(db.pool);
});

const report = async (filters: Record<string, unknown> = {}): Promise<Attribution> =>
	(await attributionReport(db, utcConfig, filtersSchema.parse(filters)))!;

/** Clients by key in one model, those without any left out. */
const credit = ({ rows }: Attribution, model: AttributionModel) =>
	Object.fromEntries(
		rows
			.map(({ key, clients }) => [JSON.stringify(key), clients[model]])
			.filter(([, clients]) => clients !== 0)
	) as Record<string, number>;

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('clients', () => {
	test('are owed to the touches of the look-back, the instant at its start included', async () => {
		const all = await report();
		expect([all.lookBackDays, all.clients, all.untouched, all.revenue]).toEqual([90, 5, 2, 173.78]);
		expect(credit(all, 'first')).toEqual({ '"Google"': 2, '"SMM"': 1, null: 2 });
		expect(credit(all, 'last')).toEqual({ '"Google"': 1, '"SMM"': 2, null: 2 });
		expect(credit(all, 'linear')).toEqual({ '"Google"': 1.5, '"SMM"': 1.5, null: 2 });
		const decay = credit(all, 'time-decay');
		const early = (days: number) => 1 / (1 + 2 ** (days / 7));
		expect(decay['"SMM"']).toBeCloseTo(early(10) + (1 - early(90)) + (1 - early(396)), 9);
	});

	test('and their money add up in every model, to the cent', async () => {
		for (const filters of [{}, { by: ['campaign'] }, { by: ['channel', 'campaign'] }]) {
			const all = await report(filters);
			for (const model of attributionModels) {
				expect(sum(all.rows.map(({ clients }) => clients[model]!))).toBeCloseTo(5, 9);
				expect(sum(all.rows.map(({ revenue }) => Math.round(revenue[model]! * 100)))).toBe(17378);
			}
		}
	});

	test('say who starts, who finishes, and what would be lost', async () => {
		const rows = Object.fromEntries((await report()).rows.map((row) => [row.key, row]));
		const roles = ({ alone, starts, finishes, between }: (typeof rows)[string]) => [
			alone,
			starts,
			finishes,
			between
		];
		expect([roles(rows.Google!), roles(rows.SMM!)]).toEqual([
			[0, 2, 1, 0],
			[0, 1, 2, 0]
		]);
		// Paths: SMM → Google (twice, sold and not), Google → SMM (twice, sold), Mail (open).
		expect(rows.Mail!.removalEffect).toBe(0);
		expect(rows.Google!.removalEffect! + rows.SMM!.removalEffect!).toBeGreaterThan(1);
		expect(rows.null!.removalEffect).toBeNull();
	});

	test('without a touch in a shorter look-back are a row of their own', async () => {
		await changeSettings(db.pool, { lookBackDays: 5 });
		const short = await report();
		expect([short.lookBackDays, credit(short, 'linear')]).toEqual([
			5,
			{ '"Google"': 0.5, '"SMM"': 1.5, null: 3 }
		]);
		await changeSettings(db.pool, { lookBackDays: 90 });
	});
});

describe('filters', () => {
	test('by channel choose rows and paths, all others choose leads', async () => {
		const google = await report({ values: { channel: ['Google'] } });
		expect([google.clients, credit(google, 'linear')]).toEqual([5, { '"Google"': 1.5 }]);
		const anna = await report({ values: { manager: ['Anna'] } });
		expect([anna.clients, credit(anna, 'linear')]).toEqual([1, { '"Google"': 0.5, '"SMM"': 0.5 }]);
	});

	test('keep a campaign of two channels apart', async () => {
		expect(credit(await report({ by: ['campaign'] }), 'first')['"Spring"']).toBe(1);
		const ofGoogle = { by: ['campaign'], values: { channel: ['Google'] } };
		expect(credit(await report(ofGoogle), 'first')).toEqual({ null: 2 });
		expect(credit(await report(ofGoogle), 'last')).toEqual({ '"Spring"': 1 });
		expect(credit(await report({ by: ['channel', 'campaign'] }), 'last')).toEqual({
			'["Google","Spring"]': 1,
			'["SMM",null]': 2,
			'[null,null]': 2
		});
	});

	test('of dates choose leads that arrived, or in period mode clients of the range', async () => {
		const range = { from: '2026-01-01', to: '2026-02-01' };
		expect([(await report(range)).clients, (await report({ ...range, mode: 'period' })).clients]).toEqual([
			2, 1
		]);
		const march = await report({ from: '2026-03-01', to: '2026-04-02', mode: 'period' });
		expect(credit(march, 'first')).toEqual({ '"Google"': 1, null: 1 });
	});

	test('are those of the other reports also by a date: leads that had come, whatever became of them later', async () => {
		const early = await report({ asOf: '2026-01-26' });
		expect([early.clients, early.revenue]).toEqual([4, 166.01]);
		expect(credit(early, 'linear')).toEqual({ '"Google"': 2, '"SMM"': 1, null: 1 });
	});

	test('leave out what came after the window', async () => {
		const window = await report({ window: 20 });
		expect([window.clients, credit(window, 'last')]).toEqual([2, { '"Google"': 1, null: 1 }]);
	});

	test('by what no touch has give nothing', async () => {
		const none = filtersSchema.parse({ by: ['manager'] });
		expect(await attributionReport(db, utcConfig, none)).toBeNull();
	});
});

test('the commonest paths have their conversion and half time', async () => {
	const { paths } = await report();
	expect(paths.map(({ path, leads, clients, halfTimeDays }) => [path, leads, clients, halfTimeDays])).toEqual(
		[
			[['Google', 'SMM'], 2, 2, 90],
			[['SMM', 'Google'], 2, 1, 17]
		]
	);
	expect(paths[1]!.conversion).toBe(0.5);
});

test('a renamed channel and an excluded one change the paths', async () => {
	await changeSettings(db.pool, { aliases: { channel: { Google: 'Ads' } } });
	await bringUpToDate(db.pool, utcConfig);
	expect(credit(await report(), 'first')).toEqual({ '"Ads"': 2, '"SMM"': 1, null: 2 });
	// Leads of the excluded channel are in no report, and its touches on other leads' ways count for nothing.
	await changeSettings(db.pool, { excludedChannels: ['Ads'] });
	const without = await report();
	expect([without.clients, credit(without, 'first')]).toEqual([4, { '"SMM"': 2, null: 2 }]);
	expect(credit(await report({ values: { channel: ['Ads'] } }), 'first')).toEqual({ '"Ads"': 2 });
	await changeSettings(db.pool, { aliases: { channel: {} }, excludedChannels: [] });
	await bringUpToDate(db.pool, utcConfig);
});

test('what is asked for twice at once is computed once, and again when the data have changed', async () => {
	const [one, two] = await Promise.all([report(), report()]);
	expect(one).toBe(two);
	await loadEvents(db.pool, of('new', at('created', '2026-04-02T11:00'), at('client', '2026-04-02T12:00')));
	await replayAll(db.pool);
	expect((await report()).clients).toBe(6);
});
