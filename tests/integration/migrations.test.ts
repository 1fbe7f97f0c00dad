/** Migrations of a database that holds data. */
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { readMigrations } from '#lib/server/db/migrate.ts';
import { testDatabase } from '../support/database.ts';
import { leadsOf, loadEvents } from '../support/load.ts';

const db = await testDatabase();

const costs = async () =>
	(await db.pool.query<object>('SELECT * FROM current_costs ORDER BY source, day, channel')).rows;

test('go back and forth without touching what was loaded', async () => {
	const migrator = new Migrator({ db: db.kysely, provider: { getMigrations: readMigrations } });
	await loadEvents(db.pool, [
		{ type: 'created', at: '2026-05-01T10:00:00Z', lead: '1', channel: 'Ads', campaign: 'a' },
		{ type: 'created', at: '2026-05-09T10:00:00Z', lead: '1', channel: 'Search' },
		{ type: 'mql', at: '2026-05-10T10:00:00Z', lead: '1' },
		{ type: 'returned', at: '2026-05-11T10:00:00Z', lead: '1', reason: 'no budget yet' },
		{ type: 'contacted', at: '2026-05-12T09:00:00Z', lead: '1' },
		{ type: 'refused', at: '2026-05-13T10:00:00Z', lead: '1', reason: 'price' },
		{ type: 'client', at: '2026-05-20T10:00:00Z', lead: '1', amount: 1200 }
	]);
	await db.pool.query(`
		WITH l AS (INSERT INTO loads (file, kind) VALUES ('costs.csv', 'costs') RETURNING id)
		INSERT INTO costs (source, day, channel, version, load_id, line, amount, clicks)
		SELECT 'ads', '2026-05-01'::date + n, 'Ads', 1, l.id, n, 10 * n - 5, n FROM l, generate_series(0, 2) n`);
	const before = { leads: await leadsOf(db.pool), costs: await costs() };
	expect(before).toMatchObject({
		leads: [{ return_reason: 'no budget yet', outcome_days: 19, reopened_reason: 'price', sal_passes: 1 }],
		costs: [{}, {}, {}]
	});

	const names = Object.keys(await readMigrations());
	// The second one replaced the table of costs: what is in it goes no further back.
	for (const name of names.slice(1, -1).reverse()) {
		expect((await migrator.migrateTo(name)).error).toBeUndefined();
		expect((await migrator.migrateToLatest()).error).toBeUndefined();
		expect({ leads: await leadsOf(db.pool), costs: await costs() }, name).toEqual(before);
	}
});
