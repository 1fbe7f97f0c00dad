import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseMapping, type CostsMapping } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import { loadCostRows, type LoadCostsOptions } from '#lib/server/ingest/load-costs.ts';
import { fileSource, streamSource } from '#lib/server/ingest/read-bytes.ts';
import { readCosts } from '#lib/server/ingest/read-costs.ts';
import { reasons, warnings } from '#lib/events/reasons.ts';
import { loadSource } from '#lib/server/ingest/load-file.ts';
import { removeLoad } from '#lib/server/ingest/remove-load.ts';
import { retryRows } from '#lib/server/ingest/retry-rows.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
beforeEach(() => forgetAll(db.pool));

const context = (source: string | null): ParseContext => ({
	source,
	timezone: 'UTC',
	country: null,
	currency: 'EUR',
	now: Date.parse('2026-11-01T12:00:00Z'),
	rates: {}
});

async function* bytes(text: string) {
	await Promise.resolve();
	yield Buffer.from(text);
}

const header = 'date,channel,campaign,amount,clicks\n';

function load(text: string, options: LoadCostsOptions = {}, source = 'ads') {
	const file = 'costs.csv';
	return loadCostRows(
		db.pool,
		{ file, source, preset: null, mapping: null },
		readCosts(streamSource(file, bytes(text)), { mapping: null, context: context(source) }),
		options
	);
}

/** The costs that count: day, channel, campaign, amount and clicks. */
const costs = async () =>
	(
		await db.pool.query<Record<string, unknown>>(
			`SELECT to_char(day, 'MM-DD') AS day, channel, campaign, amount, clicks FROM current_costs
			ORDER BY day, channel, campaign`
		)
	).rows.map((row) => Object.values(row));

const rowsOf = async (sql: string, values: unknown[] = []) =>
	(await db.pool.query<Record<string, unknown>>(sql, values)).rows;

describe('costs', () => {
	test('rows of one file with the same day, channel and campaign add up, exactly', async () => {
		const result = await load(
			`${header}2026-10-01,SMM,a,0.1,3\n2026-10-01,SMM,a,0.2,\n2026-10-01,SMM,,5,\n2026-10-01,,,7,0\n2026-10-02,SMM,a,0,0\n`
		);
		expect(result).toMatchObject({
			problem: null,
			rows: { read: 5, accepted: 5, corrected: 0, known: 0, ignored: 0, quarantined: 0 },
			events: { accepted: 0, corrected: 0, known: 0, withdrawn: 0 },
			leads: { new: 0, joined: 0 }
		});
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '0.3', 3],
			['10-01', 'SMM', null, '5', null],
			['10-01', null, null, '7', 0],
			['10-02', 'SMM', 'a', '0', 0]
		]);
		expect(await rowsOf('SELECT kind, status, rows_read, rows_accepted FROM loads')).toEqual([
			{ kind: 'costs', status: 'done', rows_read: 5, rows_accepted: 5 }
		]);
	});

	test('a later file replaces the keys that it names, and removing it brings back what was before', async () => {
		await load(`${header}2026-10-01,SMM,a,1,\n2026-10-01,SMM,b,2,\n2026-10-02,SMM,a,3,\n`);
		const again = await load(
			`${header}2026-10-01,SMM,a,1.0,\n2026-10-01,SMM,b,1,\n2026-10-01,SMM,b,1.5,\n2026-10-03,SMM,a,4,\n`
		);
		expect(again.rows).toMatchObject({ read: 4, accepted: 1, corrected: 2, known: 1 });
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '1.0', null],
			['10-01', 'SMM', 'b', '2.5', null],
			['10-02', 'SMM', 'a', '3', null],
			['10-03', 'SMM', 'a', '4', null]
		]);
		await db.pool.query('DELETE FROM costs WHERE load_id = $1', [again.load]);
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '1', null],
			['10-01', 'SMM', 'b', '2', null],
			['10-02', 'SMM', 'a', '3', null]
		]);
	});

	test('a refund lowers the costs of its day and is marked', async () => {
		const result = await load(
			`${header}2026-10-01,SMM,a,10,3\n2026-10-01,SMM,a,-2.5,\n2026-10-02,SMM,a,-1,\n`
		);
		expect(result.rows).toMatchObject({ read: 3, accepted: 3, quarantined: 0 });
		expect(result.warnings).toEqual([{ warning: warnings.refund, count: 2 }]);
		const current = 'SELECT amount, refunds, clicks FROM current_costs ORDER BY day';
		expect(await rowsOf(current)).toEqual([
			{ amount: '7.5', refunds: '-2.5', clicks: 3 },
			{ amount: '-1', refunds: '-1', clicks: null }
		]);
		const again = await load(
			`${header}2026-10-01,SMM,a,10,3\n2026-10-01,SMM,a,-2.50,\n2026-10-02,SMM,a,-2,\n`
		);
		expect(again.rows).toMatchObject({ known: 2, corrected: 1 });
		const netted = await load(`${header}2026-10-01,SMM,a,7.5,3\n`);
		expect(netted.rows).toMatchObject({ corrected: 1 });
		await removeLoad(db.pool, netted.load!);
		await removeLoad(db.pool, again.load!);
		expect(await rowsOf(current)).toEqual([
			{ amount: '7.5', refunds: '-2.5', clicks: 3 },
			{ amount: '-1', refunds: '-1', clicks: null }
		]);
	});

	test('a row of a month is one row and as many costs as it has days; a corrected file replaces them', async () => {
		const monthly: CostsMapping = {
			...{ name: 'monthly', kind: 'costs', source: 'ads' },
			...{ date: 'month', channel: 'channel', amount: 'amount', clicks: 'clicks', spread: 'month' }
		};
		const loadMonth = (lines: string, options: LoadCostsOptions = {}) =>
			loadCostRows(
				db.pool,
				{ file: 'months.csv', source: 'ads', preset: null, mapping: monthly },
				readCosts(streamSource('months.csv', bytes(`month,channel,amount,clicks\n${lines}`)), {
					mapping: monthly,
					context: context('ads')
				}),
				options
			);
		const sums = `SELECT count(*)::int AS days, min(day) AS first, max(day) AS last, sum(amount) AS amount,
			sum(clicks)::int AS clicks FROM current_costs`;
		const first = await loadMonth('2026-09,SMM,100,31\n2026-10,SMM,50,\nnever,SMM,1,\n');
		expect(first.rows).toMatchObject({ read: 3, accepted: 2, quarantined: 1 });
		expect(await rowsOf(sums)).toEqual([
			{ days: 61, first: '2026-09-01', last: '2026-10-31', amount: '150.00', clicks: 31 }
		]);
		expect((await loadMonth('2026-10,SMM,50.00,\n')).rows).toMatchObject({ known: 1 });
		expect((await loadMonth('09.2026,SMM,90,30\n')).rows).toMatchObject({ read: 1, corrected: 1 });
		expect(await rowsOf(sums)).toMatchObject([{ days: 61, amount: '140.00', clicks: 30 }]);
		await load(`${header}2026-08-31,SMM,,1,\n2026-09-01,SMM,,7,\n`);
		expect(await rowsOf(`SELECT amount FROM current_costs WHERE day <= '2026-09-02' ORDER BY day`)).toEqual([
			{ amount: '1' },
			{ amount: '7' },
			{ amount: '3.00' }
		]);
	});

	test('an amount in another currency waits for its rate, and goes in when it is set', async () => {
		const rows =
			'date,channel,amount,currency\n2026-10-01,SMM,5,usd\n2026-10-01,SMM,2,\n2026-10-05,SMM,5,USD\n';
		await changeSettings(db.pool, { rates: { USD: { '2026-10-04': '0.5' } } });
		const options = { source: 'ads' };
		const first = await loadSource(db.pool, utcConfig, streamSource('costs.csv', bytes(rows)), {
			kind: 'costs',
			...options
		});
		expect(first.rows).toMatchObject({ read: 3, accepted: 2, quarantined: 1 });
		expect(first.reasons).toEqual([{ reason: reasons.noRate, count: 1 }]);
		const ids = async () =>
			(await rowsOf('SELECT id FROM quarantine WHERE mended_at IS NULL')).map(({ id }) => Number(id));
		const still = await retryRows(db.pool, utcConfig, { ids: await ids() });
		expect(still.rows).toMatchObject({ read: 1, quarantined: 1 });
		await changeSettings(db.pool, { rates: { USD: { '2026-10-01': '0.4', '2026-10-04': '0.5' } } });
		const mended = await retryRows(db.pool, utcConfig, { ids: await ids() });
		expect(mended.rows).toMatchObject({ read: 1, quarantined: 0 });
		expect(await rowsOf('SELECT day, currency, amount FROM current_costs ORDER BY day, currency')).toEqual([
			{ day: '2026-10-01', currency: 'USD', amount: '5' },
			{ day: '2026-10-01', currency: null, amount: '2' },
			{ day: '2026-10-05', currency: 'USD', amount: '5' }
		]);
		await db.pool.query('DELETE FROM settings');
	});

	test('another source is another key', async () => {
		await load(`${header}2026-10-01,SMM,a,1,\n`);
		const other = await load(`${header}2026-10-01,SMM,a,1,\n`, {}, 'agency');
		expect(other.rows).toMatchObject({ accepted: 1, known: 0 });
		expect(await rowsOf('SELECT sum(amount) AS amount FROM current_costs')).toEqual([{ amount: '2' }]);
	});

	test('a mended row adds up with its file, unless a later file has replaced the key', async () => {
		const first = await load(`${header}2026-10-01,SMM,a,1,\nTotal,,,1,\n2026-10-01,SMM,a,x,\n`);
		expect(first.rows).toMatchObject({ read: 3, accepted: 1, quarantined: 2 });
		expect(first.reasons.map(({ count }) => count)).toEqual([1, 1]);
		expect(await rowsOf('SELECT line, detail, text FROM quarantine ORDER BY line')).toEqual([
			{ line: 3, detail: 'date: "Total"', text: 'Total,,,1,' },
			{ line: 4, detail: 'amount: "x"', text: '2026-10-01,SMM,a,x,' }
		]);
		const partOf = first.load!;
		const mended = await load(`${header}2026-10-01,SMM,a,2,\n2026-10-02,SMM,a,5,\n`, { partOf });
		expect(mended.rows).toMatchObject({ read: 2, accepted: 1, corrected: 1 });
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '3', null],
			['10-02', 'SMM', 'a', '5', null]
		]);
		await load(`${header}2026-10-01,SMM,a,10,\n`);
		const late = await load(`${header}2026-10-01,SMM,a,4,\n2026-10-02,SMM,a,6,\n`, { partOf });
		expect(late.rows).toMatchObject({ read: 2, corrected: 1, known: 1 });
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '10', null],
			['10-02', 'SMM', 'a', '11', null]
		]);
	});

	test('rows mended one after the other add up, also when none of the file had gone in', async () => {
		const { load: partOf } = await load(`${header}x,SMM,a,1,\ny,SMM,a,2,\n`);
		for (const [line, amount] of [
			[2, 1],
			[3, 2]
		]) {
			const mended = await load(`${header}2026-10-01,SMM,a,${amount},\n`, { partOf: partOf! });
			await db.pool.query('UPDATE quarantine SET mended_load = $1 WHERE line = $2', [mended.load, line]);
		}
		expect(await costs()).toEqual([['10-01', 'SMM', 'a', '3', null]]);
	});

	test('a trial counts and leaves nothing behind', async () => {
		await load(`${header}2026-10-01,SMM,a,1,\n`);
		const before = await rowsOf('SELECT data_version FROM state');
		const trial = await load(`${header}2026-10-01,SMM,a,2,\n2026-10-02,SMM,a,2,\n2026-10-02,SMM,a,x,\n`, {
			dryRun: true
		});
		expect(trial).toMatchObject({ load: null, rows: { read: 3, accepted: 1, corrected: 1, quarantined: 1 } });
		expect(await costs()).toEqual([['10-01', 'SMM', 'a', '1', null]]);
		expect(await rowsOf('SELECT count(*)::int AS n FROM loads')).toEqual([{ n: 1 }]);
		expect(await rowsOf('SELECT data_version FROM state')).toEqual(before);
	});

	test('a file that breaks off leaves no part of a day', async () => {
		async function* broken() {
			yield* bytes(`${header}2026-10-01,SMM,a,1,\n2026-10-01,SMM,a,2,\n`);
			throw new Error('The line is dead.');
		}
		const result = await loadCostRows(
			db.pool,
			{ file: 'costs.csv', source: 'ads', preset: null, mapping: null },
			readCosts(streamSource('costs.csv', broken()), { mapping: null, context: context('ads') })
		);
		expect(result.rows).toMatchObject({ read: 0, accepted: 0 });
		expect(await costs()).toEqual([]);
		expect(await rowsOf('SELECT status, error, rows_read FROM loads')).toEqual([
			{ status: 'failed', error: 'The line is dead.', rows_read: 0 }
		]);
		expect((await load(`${header}2026-10-01,SMM,a,1,\n`)).rows.accepted).toBe(1);
	});

	test('days as people write them: told by the column, asked for where it does not tell', async () => {
		const told = `${header}31/10/2026,SMM,a,1,\n01/10/2026,SMM,a,2,\n`;
		expect((await load(told)).readAs).toMatchObject({ dates: 'date: dd/MM/yyyy' });
		expect(await costs()).toEqual([
			['10-01', 'SMM', 'a', '2', null],
			['10-31', 'SMM', 'a', '1', null]
		]);
		const open = `${header}01/10/2026,SMM,b,2,\n`;
		expect(String((await load(open)).problem)).toContain('01/10/2026');
		const american = loadCostRows(
			db.pool,
			{ file: 'costs.csv', source: 'ads', preset: null, mapping: null },
			readCosts(streamSource('costs.csv', bytes(open)), {
				mapping: null,
				context: context('ads'),
				format: { dates: ['MM/dd/yyyy'] }
			})
		);
		expect((await american).rows).toMatchObject({ accepted: 1 });
		expect((await costs())[0]).toEqual(['01-10', 'SMM', 'b', '2', null]);
	});

	test('a load that is stopped leaves nothing', async () => {
		async function* asked() {
			yield Buffer.from(`${header}2026-10-01,SMM,a,1,\n`);
			await db.pool.query('UPDATE loads SET stop_requested = true');
			yield Buffer.from('2026-10-01,SMM,a,2,\n2026-10-01,SMM,a,3,\n');
			yield Buffer.from('2026-10-01,SMM,a,4,\n');
		}
		const result = await loadCostRows(
			db.pool,
			{ file: 'costs.csv', source: 'ads', preset: null, mapping: null },
			readCosts(streamSource('costs.csv', asked()), { mapping: null, context: context('ads') }),
			{ chunkRows: 1 }
		);
		expect(result).toMatchObject({ status: 'stopped', problem: null, rows: { read: 0, accepted: 0 } });
		expect(await rowsOf('SELECT status, rows_read FROM loads')).toEqual([
			{ status: 'stopped', rows_read: 0 }
		]);
		expect(await costs()).toEqual([]);
	});

	test('a channel may have any text', async () => {
		const channel = 'a\t\\N"'.repeat(2000);
		await load(JSON.stringify([{ date: '2026-10-01', channel, amount: 1 }]));
		expect(await costs()).toEqual([['10-01', channel, null, '1', null]]);
	});
});

const school = join(import.meta.dirname, '../../../shared/data/online-school');
const here = existsSync(school);

describe.skipIf(!here)('real costs', () => {
	const read = (file: string) => JSON.parse(readFileSync(join(school, file), 'utf8')) as unknown;

	test('an online school: every channel as expected, and nothing twice', async () => {
		const parsed = parseMapping(read('spend.mapping.json'));
		const mapping = ('mapping' in parsed ? parsed.mapping : null) as CostsMapping;
		const loadSchool = async () =>
			loadCostRows(
				db.pool,
				{ file: 'spend.csv', source: 'school-ads', preset: null, mapping },
				readCosts(await fileSource(join(school, 'spend.csv')), { mapping, context: context(null) })
			);
		expect((await loadSchool()).rows).toMatchObject({ read: 20779, accepted: 20779, quarantined: 0 });
		const { channels } = read('../expected/online-school.json') as {
			channels: { key: string; cost: number }[];
		};
		const found = new Map(
			(await rowsOf('SELECT channel, sum(amount) AS cost FROM current_costs GROUP BY 1')).map((row) => [
				row.channel,
				Number(row.cost)
			])
		);
		for (const { key, cost } of channels) expect(found.get(key) ?? 0).toBeCloseTo(cost, 2);
		expect((await loadSchool()).rows).toMatchObject({ read: 20779, known: 20779 });
	});
});
