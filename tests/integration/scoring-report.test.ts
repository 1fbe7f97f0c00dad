/** The scoring report over the database, as JSON and as the command prints it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { keptScoringReport } from '#lib/server/reports/scoring.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { printScoring } from '../../src/cli/scoring-report.ts';
import { workbook } from '../../src/cli/workbook.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();

const report = (filters: object = {}) => keptScoringReport(db, utcConfig, filtersSchema.parse(filters));
const print = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => printScoring(context, filtersSchema.parse(filters)));

interface Kind {
	leads: number;
	clients: number;
	/** Leads that sales took; all by default. */
	taken?: number;
	/** Answers at the form: `Authority` and `Budget` are worth 20 points each. */
	answers: object;
}

const decides = { Authority: 'decides' };
const both = { ...decides, Budget: 'approved' };

/** Leads of one day of January 2026; the first ones become clients after ten days. */
const leadsOf = (name: string, { leads, clients, taken = leads, answers }: Kind) =>
	Array.from({ length: leads }, (_, i) => {
		const event = (type: string, at: string, more: object = {}) => ({
			...{ lead: `${name} ${i}`, source: 'crm', type, at, ...more }
		});
		return [
			event('created', `2026-01-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z`, answers),
			...(i < taken ? [event('sal', `2026-02-01T10:00:00Z`)] : []),
			...(i < clients ? [event('client', `2026-02-10T10:00:00Z`, { amount: 1000 })] : [])
		];
	}).flat();

describe('without leads and models', () => {
	test('says so, and has tables without rows', async () => {
		await replayAll(db.pool);
		expect(await report()).toMatchObject({
			...{ scored: null, n: 0, clients: 0, leftOut: 0, auc: null, thresholds: [], gate: null, compared: null }
		});
		const { text, tables } = await print();
		expect(text()).toMatch(/^0 leads, data up to –, UTC\n/);
		expect(tables.map(({ table }) => table.rows.length)).toEqual([0, 0, 0, 0, 0]);
	});
});

describe('with leads', () => {
	beforeAll(async () => {
		await loadEvents(db.pool, [
			...leadsOf('both', { leads: 60, clients: 30, taken: 50, answers: both }),
			...leadsOf('one', { leads: 100, clients: 10, taken: 40, answers: decides }),
			...leadsOf('none', { leads: 140, clients: 2, taken: 20, answers: {} }),
			{ lead: 'late', source: 'crm', type: 'created', at: '2026-05-20T10:00:00Z' }
		]);
		await replayAll(db.pool);
	});

	test('counts clients without a model, and says that there is none', async () => {
		expect(await report()).toMatchObject({ scored: null, n: 300, clients: 42, leftOut: 1, thresholds: [] });
		expect((await print()).text()).toMatch(
			/^There is no score model to judge 300 leads by, 42 of them clients/
		);
	});

	test('judges the newest draft, what it hands over, and what nobody knows of the leads not taken', async () => {
		await saveDraft(db.pool, smallModel());
		const found = await report();
		expect(found.scored).toBe('Small@1');
		expect(found.thresholds.map(({ threshold, flagged, clients }) => [threshold, flagged, clients])).toEqual([
			...[[0, 300, 42], [20, 160, 40], [40, 60, 30]] // prettier-ignore
		]);
		// Clients against others by score: 30, 10, 2 against 30, 90, 138.
		const pairs = 30 * (90 + 138 + 15) + 10 * (138 + 45) + 2 * 69;
		expect(found.auc).toBeCloseTo(pairs / (42 * 258), 12);
		expect(found.gate).toMatchObject({ threshold: 40, flagged: 60, clients: 30, precision: 0.5, barred: 0 });
		expect(found.profit).toEqual({ problem: 'cost' });
		expect(found.notTaken).toMatchObject({ leads: 190, flagged: 10, noneConverts: { precision: 0.5 } });
		// As the taken: 30 of 50, 10 of 40 and 2 of 20.
		const all = 30 + 10 * 0.6 + 10 + 60 * 0.25 + 2 + 120 * 0.1;
		expect(found.notTaken!.likeTheTaken.recall).toBeCloseTo(36 / all, 12);
		expect(JSON.stringify(found)).not.toContain('NaN');
	});

	test('says it in words, in a table and in a workbook', async () => {
		const { text, tables } = await print();
		const [sentence, , head, , ...lines] = text().split('\n');
		expect(sentence).toMatch(
			/^At 40 sales gets 60 of 300 leads: 50\.0 % become clients, 71\.4 % of all clients are caught\. A client scores above a non-client in 8\d\.\d % of pairs\./
		);
		expect(head).toMatch(
			/^points\s+handed over\s+clients\s+became clients\s+likely range\s+of all clients\s/
		);
		expect(lines[2]).toMatch(/^ +40 +60 +30 +50\.0 % +37\.7 % – 62\.3 % +71\.4 % /);
		expect(text()).toContain('190 leads sales never took');
		for (const { table } of tables)
			expect(table.rows.every((row) => row.length === table.header.length)).toBe(true);
		expect(tables[0]!.table.rows).toHaveLength(3);
		expect((await workbook(tables)).length).toBeGreaterThan(1000);
	});

	test('finds the threshold that pays once it is known what a lead costs', async () => {
		await changeSettings(db.pool, { scoring: { costPerLead: 50 }, margin: 0.5 });
		const { profit } = await report();
		if (profit?.problem !== null) throw new Error(`no profit: ${profit?.problem}`);
		// Half of 1,000 a client: 10 of 100 with 20 points bring what they cost, and 40 points far more.
		expect(profit).toMatchObject({ perClient: 500, perLead: 50 });
		expect(profit.older.leads + profit.newer.leads).toBe(300);
		expect(profit.older.profit).toBe(500 * profit.older.clients - 50 * profit.older.flagged);
		expect((await print()).text()).toMatch(/ points pay best.* EUR with the newest 90 leads\./);
		await changeSettings(db.pool, { scoring: { costPerLead: null }, margin: 1 });
	});

	test('leaves out whom a knock-out rule or a condition of the threshold bars', async () => {
		await saveDraft(
			db.pool,
			smallModel({
				disqualify: [{ attribute: 'Budget', op: 'eq', value: 'approved' }],
				thresholds: { warm: 20, hot: 40, mql: { score: 20, require: ['decides'] } }
			})
		);
		const found = await report();
		// All without `decides` and all with `Budget`: those with 20 points stay.
		expect(found.gate).toMatchObject({ threshold: 20, flagged: 100, clients: 10, barred: 200 });
		expect(found.thresholds).toMatchObject([{ threshold: 20, flagged: 100, recall: 10 / 42 }]);
		expect((await print()).text()).toContain('200 leads no score lets through');
		await saveDraft(db.pool, smallModel());
		expect((await report()).gate!.barred).toBe(0);
	});

	test('holds a version against the live one on the same leads', async () => {
		await publishModel(db.pool, 'Small', 'The first one.');
		expect((await report()).compared).toBeNull();
		const { rules } = smallModel();
		await saveDraft(db.pool, smallModel({ rules: rules.filter(({ key }) => key !== 'budget') }));
		const { scored, auc, compared } = await report({ model: 'Small@2' });
		const live = await report();
		expect([scored, live.scored, compared!.live]).toEqual(['Small@2', 'Small@1', 'Small@1']);
		expect(compared!.aucA).toBe(auc);
		expect(compared!.aucB).toBe(live.auc);
		expect(compared!.interval[1]).toBeLessThan(0);
		expect(compared!.gate).toEqual(live.gate);
		expect((await print({ model: 'Small@2' })).text()).toContain(
			'Small@1, the live model, does in 85.4 %: this one is worse.'
		);
	});

	test('takes horizon and delay from the filters', async () => {
		const soon = await report({ horizon: 5 });
		expect(soon).toMatchObject({ horizonDays: 5, clients: 0, auc: null, gini: null, ks: null });
		expect(soon.thresholds[0]).toMatchObject({ recall: null, lift: null, precision: 0 });
		expect((await print({ horizon: 5 })).text()).toMatch(/^None of 300 leads became a client within 5 days/);
		expect(await report({ horizon: 3650 })).toMatchObject({ n: 0, leftOut: 301, auc: null, thresholds: [] });
		expect((await print({ horizon: 3650 })).text()).toMatch(/^All 301 leads are younger than 3,650 days/);
	});

	test('tells nobody apart where all became clients', async () => {
		const won = { values: { outcome: ['client'] } };
		const found = await report(won);
		expect(found).toMatchObject({ n: 42, clients: 42, auc: null, calibration: { problem: 'oneKind' } });
		expect(found.thresholds[0]).toMatchObject({ flagged: 42, precision: 1, recall: 1, lift: 1 });
		expect((await print(won)).text()).toMatch(/^All 42 leads became clients within 90 days/);
	});

	test('judges a threshold that nobody reaches, and points below 0 alone', async () => {
		const below = smallModel({
			name: 'Below',
			rules: smallModel().rules.map((rule) => ({ ...rule, points: -rule.points })),
			thresholds: { warm: 0, hot: 500, mql: 500 }
		});
		await saveDraft(db.pool, below);
		const found = await report({ model: 'Below' });
		expect(found.thresholds.map(({ threshold }) => threshold)).toEqual([-40, -20, 0]);
		expect(found.gate).toMatchObject({ flagged: 0, precision: null, recall: 0, lift: null });
		expect(found.auc).toBeCloseTo(1 - (await report()).auc!, 12);
		expect((await print({ model: 'Below' })).text()).toMatch(
			/^No lead is handed over at 500: all 42 clients/
		);
	});

	test('refuses a model that does not exist', async () => {
		await expect(report({ model: 'Nobody' })).rejects.toThrow(
			'there is no such score model, only Below, Small'
		);
	});

	test('knows nothing of sales and acceptances after the day that is asked for', async () => {
		await changeSettings(db.pool, { scoring: { costPerLead: 50 } });
		const of = async (filters: object) => {
			const { profit, notTaken } = await report({ model: 'Small@1', ...filters });
			if (profit?.problem !== null) throw new Error(`no profit: ${profit?.problem}`);
			return [profit.perClient, notTaken!.leads];
		};
		const before = await of({});
		const late = { lead: 'none 139', source: 'crm' };
		await loadEvents(db.pool, [
			{ ...late, type: 'sal', at: '2026-05-21T10:00:00Z' },
			{ ...late, type: 'client', at: '2026-05-22T10:00:00Z', amount: 44_000 }
		]);
		await replayAll(db.pool);
		expect(await of({})).toEqual([2000, 189]);
		expect(before).toEqual([1000, 190]);
		expect(await of({ asOf: '2026-05-10' })).toEqual(before);
		await changeSettings(db.pool, { scoring: { costPerLead: null } });
	});
});
