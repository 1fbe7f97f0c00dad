/** Every report with a live model: broken down by temperature it adds up, filtered by one it is that part. */
import pg from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { temperatures } from '#lib/filters/names.ts';
import { readConfig } from '#lib/server/config.ts';
import { startKeeper } from '#lib/server/jobs/keeper.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { filterOptions } from '#lib/server/reports/filter-options.ts';
import { fullLeadTime } from '#lib/server/reports/full-lead-time.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { movesReport } from '#lib/server/reports/moves.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';
import { companyOf } from '../support/simulated-managers.ts';
import { until } from '../support/until.ts';

const db = await testDatabase();
const company = companyOf('own', 7, 1200);
const config = readConfig({ SLUICE_TIMEZONE: company.timezone });
const read = <T>(report: (context: ReportContext, filters: Filters) => Promise<T>, filters: object = {}) =>
	withReport(db, config, (context) => report(context, filtersSchema.parse(filters)));
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
const of = (temperature: string) => ({ values: { temperature: [temperature] } });

beforeAll(async () => {
	const text = Array.from(createDemo(company).lines(), (line) => `${line.text}\n`).join('');
	await loadText(db.pool, text, { config, file: 'demo.ndjson' });
	await saveDraft(
		db.pool,
		smallModel({ thresholds: { warm: 15, hot: 40, eql: { score: 10, minEngagement: 5 }, mql: 30 } })
	);
	await publishModel(db.pool, 'Small', 'first');
	await replayAll(db.pool, config);
}, 120_000);

describe('with a live model', () => {
	test('the filter offers cold, warm and hot, and they are all leads', async () => {
		const { options, funnel } = await withReport(db, config, async (context) => ({
			options: await filterOptions(context, 'temperature', ''),
			funnel: await funnelReport(context, filtersSchema.parse({}))
		}));
		expect(options.map(({ value }) => value).sort()).toEqual(['cold', 'hot', 'warm']);
		expect(sum(options.map(({ leads }) => leads))).toBe(funnel.leads);
		expect(Math.min(...options.map(({ leads }) => leads))).toBeGreaterThan(10);
	});

	test.each(['cohort', 'period'])('the funnel, in mode %s', async (mode) => {
		const range = { mode, from: '2026-08-01', to: '2026-11-01' };
		const whole = await read(funnelReport, { ...range, by: ['temperature'] });
		expect(whole.groups.map(({ key }) => key).sort()).toEqual(['cold', 'hot', 'warm']);
		for (const [i, { stage, reached }] of whole.stages.entries())
			expect(sum(whole.groups.map(({ stages }) => stages[i]!.reached)), stage).toBe(reached);
		for (const { key, stages, leads } of whole.groups) {
			const part = await read(funnelReport, { ...range, ...of(key as string) });
			expect([part.leads, part.stages.map(({ reached }) => reached)]).toEqual([
				leads,
				stages.map(({ reached }) => reached)
			]);
		}
	});

	test('EQL is a stage of the funnel, the list and the moves', async () => {
		const funnel = await read(funnelReport);
		const eql = funnel.stages.find(({ stage }) => stage === 'eql')!;
		expect([eql.recorded, eql.reached > 0]).toEqual([true, true]);
		const reached = leadSelectionSchema.parse({ reached: 'eql', limit: 5 });
		const list = await read((context, filters) => listLeads(context, filters, reached));
		expect(list.total).toBe(eql.reached);
		const moves = await read(movesReport);
		expect(JSON.stringify(moves)).toContain('"eql"');
		const leadTime = await fullLeadTime(db, config, filtersSchema.parse({}));
		expect(leadTime.steps.some(({ from, to }) => from === 'eql' || to === 'eql')).toBe(true);
	});

	test('channels', async () => {
		const whole = await read(channelsReport, { by: ['temperature'] });
		expect(whole.rows.map(({ key }) => key).sort()).toEqual(['cold', 'hot', 'warm']);
		for (const count of ['leads', 'mql', 'sal', 'sql', 'clients'] as const)
			expect(sum(whole.rows.map((row) => row[count] ?? 0)), count).toBe(whole.total[count]);
		for (const { key, leads, clients } of whole.rows) {
			const part = await read(channelsReport, of(key as string));
			expect([part.total.leads, part.total.clients]).toEqual([leads, clients]);
		}
	});

	test('lead time', async () => {
		const whole = await fullLeadTime(db, config, filtersSchema.parse({ by: ['temperature'] }));
		expect(whole.groups.map(({ key }) => key).sort()).toEqual(['cold', 'hot', 'warm']);
		expect(sum(whole.groups.map(({ clients }) => clients))).toBe(whole.clients);
		expect(sum(whole.groups.map(({ response }) => response.n))).toBe(whole.response.n);
		const hot = await fullLeadTime(db, config, filtersSchema.parse(of('hot')));
		expect(hot.clients).toBe(whole.groups.find(({ key }) => key === 'hot')!.clients);
	});

	test('sales reps, in strata by the temperature when accepted', async () => {
		const whole = await read(managersReport);
		const parts = await Promise.all(temperatures.map((one) => read(managersReport, of(one))));
		const accepted = (report: typeof whole) => sum(report.rows.map((row) => row.accepted));
		expect(sum(parts.map(accepted))).toBe(accepted(whole));
		const { rows } = await db.pool.query<{ bands: number }>(
			'SELECT count(DISTINCT accepted_temperature)::int AS bands FROM lead_rows'
		);
		expect(rows[0]!.bands).toBe(3);
	});

	test('what is to be done today: hot and untouched leads are known', async () => {
		const today = await read(todayReport);
		expect(today.known).toContain('hot');
		const parts = await Promise.all(temperatures.map((one) => read(todayReport, of(one))));
		expect(sum(parts.map(({ total }) => total.leads))).toBe(today.total.leads);
		const hot = (report: typeof today) => report.total.reasons.hot;
		expect(parts.map(hot)).toEqual([0, 0, hot(today)]);
	});

	test('the list of leads', async () => {
		const list = (filters: object) =>
			read(
				(context, parsed) => listLeads(context, parsed, leadSelectionSchema.parse({ limit: 1000 })),
				filters
			);
		const all = await list({});
		for (const one of temperatures) {
			const part = await list(of(one));
			expect(new Set(part.leads.map(({ temperature }) => temperature))).toEqual(new Set([one]));
			expect((await list(of(`!${one}`))).total).toBe(all.total - part.total);
		}
	});
});

describe('a publish', () => {
	const listener = new pg.Client(db.address);
	afterAll(() => listener.end());

	test('leaves reports as they are, by the old model, until all leads are recalculated', async () => {
		const hot = async () => (await read(funnelReport, of('hot'))).leads;
		const head = async () => {
			const { model, leads } = await read(funnelReport);
			return { model, leads };
		};
		const before = { ...(await head()), hot: await hot() };
		await saveDraft(db.pool, smallModel({ thresholds: { warm: 5, hot: 15, mql: 15 } }));
		await publishModel(db.pool, 'Small', 'hand over earlier');
		expect({ ...(await head()), hot: await hot() }).toEqual(before);
		expect(before.model).toBe('Small@1');

		await listener.connect();
		const place = { pool: db.pool, config, log: pino({ enabled: false }) };
		const keeper = await startKeeper(listener, place, { lookEvery: 3_600_000, rebuildRests: 8 });
		await until(async () => (await head()).model === 'Small@2');
		await keeper.stop();
		expect((await head()).leads).toBe(before.leads);
		expect(await hot()).toBeGreaterThan(before.hot);
		const { stages } = await read(funnelReport);
		expect(stages.map(({ stage }) => stage)).not.toContain('eql');
	}, 60_000);
});
