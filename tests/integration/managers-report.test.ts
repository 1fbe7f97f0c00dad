/** The managers report over the database: a small company with every kind of manager, and the lists behind its figures. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { monthDrill, rowDrill, stratumDrill, totalDrill, type Drill } from '#lib/managers/drill.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { managerParts, managersReport } from '#lib/server/reports/managers.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

let leads = 0;

interface Kind {
	manager: string | null;
	channel?: string;
	/** Month of creation, `2026-03`, and how far the leads come on the days after. */
	month?: string;
	accepted?: boolean;
	sql?: number;
	clients?: number;
	/** How those end that are no clients. */
	lost?: 'refused' | 'unfit' | 'junk';
	/** Whoever has them next. */
	then?: string[];
}

/** The events of `count` leads of one kind. The first of them are the clients and the SQL leads. */
const some = (
	count: number,
	{
		manager,
		channel = 'Ads',
		month = '2026-03',
		accepted = true,
		sql = 0,
		clients = 0,
		lost,
		then = []
	}: Kind
) =>
	Array.from({ length: count }, (_, i) => {
		const lead = `lead ${++leads}`;
		const event = (type: string, day: string, more: object = {}) => ({
			...{ lead, name: lead, source: 'crm', type, at: `${month}-${day}:00Z` },
			...more
		});
		return [
			event('created', '02T10:00', { channel, manager }),
			...(accepted ? [event('sal', '03T10:00')] : []),
			...then.map((next, at) => event('assigned', `04T1${at}:00`, { manager: next })),
			...(i < sql ? [event('sql', '05T10:00')] : []),
			...(i < clients
				? [event('client', '06T10:00', { amount: 100 })]
				: lost
					? [event(lost, '07T10:00')]
					: [])
		];
	}).flat();

const ask = (db: TestDatabase, filters: object = {}) =>
	withReport(db, utcConfig, (context) => managersReport(context, filtersSchema.parse(filters)));
const parts = (db: TestDatabase, manager: string, filters: object = {}) =>
	withReport(db, utcConfig, (context) => managerParts(context, filtersSchema.parse(filters), manager));
type Report = Awaited<ReturnType<typeof ask>>;
const keys = ({ rows }: Report) => rows.map(({ key }) => key);
const rowOf = (report: Report, key: string | null) => report.rows.find((row) => row.key === key)!;
const near = (value: number) => expect.closeTo(value, 9) as number;

describe('a small company', async () => {
	const db = await testDatabase();
	const report = (filters: object = {}) => ask(db, filters);

	beforeAll(async () => {
		await loadEvents(db.pool, [
			...some(40, { manager: 'Anna', clients: 10, sql: 20, lost: 'refused' }),
			...some(39, { manager: 'Boris', clients: 10, sql: 15 }),
			// Through five people's hands.
			...some(1, { manager: 'Anna', then: ['Clara', 'Dora', 'Emil', 'Boris'] }),
			...some(40, { manager: 'Clara', clients: 10, lost: 'unfit' }),
			...some(40, { manager: 'Dora', clients: 10, lost: 'junk' }),
			...some(40, { manager: 'Emil', clients: 0 }),
			...some(40, { manager: 'Fay', clients: 40 }),
			// Somebody who left, alone with the leads of a month long ago.
			...some(12, { manager: 'Gone', month: '2025-01', clients: 12 }),
			...some(5, { manager: 'Idle', accepted: false }),
			...some(1, { manager: 'Single', clients: 1 }),
			...some(20, { manager: null, clients: 9, lost: 'refused' }),
			// A lead of a kind that nobody else has.
			...some(1, { manager: 'Clara', channel: 'Fair', month: '2026-04', clients: 1 }),
			{ lead: 'lead 1', source: 'crm', type: 'contacted', at: '2026-03-02T10:30:00Z' },
			{ lead: 'lead 2', source: 'crm', type: 'contacted', at: '2026-03-02T11:00:00Z' },
			{ lead: 'lead 40', source: 'crm', type: 'returned', at: '2026-03-04T11:00:00Z' }
		]);
		await replayAll(db.pool);
	});

	test('has a row for everyone, by name, and one for the leads without a manager', async () => {
		const all = await report();
		expect(keys(all)).toEqual([
			...['Anna', 'Boris', 'Clara', 'Dora', 'Emil', 'Fay', 'Gone', 'Idle', 'Single'],
			null
		]);
		expect(all).toMatchObject({ base: 'accepted', goal: 'client', credit: 'last', notJudged: null });
		expect(rowOf(all, 'Anna')).toMatchObject({
			...{
				leads: 40,
				accepted: 40,
				sql: 20,
				clients: 10,
				open: 0,
				refused: 30,
				unfit: 0,
				junk: 0,
				returned: 1
			},
			...{ revenue: 1000, base: 40, made: 10, conversion: 0.25, responseMedianMinutes: 45 }
		});
		expect(rowOf(all, 'Boris')).toMatchObject({ leads: 40, open: 30, responseMedianMinutes: null });
		expect(all.total).toMatchObject({ leads: 279, accepted: 274, clients: 103, base: 274, made: 103 });
		expect(all.leads).toBe(279);
		// Without those of nobody.
		expect(all.rate).toBeCloseTo(94 / 254, 12);
	});

	test('compares with what the others made of the same kinds of leads', async () => {
		const all = await report();
		// Of the 241 leads of March with a manager 81 became clients.
		expect(rowOf(all, 'Anna')).toMatchObject({
			...{
				expected: near((40 * 81) / 241),
				others: near((40 * 71) / 201),
				ratio: near((10 * 241) / (40 * 81))
			},
			variance: near((40 * 201 * 81 * 160) / (241 ** 2 * 240))
		});
		// The lead from the fair has no others.
		expect(rowOf(all, 'Clara')).toMatchObject({
			...{ base: 41, made: 11, expected: near((40 * 81) / 241 + 1), others: near((40 * 71) / 201) }
		});
		// The two extremes and the four alike.
		expect(all.spread).toBeGreaterThan(0.5);
		expect(all.dispersion).toBeGreaterThan(5);
		expect(rowOf(all, 'Fay')).toMatchObject({ made: 40, verdict: 'above', conversion: 1 });
		expect(rowOf(all, 'Fay').strata).toEqual([
			{
				...{ channel: 'Ads', temperature: null, month: '2026-03-01' },
				...{ leads: 40, made: 40, others: near((40 * 41) / 201), otherLeads: 201 }
			}
		]);
		expect(rowOf(all, 'Anna')).toMatchObject({ verdict: 'within', level: null, strata: [] });
	});

	test('does not judge whom it cannot', async () => {
		const all = await report();
		const nothing = { level: null, luck: null, limits: null, strata: [] };
		expect(rowOf(all, 'Gone')).toMatchObject({
			verdict: 'few',
			expected: 12,
			variance: 0,
			others: 0,
			...nothing
		});
		expect(rowOf(all, 'Single')).toMatchObject({
			verdict: 'few',
			base: 1,
			made: 1,
			conversion: 1,
			...nothing
		});
		expect(rowOf(all, 'Idle')).toMatchObject({
			...{ verdict: 'few', leads: 5, open: 5, base: 0, made: 0, expected: 0, ratio: null, conversion: null },
			interval: [null, null],
			...nothing
		});
		expect(rowOf(all, null)).toMatchObject({
			...{ leads: 20, base: 20, made: 9, verdict: null, expected: null, run: null, otherCredit: null },
			...nothing
		});
	});

	test('counts the last six months together', async () => {
		const all = await report();
		expect(all.runMonths).toEqual({ from: '2025-11-01', to: '2026-04-01' });
		expect(rowOf(all, 'Emil').run).toMatchObject({ observed: 0, signal: 'below' });
		expect(rowOf(all, 'Anna').run).toMatchObject({ observed: 10, signal: null });
		expect(rowOf(all, 'Gone').run).toEqual({ observed: 0, expected: 0, variance: 0, signal: null });
	});

	test('filters on managers choose rows, never the others', async () => {
		const all = await report();
		const anna = await report({ values: { manager: ['Anna'] } });
		expect(anna.rows).toEqual([rowOf(all, 'Anna')]);
		expect(anna).toMatchObject({ rate: all.rate, spread: all.spread, leads: 40 });
		expect(anna.total).toMatchObject({ leads: 40, made: 10, conversion: 0.25 });
		expect(keys(await report({ values: { manager: ['', 'Fay'] } }))).toEqual(['Fay', null]);
		expect(keys(await report({ values: { manager: ['!Anna', '!'] } }))).not.toContain('Anna');
		expect(keys(await report({ values: { manager: ['!Anna', '!'] } }))).not.toContain(null);
		expect((await report({ values: { manager: ['Nobody'] } })).total).toMatchObject({
			leads: 0,
			conversion: null
		});
	});

	test('a filter on channels compares within them', async () => {
		const fair = await report({ values: { channel: ['Fair'] } });
		expect(keys(fair)).toEqual(['Clara']);
		expect(fair).toMatchObject({ rate: 1, spread: 0, dispersion: null });
		expect(rowOf(fair, 'Clara')).toMatchObject({ base: 1, verdict: 'few' });
	});

	test('credit to the first manager', async () => {
		const first = await report({ credit: 'first' });
		expect(rowOf(first, 'Anna')).toMatchObject({ leads: 41, made: 10 });
		expect(rowOf(first, 'Boris')).toMatchObject({ leads: 39 });
		expect(first.changedHands).toEqual({ leads: 1, of: 259 });
		expect(first.rows.every(({ otherCredit }) => otherCredit === null)).toBe(true);
		// Now the filter on the last manager is about the leads, and that on the first chooses rows.
		const boris = await report({ credit: 'first', values: { manager: ['Boris'] } });
		expect(boris.rows.map(({ key, leads }) => [key, leads])).toEqual([
			['Anna', 1],
			['Boris', 39]
		]);
		expect(keys(await report({ credit: 'first', values: { firstManager: ['Boris'] } }))).toEqual(['Boris']);
	});

	test('judges by SQL leads, and on all leads', async () => {
		const sql = await report({ goal: 'sql' });
		expect(sql.goal).toBe('sql');
		// Clients were SQL leads.
		expect(rowOf(sql, 'Anna')).toMatchObject({ made: 20, expected: near((40 * 96) / 241) });
		const all = await report({ base: 'all' });
		expect(rowOf(all, 'Idle')).toMatchObject({
			base: 5,
			made: 0,
			conversion: 0,
			expected: near((5 * 81) / 246)
		});
	});

	test('counts only what happened in a period, and judges nobody', async () => {
		const filters = { mode: 'period', from: '2026-03-05', to: '2026-04-01' };
		const period = await report(filters);
		expect(period).toMatchObject({ notJudged: 'period', spread: 0, dispersion: null, runMonths: null });
		expect(rowOf(period, 'Anna')).toMatchObject({
			...{ leads: 0, accepted: 0, sql: 20, clients: 10, refused: 30, base: 0, made: 10, conversion: null },
			...{ interval: [null, null], expected: null, verdict: null, run: null, strata: [] }
		});
		expect(await parts(db, 'Anna', filters)).toBeNull();
		const march = await report({ ...filters, from: '2026-03-01' });
		expect(rowOf(march, 'Anna')).toMatchObject({ base: 40, conversion: 0.25, interval: [null, null] });
	});

	test('judges nobody among leads chosen by how they ended', async () => {
		const refused = await report({ values: { outcome: ['client', 'refused'] } });
		expect(refused.notJudged).toBe('outcome');
		expect(rowOf(refused, 'Anna')).toMatchObject({ leads: 40, made: 10, verdict: null, limits: null });
		expect((await report({ values: { stage: ['!sal'] } })).notJudged).toBe('outcome');
	});

	test('keeps to a window and to an as-of date', async () => {
		// 3 days after the arrival nobody is a client.
		const early = await report({ window: 3 });
		expect(rowOf(early, 'Anna')).toMatchObject({ base: 40, made: 0, refused: 0, open: 40 });
		expect(rowOf(await report({ window: 5 }), 'Anna')).toMatchObject({ made: 10 });
		const then = await report({ asOf: '2026-03-31' });
		expect(rowOf(then, 'Clara')).toMatchObject({ leads: 40 });
		expect(then.runMonths).toEqual({ from: '2025-10-01', to: '2026-03-01' });
		const old = await report({ to: '2026-01-01' });
		expect(keys(old)).toEqual(['Gone']);
		expect(old.runMonths).toEqual({ from: '2024-08-01', to: '2025-01-01' });
	});

	test('gives the leads of one manager by kind and by month', async () => {
		const clara = (await parts(db, 'Clara'))!;
		expect(clara.strata).toEqual([
			{
				...{ channel: 'Ads', temperature: null, month: '2026-03-01' },
				...{ leads: 40, made: 10, others: near((40 * 71) / 201), otherLeads: 201 }
			},
			{
				...{ channel: 'Fair', temperature: null, month: '2026-04-01' },
				...{ leads: 1, made: 1, others: null, otherLeads: 0 }
			}
		]);
		expect(
			clara.months.map(({ month, leads, observed, expected }) => [month, leads, observed, expected])
		).toEqual([
			['2026-03-01', 40, 10, near((40 * 81) / 241)],
			['2026-04-01', 1, 1, 1]
		]);
		expect(clara.run).toEqual(rowOf(await report(), 'Clara').run);
		expect(await parts(db, 'Idle')).toBeNull();
		expect(await parts(db, 'Nobody')).toBeNull();
	});

	/** How many leads each of the lists has. */
	const count = (drills: Drill[]) =>
		withReport(db, utcConfig, async (context) => {
			const totals = [];
			for (const { filters, select } of drills) {
				const selection = leadSelectionSchema.parse({ ...select, limit: 1 });
				totals.push((await listLeads(context, filters, selection)).total);
			}
			return totals;
		});
	const figures = [
		...(['leads', 'accepted', 'sql', 'clients', 'open', 'refused', 'unfit', 'junk', 'returned'] as const),
		...(['base', 'made'] as const)
	];

	test.each<Partial<Filters>>([
		{},
		{ credit: 'first' },
		{ goal: 'sql', base: 'all' },
		{ window: 3 },
		{ asOf: '2026-03-31' },
		{ mode: 'period', from: '2026-03-03', to: '2026-03-06' },
		{ values: { channel: ['Ads'], manager: ['Anna', 'Clara', ''] } },
		{ values: { manager: ['Boris'], firstManager: ['Anna', 'Clara'] }, credit: 'first' }
	])('every figure opens to its leads: %j', async (chosen) => {
		const all = await report(chosen);
		const shown = keys(all);
		expect(shown.length).toBeGreaterThan(0);
		for (const row of all.rows)
			expect(await count(figures.map((figure) => rowDrill(all, row.key, figure))), row.key ?? '').toEqual(
				figures.map((figure) => row[figure])
			);
		expect(await count(figures.map((figure) => totalDrill(all, shown, figure)))).toEqual(
			figures.map((figure) => all.total[figure])
		);
	});

	test.each<Partial<Filters>>([{}, { base: 'all' }, { base: 'all', from: '2026-03-02', to: '2026-04-03' }])(
		'so does every kind and month of a manager: %j',
		async (chosen) => {
			const all = await report(chosen);
			const { strata, months } = (await parts(db, 'Clara', chosen))!;
			expect(strata.length + months.length).toBe(4);
			const lists = (of: (figure: 'base' | 'made') => Drill) => count([of('base'), of('made')]);
			for (const stratum of strata)
				expect(await lists((figure) => stratumDrill(all, 'Clara', stratum, figure))).toEqual([
					stratum.leads,
					stratum.made
				]);
			for (const { month, leads, observed } of months)
				expect(await lists((figure) => monthDrill(all, 'Clara', month, figure))).toEqual([leads, observed]);
		}
	);

	test('tells leads by their temperature at acceptance once a model is live', async () => {
		const { rows } = await db.pool.query<{ lead_id: string }>(
			`SELECT lead_id FROM lead_rows WHERE manager IN ('Anna', 'Boris') ORDER BY manager, outcome DESC, lead_id LIMIT 60`
		);
		await db.pool.query(`UPDATE generations SET model = 'fit 1'`);
		await db.pool.query(`UPDATE lead_rows SET accepted_temperature = 0`);
		const hot = rows.slice(0, 50).map((row) => row.lead_id);
		await db.pool.query('UPDATE lead_rows SET accepted_temperature = 2 WHERE lead_id = ANY ($1)', [hot]);
		try {
			const all = await report();
			const { strata } = (await parts(db, 'Anna'))!;
			expect(strata.map(({ temperature, leads, otherLeads }) => [temperature, leads, otherLeads])).toEqual([
				['hot', 40, 10]
			]);
			const boris = (await parts(db, 'Boris'))!;
			expect(boris.strata.map(({ temperature, leads }) => [temperature, leads])).toEqual([
				['cold', 30],
				['hot', 10]
			]);
			expect(await count(boris.strata.map((stratum) => stratumDrill(all, 'Boris', stratum, 'base')))).toEqual(
				[30, 10]
			);
			// Of all leads nobody knows how warm they were when they came.
			const whole = (await parts(db, 'Boris', { base: 'all' }))!;
			expect(whole.strata.map(({ temperature }) => temperature)).toEqual([null]);
		} finally {
			await db.pool.query(`UPDATE generations SET model = NULL`);
			await db.pool.query(`UPDATE lead_rows SET accepted_temperature = NULL`);
		}
	});

	test('compares within a role or a team', async () => {
		const place = (role: 'presales' | 'closer', team?: string) => ({ role, ...(team && { team }) });
		await changeSettings(db.pool, {
			managers: {
				...{ Anna: place('presales', 'North'), Boris: place('presales', 'South') },
				...{ Clara: place('closer', 'North'), Dora: place('closer', 'North'), Fay: place('closer', 'South') }
			}
		});
		const all = await report();
		expect(all).toMatchObject({ hasRoles: true, hasTeams: true, within: 'role' });
		expect(rowOf(all, 'Anna')).toMatchObject({ role: 'presales', team: 'North', expected: 10, others: 10 });
		expect(rowOf(all, 'Fay')).toMatchObject({ expected: 20, others: 10 });
		// Without a role: Emil and the single lead.
		expect(rowOf(all, 'Emil')).toMatchObject({ role: null, expected: near(40 / 41), others: 40 });
		const team = await report({ within: 'team' });
		expect(rowOf(team, 'Clara')).toMatchObject({ expected: 11, others: 10 });
		expect(rowOf(team, 'Anna')).toMatchObject({ expected: 10, variance: 0, others: 0, verdict: 'few' });
		expect(rowOf(await report({ within: 'all' }), 'Anna')).toMatchObject({ expected: near((40 * 81) / 241) });
		// Who is shown does not change who is compared.
		const closers = await report({ values: { role: ['closer'] } });
		expect(closers.rows).toEqual(all.rows.filter(({ role }) => role === 'closer'));
		const south = await report({ values: { team: ['South'] }, credit: 'first' });
		expect(south.rows.map(({ key, leads }) => [key, leads])).toEqual([
			['Boris', 39],
			['Fay', 40]
		]);
		expect(await count(figures.map((figure) => totalDrill(south, keys(south), figure)))).toEqual(
			figures.map((figure) => south.total[figure])
		);
		expect(keys(await report({ values: { role: [''] } }))).toEqual(['Emil', 'Gone', 'Idle', 'Single', null]);
	});
});

test('nobody differs where all are the same', async () => {
	const db = await testDatabase();
	const names = ['Anna', 'Boris', 'Clara', 'Dora', 'Emil', 'Fay'];
	await loadEvents(
		db.pool,
		names.flatMap((manager) => some(40, { manager, clients: 12, lost: 'refused' }))
	);
	await replayAll(db.pool);
	const report = await ask(db);
	expect(report).toMatchObject({ dispersion: 0, spread: 0, hasRoles: false, hasTeams: false });
	for (const row of report.rows)
		expect(row).toMatchObject({ expected: 12, others: 12, ratio: 1, verdict: 'within', level: null });
});

test('counts all leads where acceptance is not recorded, and clients where SQL is not', async () => {
	const db = await testDatabase();
	const kind = { accepted: false, lost: 'refused' as const };
	await loadEvents(db.pool, [
		...some(60, { manager: 'Anna', clients: 15, ...kind }),
		...some(60, { manager: 'Boris', clients: 25, ...kind })
	]);
	await replayAll(db.pool);
	const report = await ask(db, { goal: 'sql' });
	expect(report).toMatchObject({
		base: 'all',
		goal: 'client',
		lost: { leads: 80, named: 80 },
		notJudged: null
	});
	expect(report.rows).toMatchObject([
		{ key: 'Anna', base: 60, made: 15, expected: 20, others: 25 },
		{ key: 'Boris', base: 60, made: 25, expected: 20, others: 15 }
	]);
});

test('says so where only won deals name their manager', async () => {
	const db = await testDatabase();
	await loadEvents(db.pool, [
		...some(30, { manager: 'Anna', clients: 30 }),
		...some(30, { manager: 'Boris', clients: 28, lost: 'refused' }),
		...some(40, { manager: null, lost: 'refused' })
	]);
	await replayAll(db.pool);
	const report = await ask(db);
	expect(report).toMatchObject({ lost: { leads: 42, named: 2 }, notJudged: 'wonOnly' });
	expect(report.rows.map(({ verdict }) => verdict)).toEqual(['within', 'within', null]);
});

test('judges by the other credit too where many leads change hands', async () => {
	const db = await testDatabase();
	await loadEvents(db.pool, [
		...some(60, { manager: 'Anna', clients: 20 }),
		// What Anna does not sell she hands to the cleaner.
		...some(40, { manager: 'Anna', then: ['Olga'], lost: 'refused' }),
		...some(60, { manager: 'Boris', clients: 20, lost: 'refused' }),
		...some(60, { manager: 'Clara', clients: 20, lost: 'refused' })
	]);
	await replayAll(db.pool);
	const last = await ask(db);
	expect(last.changedHands).toEqual({ leads: 40, of: 220 });
	expect(rowOf(last, 'Olga')).toMatchObject({ base: 40, made: 0, verdict: 'below', otherCredit: null });
	expect(rowOf(last, 'Anna').otherCredit).toMatchObject({
		...{ base: 100, made: 20, expected: near((100 * 60) / 220), verdict: 'below', level: 'alert' }
	});
	expect(rowOf(last, 'Anna')).toMatchObject({ base: 60, made: 20, verdict: 'within' });
	const first = await ask(db, { credit: 'first', values: { firstManager: ['Anna'] } });
	expect(first.rows).toMatchObject([
		{ key: 'Anna', base: 100, made: 20, otherCredit: { base: 60, made: 20, verdict: 'within', level: null } }
	]);
});

test('tells managers of one name in two sources apart, and counts other spellings as one', async () => {
	const db = await testDatabase();
	await changeSettings(db.pool, { namesakes: ['Ivan'], aliases: { manager: { 'A. Smith': 'Anna Smith' } } });
	const inShop = some(20, { manager: 'Ivan', clients: 5 }).map((event) => ({ ...event, source: 'shop' }));
	await loadEvents(db.pool, [
		...some(30, { manager: 'Ivan', clients: 5 }),
		...inShop,
		...some(10, { manager: 'A. Smith' }),
		...some(10, { manager: 'Anna Smith' })
	]);
	await replayAll(db.pool);
	expect((await ask(db)).rows.map(({ key, leads }) => [key, leads])).toEqual([
		['Anna Smith', 20],
		['Ivan (crm)', 30],
		['Ivan (shop)', 20]
	]);
});

test('has no rows where there are no leads', async () => {
	const db = await testDatabase();
	await replayAll(db.pool);
	expect(await ask(db)).toMatchObject({
		...{ rows: [], rate: null, dispersion: null, spread: 0, notJudged: null, runMonths: null, asOf: null },
		total: { leads: 0, base: 0, made: 0, conversion: null, interval: [null, null] }
	});
});
