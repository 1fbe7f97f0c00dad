/** Costs in other currencies, as the reports count them. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { withReport } from '#lib/server/reports/context.ts';
import { convertedCosts } from '#lib/server/reports/cost-amount.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

const add = (rows: [day: string, channel: string, currency: string | null, amount: string][]) =>
	pool.query(
		`WITH l AS (INSERT INTO loads (file, kind) VALUES ('costs.csv', 'costs') RETURNING id)
		INSERT INTO costs (source, day, channel, currency, version, load_id, line, amount)
		SELECT 'ads', r.day, r.channel, r.currency, 1, l.id, 2, r.amount
		FROM l, unnest($1::date[], $2::text[], $3::text[], $4::numeric[]) AS r (day, channel, currency, amount)`,
		[0, 1, 2, 3].map((column) => rows.map((row) => row[column]))
	);

const byChannel = () =>
	withReport(db, utcConfig, async (context) => {
		const { rows } = await sql<{ channel: string; minor: number | null; refunds: number | null }>`
			SELECT channel, round(sum(minor))::int8 AS minor, round(sum(refunds))::int8 AS refunds
			FROM (${await convertedCosts(context)}) c GROUP BY 1 ORDER BY 1`.execute(context.trx);
		return rows.map(({ channel, minor, refunds }) => [channel, minor, refunds]);
	});

test('count in minor units of the reporting currency, each by the rate of its day', async () => {
	await changeSettings(pool, { rates: { USD: { '2026-10-01': '0.9', '2026-10-03': '0.8' }, JPY: '0.006' } });
	await replayAll(pool);
	await add([
		['2026-10-01', 'a', null, '0.105'],
		['2026-10-01', 'a', utcConfig.currency, '10'],
		['2026-10-02', 'a', 'USD', '10'],
		['2026-10-03', 'a', 'USD', '-1'],
		['2026-10-02', 'b', 'JPY', '1000'],
		['2026-09-30', 'c', 'USD', '5'],
		['2026-10-02', 'c', 'PLN', '5']
	]);
	expect(await byChannel()).toEqual([
		['a', 1831, -80],
		['b', 600, 0],
		['c', null, null]
	]);
});

test('in the reporting currency alone need no rate', async () => {
	await add([
		['2026-10-01', 'a', null, '10.5'],
		['2026-10-02', 'a', null, '-0.5']
	]);
	expect(await byChannel()).toEqual([['a', 1000, -50]]);
});
