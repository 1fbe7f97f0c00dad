/** The channels report over a few leads and costs that can be counted by hand. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChannelFigures, ChannelRow } from '#lib/channels/report.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

let leads = 0;
/** A lead that arrived on a day from a channel, with further events. */
const lead = (channel: string | null, day: string, created: object = {}, ...events: object[]) => {
	const more = { lead: `L${++leads}`, source: 'crm' };
	const from = channel === null ? {} : { channel };
	return [
		{ type: 'created', at: `${day}T10:00:00Z`, ...more, ...from, ...created },
		...events.map((event) => ({ ...more, ...event }))
	];
};
const sold = (day: string, amount = 100) => ({ type: 'client', at: `${day}T12:00:00Z`, amount });
const ended = (type: 'junk' | 'unfit' | 'refused', day: string) => ({ type, at: `${day}T12:00:00Z` });

type Cost = [day: string, channel: string | null, campaign: string | null, amount: string, clicks?: number];
const costs = (rows: Cost[]) =>
	pool.query(
		`WITH l AS (INSERT INTO loads (file, kind) VALUES ('costs.csv', 'costs') RETURNING id)
		INSERT INTO costs (source, day, channel, campaign, version, load_id, line, amount, clicks)
		SELECT 'ads', r.day, r.channel, r.campaign, 1, l.id, 2, r.amount, r.clicks
		FROM l, unnest($1::date[], $2::text[], $3::text[], $4::numeric[], $5::bigint[])
			AS r (day, channel, campaign, amount, clicks)`,
		[0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column] ?? null))
	);

async function load(events: object[][], spent: Cost[] = [], settings: object = {}) {
	await changeSettings(pool, settings);
	await loadEvents(pool, events.flat());
	await costs(spent);
	await replayAll(pool);
}

const report = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => channelsReport(context, filtersSchema.parse(filters)));

/** Some figures of every row, by its key. */
const rowsOf = async (names: (keyof ChannelRow)[], filters: Record<string, unknown> = {}) =>
	Object.fromEntries(
		(await report(filters)).rows.map((row) => [String(row.key), names.map((name) => row[name])])
	);

/** The figures that are sums over the rows. */
const sums = [
	...([
		'leads',
		'requests',
		'newRequests',
		'returningRequests',
		'clientRequests',
		'iql',
		'mql',
		'sal'
	] as const),
	...(['sql', 'clients', 'open', 'junk', 'unfit', 'clicks', 'cost', 'refunds', 'revenue'] as const)
];

const company = () => [
	lead('SMM', '2026-01-05', { campaign: 'a' }, sold('2026-01-09', 300)),
	lead('SMM', '2026-01-06', { campaign: 'b' }, ended('junk', '2026-01-07')),
	lead(
		'SMM',
		'2026-02-02',
		{ campaign: 'a', manager: 'Anna', content: 'cat' },
		ended('refused', '2026-02-09')
	),
	lead('Google', '2026-01-06', { campaign: 'a', manager: 'Anna' }, sold('2026-02-20', 50)),
	lead(
		'Google',
		'2026-01-06',
		{},
		{ type: 'created', at: '2026-02-01T10:00:00Z', channel: 'Mail' },
		ended('unfit', '2026-02-08')
	),
	lead(null, '2026-02-03')
];
const spent: Cost[] = [
	['2026-01-05', 'SMM', 'a', '10.10', 5],
	['2026-01-06', 'SMM', 'a', '20.20', 5],
	['2026-02-02', 'SMM', 'b', '5', 1],
	['2026-01-31', 'Google', 'a', '100'],
	['2026-02-01', 'Google', null, '0.05', 7],
	['2026-02-01', 'Radio', null, '300']
];

describe('rows', () => {
	test('are channels, those that only cost or were only asked through among them', async () => {
		await load(company(), spent);
		expect(
			await rowsOf(['leads', 'requests', 'clients', 'junk', 'unfit', 'revenue', 'cost', 'cac', 'roi'])
		).toEqual({
			SMM: [3, 3, 1, 1, 0, 300, 35.3, 35.3, (300 - 35.3) / 35.3],
			Google: [2, 2, 1, 0, 1, 50, 100.05, 100.05, (50 - 100.05) / 100.05],
			null: [1, 1, 0, 0, 0, 0, 0, null, null],
			Radio: [0, 0, 0, 0, 0, 0, 300, null, -1],
			Mail: [0, 1, 0, 0, 0, 0, 0, null, null]
		});
		expect((await rowsOf(['verdict', 'conversion', 'clicks', 'targetShare']))['Radio']).toEqual([
			'few',
			null,
			null,
			null
		]);
	});

	test.each([
		[{}],
		[{ by: ['campaign'] }],
		[{ by: ['channel', 'campaign'] }],
		[{ by: ['month'] }],
		[{ by: ['week', 'channel'] }],
		[{ by: ['day'] }],
		[{ by: ['campaign'], values: { channel: ['SMM', 'Radio'] } }],
		[{ values: { channel: ['!Google'] } }],
		[{ values: { campaign: ['a'] } }],
		[{ mode: 'period', from: '2026-02-01', to: '2026-03-01' }]
	])('add up to the total: %j', async (filters) => {
		await load(company(), spent);
		const { rows, total, leads } = await report(filters);
		expect(rows.length).toBeGreaterThan(1);
		for (const name of sums) {
			const cents = rows.reduce((sum, row) => sum + Math.round((row[name] ?? 0) * 100), 0);
			expect([name, cents]).toEqual([name, Math.round((total[name] ?? 0) * 100)]);
		}
		expect(total.leads).toBe(leads);
		expect(total.cpl).toBe(total.leads > 0 ? total.cost! / total.leads : null);
	});

	test('by campaign are those of the channel chosen, though other channels have the same campaign', async () => {
		await load(company(), spent);
		const by = { by: ['campaign'] };
		expect(await rowsOf(['leads', 'cost'], by)).toEqual({ a: [3, 130.3], b: [1, 5], null: [2, 300.05] });
		expect(await rowsOf(['leads', 'cost'], { ...by, values: { channel: ['SMM'] } })).toEqual({
			a: [2, 30.3],
			b: [1, 5]
		});
		expect(
			await rowsOf(['leads', 'cost'], { by: ['channel', 'campaign'], values: { campaign: ['a'] } })
		).toEqual({
			'SMM,a': [2, 30.3],
			'Google,a': [1, 100]
		});
	});

	test('by day and month have the costs of their days, in their order', async () => {
		await load(company(), spent);
		const { rows } = await report({ by: ['month'], values: { channel: ['SMM', 'Google'] } });
		expect(rows.map(({ key, leads, cost, verdict }) => [key, leads, cost, verdict])).toEqual([
			['2026-01-01', 4, 130.3, null],
			['2026-02-01', 1, 5.05, null]
		]);
		expect((await rowsOf(['cost'], { by: ['day'], values: { channel: ['Radio'] } }))['2026-02-01']).toEqual([
			300
		]);
	});

	test('of what costs do not know have none, and the report says why', async () => {
		await load(company(), spent);
		const byManager = await report({ by: ['manager', 'channel'] });
		expect(byManager.noCosts).toEqual({ reason: 'filters', names: ['manager'] });
		expect(byManager.rows.map(({ cost, cpl }) => [cost, cpl])).toEqual(
			byManager.rows.map(() => [null, null])
		);
		expect(byManager.rows.map(({ key }) => key)).not.toContainEqual([null, 'Radio']);
		expect([byManager.total.cost, byManager.total.roi]).toEqual([null, null]);
		const ofAnna = await report({ by: ['content'], values: { manager: ['Anna'], channel: ['SMM'] } });
		expect(ofAnna.noCosts).toEqual({ reason: 'filters', names: ['manager', 'content'] });
		expect(ofAnna.rows.map(({ key, leads }) => [key, leads])).toEqual([['cat', 1]]);
	});

	test('have costs of zero where some are loaded, and none where none are', async () => {
		await load(company());
		expect((await report()).noCosts).toEqual({ reason: 'none' });
		expect((await rowsOf(['cost', 'cpl', 'cplInterval']))['SMM']).toEqual([null, null, [null, null]]);
		await costs([['2020-01-01', 'SMM', null, '1']]);
		expect((await rowsOf(['cost', 'cpl'], { from: '2026-01-01' }))['SMM']).toEqual([0, null]);
	});

	test('without any data are none', async () => {
		await load([]);
		const { rows, total } = await report({ from: '2026-01-01', to: '2026-02-01', compare: 'previous' });
		expect([rows, total.leads, total.conversion, total.cost]).toEqual([[], 0, null, null]);
	});
});

describe('leads', () => {
	test('with two sales are one client with the money of both', async () => {
		await load([
			lead('SMM', '2026-01-05', {}, sold('2026-01-09', 300), { ...sold('2026-02-01', 200), id: 'second' })
		]);
		expect(await rowsOf(['clients', 'revenue', 'averageSale'])).toEqual({ SMM: [1, 500, 500] });
	});

	test('count within the window, and so does what was spent on them', async () => {
		await load(company(), spent);
		const withWindow = { window: 10, asOf: '2026-02-10' };
		// As of the end of 10 February leads of up to 31 January are old enough; one sale came later than 10 days.
		expect(await rowsOf(['leads', 'clients', 'revenue', 'cost'], withWindow)).toEqual({
			SMM: [2, 1, 300, 30.3],
			Google: [2, 0, 0, 100]
		});
	});

	test('and costs are those up to the date asked for', async () => {
		await load(company(), spent);
		expect(await rowsOf(['leads', 'cost'], { asOf: '2026-01-31' })).toEqual({
			SMM: [2, 30.3],
			Google: [2, 100]
		});
	});

	test('of period mode are entries in the range, without a verdict or a range', async () => {
		await load(company(), spent);
		const february = { mode: 'period', from: '2026-02-01', to: '2026-03-01', compare: 'previous' };
		const { rows, comparison } = await report(february);
		const of = (key: string) => rows.find((row) => row.key === key)!;
		expect(of('Google')).toMatchObject({
			...{ leads: 0, clients: 1, revenue: 50, conversion: null, interval: [null, null] },
			...{ verdict: null, difference: null, cost: 0.05, cac: 0.05 }
		});
		expect(of('SMM')).toMatchObject({ leads: 1, clients: 0, conversion: 0, interval: [null, null], cost: 5 });
		expect(comparison!.changed).toBeNull();
		expect(comparison!.total).toMatchObject({ leads: 4, clients: 1 });
	});
});

describe('channels', () => {
	test('renamed in the middle of the year are one, with leads and costs', async () => {
		await load(
			[lead('FB', '2026-01-05'), lead('Meta', '2026-06-05'), lead('Facebook', '2026-09-05')],
			[
				['2026-01-05', 'FB', null, '10'],
				['2026-06-05', 'Meta', null, '20.5']
			],
			{ aliases: { channel: { FB: 'Facebook', Facebook: 'Meta' } } }
		);
		expect(await rowsOf(['leads', 'newRequests', 'cost'])).toEqual({ Meta: [3, 3, 30.5] });
		expect(await rowsOf(['cost'], { values: { channel: ['Meta'] } })).toEqual({ Meta: [30.5] });
	});

	test('that are excluded are left out with their costs, unless they are named', async () => {
		await load(company(), spent, { excludedChannels: ['Google'] });
		expect(Object.keys(await rowsOf(['leads']))).toEqual(['SMM', 'null', 'Radio']);
		expect((await report()).excluded).toBe(2);
		expect(await rowsOf(['leads', 'cost'], { values: { channel: ['Google'] } })).toEqual({
			Google: [2, 100.05]
		});
	});

	test('may have had money paid back', async () => {
		await load(company(), [
			['2026-01-05', 'SMM', 'a', '10'],
			['2026-01-06', 'SMM', 'a', '-30.5'],
			['2026-01-06', 'Google', 'a', '-5'],
			['2026-01-06', 'Google', 'b', '25']
		]);
		expect(
			await rowsOf(['cost', 'refunds', 'cpl', 'cac', 'roi', 'next1000'], { values: { channel: ['SMM'] } })
		).toEqual({
			SMM: [-20.5, -30.5, null, null, null, [null, null]]
		});
		expect((await rowsOf(['cost', 'refunds', 'cpl']))['Google']).toEqual([20, -5, 10]);
	});

	test('with costs in a currency without a rate say so', async () => {
		await load(company(), spent);
		await pool.query(`UPDATE costs SET currency = 'PLN' WHERE channel = 'Radio'`);
		const { rows, unratedCosts } = await report();
		expect([rows.find(({ key }) => key === 'Radio')!.cost, unratedCosts]).toEqual([0, 1]);
	});
});

describe('verdicts', () => {
	const week = (channel: string, leads: number, clients: number) =>
		Array.from({ length: leads }, (_, i) =>
			lead(channel, '2026-03-02', { campaign: 'x' }, ...(i < clients ? [sold('2026-03-20')] : []))
		);
	const names: (keyof ChannelRow)[] = ['verdict', 'expected', 'others', 'difference', 'differenceInterval'];

	test('compare with all channels, whichever are shown', async () => {
		await load([
			...week('Good', 60, 30),
			...week('Bad', 60, 3),
			...week('Fair', 60, 16),
			...week('New', 5, 1)
		]);
		const all = await rowsOf(names);
		expect(Object.fromEntries(Object.entries(all).map(([key, [verdict]]) => [key, verdict]))).toEqual({
			...{ Good: 'better', Bad: 'worse', Fair: 'same', New: 'few' }
		});
		for (const channel of Object.keys(all))
			expect(await rowsOf(names, { values: { channel: [channel] } })).toEqual({ [channel]: all[channel] });
		const { Good, ...rest } = all;
		expect(await rowsOf(names, { values: { channel: ['!Good'] } })).toEqual(rest);
		// One campaign in every channel: that of one channel is compared with the rest.
		expect((await rowsOf(names, { by: ['campaign'], values: { channel: ['Good'] } }))['x']!.slice(1)).toEqual(
			Good!.slice(1)
		);
	});

	test('are none where the choice of leads would make them', async () => {
		await load([...week('Good', 60, 30), ...week('Bad', 60, 3)]);
		for (const filters of [
			{ values: { outcome: ['client'] } },
			{ values: { stage: ['sql'] } },
			{ by: ['outcome'] }
		])
			for (const row of (await report(filters)).rows)
				expect([row.verdict, row.expected, row.difference]).toEqual([null, null, null]);
	});
});

describe('a price for each lead', () => {
	const partner = () => [
		lead('Partner', '2026-01-05', { campaign: 'a' }, sold('2026-01-09', 1000)),
		lead('Partner', '2026-01-31', { campaign: 'a' }, ended('junk', '2026-02-07')),
		lead('Partner', '2026-02-02', { campaign: 'a' }),
		lead('Partner', '2026-02-03', { campaign: 'b' }, ended('refused', '2026-02-09')),
		lead('Partner', '2026-02-03', { campaign: 'b' }, ended('unfit', '2026-02-10')),
		lead('SMM', '2026-02-03')
	];
	const leadPrices = [
		{ channel: 'partner', price: '45' },
		{ channel: 'partner', price: '50.505', from: '2026-02-01' },
		{ channel: 'partner', campaign: 'b', price: '20' }
	];
	const settings = { leadPrices, aliases: { channel: { partner: 'Partner' } } };
	const names: (keyof ChannelFigures)[] = ['leads', 'cost', 'claim', 'cpl'];

	test('is a cost of its channel, campaign and day; junk and unfit leads are to be claimed back', async () => {
		await load(partner(), [], settings);
		const { rows, noCosts, total } = await report();
		expect(noCosts).toBeNull();
		// 45 for the first, 50.51 for the third, 20 for the fourth; 45 and 20 are not owed.
		const claim = { leads: 2, amount: 65 };
		expect(rows.map((row) => names.map((name) => row[name]))).toEqual([
			[5, 115.51, claim, 115.51 / 5],
			[1, 0, null, null]
		]);
		expect(total).toMatchObject({ cost: 115.51, claim });
		expect(await rowsOf(names, { by: ['campaign'], values: { channel: ['Partner'] } })).toEqual({
			a: [3, 95.51, { leads: 1, amount: 45 }, 95.51 / 3],
			b: [2, 20, { leads: 1, amount: 20 }, 10]
		});
		expect(await rowsOf(['cost'], { by: ['day'] })).toEqual({
			...{ '2026-01-05': [45], '2026-01-31': [0], '2026-02-02': [50.51], '2026-02-03': [20] }
		});
	});

	test('is rounded once a row, not for each of its prices and campaigns', async () => {
		const bought = (campaign: string) => lead('Partner', '2026-01-05', { campaign });
		const price = (campaign: string) => ({ channel: 'Partner', campaign, price: '0.335' });
		await load([bought('a'), bought('b')], [], { leadPrices: [price('a'), price('b')] });
		expect(await rowsOf(['cost'])).toEqual({ Partner: [0.67] });
	});

	test('opens exactly the leads to claim back', async () => {
		const unowed = lead('SMM', '2026-02-03', {}, ended('junk', '2026-02-07'));
		await load([...partner(), unowed], [], settings);
		const claimed = (filters: object) =>
			withReport(db, utcConfig, async (context) => {
				const selection = leadSelectionSchema.parse({ claim: 'yes' });
				const list = await listLeads(context, filtersSchema.parse(filters), selection);
				return list.leads.map(({ channel, campaign, outcome }) => [channel, campaign, outcome]);
			});
		const junk = ['Partner', 'a', 'junk'];
		const unfit = ['Partner', 'b', 'unfit'];
		expect(await claimed({})).toEqual([unfit, junk]);
		const february = { from: '2026-02-01', to: '2026-03-01', mode: 'period' };
		expect(await claimed(february)).toEqual([unfit]);
		expect(await claimed({ values: { campaign: ['a'] } })).toEqual([junk]);
		await changeSettings(pool, { leadPrices: [{ channel: 'Partner', price: '45', from: '2026-02-01' }] });
		expect(await claimed({})).toEqual([unfit]);
		await changeSettings(pool, { leadPrices: [] });
		expect(await claimed({})).toEqual([]);
	});

	test('counts for the leads that arrived in the range, and is added to what was loaded', async () => {
		await load(partner(), [['2026-02-15', 'Partner', 'a', '7']], settings);
		const february = { from: '2026-02-01', to: '2026-03-01' };
		const expected = [77.51, { leads: 1, amount: 20 }];
		expect((await rowsOf(['cost', 'claim'], february))['Partner']).toEqual(expected);
		expect((await rowsOf(['cost', 'claim'], { ...february, mode: 'period' }))['Partner']).toEqual(expected);
	});
});

test('a channel may be called as if it were to be left out', async () => {
	const names = ['SMM', '!SMM', '\\!SMM', '!'];
	await load(
		names.map((name) => lead(name, '2026-01-05', {}, sold('2026-01-09'))),
		names.map((name): Cost => ['2026-01-05', name, null, '10'])
	);
	for (const name of names) {
		const values = { channel: [onlyValue(name)] };
		expect(await rowsOf(['leads', 'requests', 'cost'], { values }), name).toEqual({ [name]: [1, 1, 10] });
		const list = await withReport(db, utcConfig, (context) =>
			listLeads(context, filtersSchema.parse({ values }), leadSelectionSchema.parse({}))
		);
		expect(list.leads.map(({ channel }) => channel)).toEqual([name]);
	}
	expect(Object.keys(await rowsOf(['leads'], { values: { channel: ['!!SMM', '!\\!SMM'] } }))).toHaveLength(2);
	await changeSettings(pool, { excludedChannels: ['!SMM', 'SMM'] });
	expect(Object.keys(await rowsOf(['leads'], { values: { channel: ['\\!SMM'] } }))).toEqual(['!SMM']);
	expect(Object.keys(await rowsOf(['leads'], { values: { channel: ['!SMM'] } }))).toHaveLength(2);
});

test('what changed adds up to the change of the conversion, of the rows shown', async () => {
	const month = (month: string, channel: string, leads: number, clients: number) =>
		Array.from({ length: leads }, (_, i) =>
			lead(channel, `2026-${month}-02`, {}, ...(i < clients ? [sold(`2026-${month}-20`)] : []))
		);
	await load([
		...[...month('01', 'SMM', 20, 10), ...month('01', 'Google', 20, 4)],
		...[...month('02', 'SMM', 10, 4), ...month('02', 'Google', 30, 3)]
	]);
	const filters = { from: '2026-02-01', to: '2026-03-01', compare: 'previous' };
	const { comparison, total } = await report(filters);
	expect([comparison!.from, comparison!.to]).toEqual(['2026-01-01', '2026-02-01']);
	const changed = comparison!.changed!;
	expect(changed.change).toBeCloseTo(total.conversion! - comparison!.total.conversion!, 12);
	expect(changed.change).toBeCloseTo(7 / 40 - 14 / 40, 12);
	expect(changed.rows.reduce((sum, row) => sum + row.mix + row.rate, 0)).toBeCloseTo(changed.change, 12);
	const ofGoogle = (await report({ ...filters, values: { channel: ['Google'] } })).comparison!.changed!;
	expect(ofGoogle.change).toBeCloseTo(3 / 30 - 4 / 20, 12);
	expect(ofGoogle.rows.map(({ key, mix }) => [key, mix])).toEqual([['Google', 0]]);
});

test('a fall that open leads could make up is young, but not within a window', async () => {
	const month = (month: string, sales: number, losses: number) =>
		Array.from({ length: 60 }, (_, i) => {
			const end = i < sales ? sold(`2026-${month}-20`) : ended('refused', `2026-${month}-19`);
			return lead('SMM', `2026-${month}-02`, {}, ...(i < sales + losses ? [end] : []));
		});
	await load([...month('01', 30, 30), ...month('02', 10, 10), lead('SMM', '2026-04-01')]);
	const changedWithin = async (window?: string) => {
		const filters = { from: '2026-02-01', to: '2026-03-01', compare: 'previous', window };
		return (await report(filters)).comparison!.changed!;
	};
	const certainty = (sure: { clear: boolean; young: boolean }) => [sure.clear, sure.young];
	const whole = await changedWithin();
	expect([whole, ...whole.rows].map(certainty)).toEqual([
		[true, true],
		[true, true]
	]);
	const within = await changedWithin('20');
	expect([within, ...within.rows].map(certainty)).toEqual([
		[true, false],
		[true, false]
	]);
	expect(within.change).toBeCloseTo(whole.change, 12);
});
