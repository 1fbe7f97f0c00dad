/** The demo company through the ordinary loader: the reports recover what its generator knows to be true. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DemoTruth } from '#lib/demo/truth.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { loadFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { writeDemo } from '../../src/cli/write-demo.ts';
import { testDatabase } from '../support/database.ts';
import { makeTemporaryFolder } from '../support/folders.ts';

test('rows, people, stages, outcomes, revenue and channels are those of the generator', async () => {
	const db = await testDatabase();
	const config = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
	const written = await writeDemo(
		{
			leads: 2000,
			seed: 5,
			until: new Date('2025-06-30T16:00:00Z'),
			timezone: config.timezone,
			currency: 'EUR'
		},
		makeTemporaryFolder()
	);
	const truth = JSON.parse(readFileSync(written.truth, 'utf8')) as DemoTruth;
	const { rows, problem } = await loadFile(db.pool, config, written.events, { preset: 'events' });
	expect(problem).toBeNull();
	const { accepted, corrected, known, quarantined } = truth.rows;
	expect(rows).toEqual({ read: truth.rows.lines, accepted, corrected, known, ignored: 0, quarantined });

	await bringUpToDate(db.pool, config);
	const report = await withReport(db, config, (context) =>
		funnelReport(context, filtersSchema.parse({ by: ['channel'] }))
	);
	const reached = Object.fromEntries(report.stages.map((row) => [row.stage, row.reached]));
	expect(reached).toMatchObject(truth.observed.reached);
	const outcomes: Record<string, number> = { client: reached.client! };
	for (const outcome of ['open', 'refused', 'unfit', 'junk'] as const)
		outcomes[outcome] = report.stages.reduce((sum, row) => sum + row[outcome], 0);
	expect(outcomes).toEqual(truth.observed.outcomes);
	expect(report.stages.at(-1)!.amount).toBe(truth.observed.revenue);
	const leads = Object.fromEntries(report.groups.map((group) => [String(group.key), group.leads]));
	expect(leads).toMatchObject(
		Object.fromEntries(truth.channels.map(({ channel, leads: n }) => [String(channel), n]))
	);
	// Who got a lead last, and the team that the company says they are of.
	const { managers } = await changeSettings(db.pool, written.settings);
	const teams = await withReport(db, config, (context) =>
		funnelReport(context, filtersSchema.parse({ by: ['manager', 'team'] }))
	);
	const last = teams.groups.flatMap(({ key }) => (Array.isArray(key) && key[0] !== null ? [key] : []));
	expect(last.length).toBeGreaterThan(15);
	expect(last.filter(([name, team]) => managers[name!]!.team !== team)).toEqual([]);

	const { rowCount } = await db.pool.query('SELECT FROM records');
	expect(rowCount).toBe(truth.people.records);

	const loaded = await loadFile(db.pool, config, written.costs, { preset: 'costs', source: 'ads' });
	expect(loaded.problem).toBeNull();
	const costs = await db.pool.query<{ channel: string; cost: number }>(
		'SELECT channel, sum(amount)::float8 AS cost FROM current_costs GROUP BY 1 ORDER BY 1'
	);
	expect(costs.rows).toEqual(
		truth.channels
			.filter(({ cost }) => cost > 0)
			.map(({ channel, cost }) => ({ channel, cost }))
			.sort((a, b) => (a.channel! < b.channel! ? -1 : 1))
	);
});
