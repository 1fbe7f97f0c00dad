/** The managers report on a demo company whose people are known, through the ordinary loader. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { managers, type ManagerSpec } from '#lib/demo/managers.ts';
import type { DemoOptions } from '#lib/demo/world.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { readConfig } from '#lib/server/config.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, replayAll } from '../support/load.ts';
import { bases, companyOf, judgeLeads, readLeads } from '../support/simulated-managers.ts';

/** Enough leads for the one of half the skill, and for two with only cold leads, one of them of 1.7 times the skill. */
const loads: Record<string, number> = { 'Henrik Dahl': 3, 'Ivana Petrović': 6, 'Dorota Wiśniewska': 6 };
const staff = managers
	.filter(
		({ name, joinedDaysAgo, leftDaysAgo }) => !joinedDaysAgo && !leftDaysAgo && name !== 'Cédric Lambert'
	)
	.map((spec): ManagerSpec => ({ ...spec, load: loads[spec.name] ?? spec.load, only: spec.mix === 'cold' }));
const company: DemoOptions = { ...companyOf('equal', 5, 5000), managers: staff };

const db = await testDatabase();
const config = readConfig({ SLUICE_TIMEZONE: company.timezone });
const report = (filters: object): Promise<ManagersReport> =>
	withReport(db, config, (context) => managersReport(context, filtersSchema.parse(filters)));

beforeAll(async () => {
	const text = Array.from(createDemo(company).lines(), (line) => `${line.text}\n`).join('');
	await loadText(db.pool, text, { config, file: 'demo.ndjson' });
	await changeSettings(db.pool, {
		managers: Object.fromEntries(staff.map(({ name, team, role }) => [name, { team, role }]))
	});
	await replayAll(db.pool, config);
}, 120_000);

const rowsOf = ({ rows }: ManagersReport) => new Map(rows.map((row) => [row.key, row]));

describe('sales people of known skill', () => {
	test('are found where they differ, and left alone where only their leads do', async () => {
		const rows = rowsOf(await report({}));
		const of = (name: string): Partial<ManagerRow> => rows.get(name)!;
		expect(of('Henrik Dahl')).toMatchObject({ role: 'closer', verdict: 'below', level: 'alarm' });
		expect(of('Dorota Wiśniewska')).toMatchObject({ verdict: 'above', level: 'alert' });
		expect(of('Ivana Petrović')).toMatchObject({ verdict: 'within', level: null });
		const all = [...rows.values()].filter(({ role }) => role === 'closer');
		expect(all.filter(({ level }) => level !== null).length).toBeLessThanOrEqual(4);
	});

	test.each(['closer', 'presales'] as const)(
		'are judged as their leads are without the database: %s',
		async (role) => {
			const { managers: expected, spread } = judgeLeads(readLeads(company), bases[role]);
			const found = await report({ ...bases[role], within: 'all' });
			const rows = rowsOf(found);
			expect(found.spread).toBeCloseTo(spread, 9);
			expect(expected.length).toBeGreaterThan(5);
			for (const { manager, base, made, judgement } of expected) {
				const row = rows.get(manager)!;
				expect([manager, row.base, row.made, row.verdict, row.level]).toEqual([
					manager,
					base,
					made,
					judgement.verdict,
					judgement.level
				]);
				expect(row.expected).toBeCloseTo(judgement.expected!, 9);
				expect(row.variance).toBeCloseTo(judgement.variance!, 9);
			}
		}
	);
});
