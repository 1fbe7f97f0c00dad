/** The lead time report as the command prints it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { printLeadTime } from '../../src/cli/lead-time-report.ts';
import { workbook } from '../../src/cli/workbook.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const print = (filters: object = {}) => printLeadTime(db, utcConfig, filtersSchema.parse(filters));

/** A lead that arrived on 1 May, with an event so many days later each. */
const lead = (name: string, channel: string, ...events: [type: string, day: number, more?: object][]) =>
	[['created', 0, {}] as const, ...events].map(([type, day, more]) => ({
		type,
		at: new Date(Date.UTC(2026, 4, 1, 10) + day * 86_400_000).toISOString(),
		lead: name,
		source: 'crm',
		channel,
		...more
	}));

describe('without leads', () => {
	test('says so, and has tables without rows', async () => {
		await replayAll(db.pool);
		const { text, tables } = await print();
		expect(text()).toContain('No leads');
		expect(tables.find(({ name }) => name === 'curve')!.table.rows).toEqual([]);
	});
});

describe('with leads', () => {
	beforeAll(async () => {
		await loadEvents(
			db.pool,
			[
				lead('A', 'SMM', ['contacted', 0.05], ['sal', 1], ['client', 4, { amount: 100 }]),
				lead('B', 'SMM', ['sal', 2], ['returned', 3], ['sal', 5], ['sql', 7], ['client', 20]),
				lead('C', 'SMM', ['refused', 10, { reason: 'Price' }]),
				lead('D', 'Google', ['sal', 1]),
				lead('E', 'Google', ['junk', 0]),
				lead('F', 'Google', ['client', 1, { approximate: true }]),
				lead('G', 'Google', ['activity', 40])
			].flat()
		);
		await replayAll(db.pool);
	});

	test('shows the curve at some days, what was sent back, and what is left out', async () => {
		const { text } = await print();
		const lines = text().split('\n');
		// Each of the two dated clients stands for one and a half: 1.5 of 7.
		expect(lines[0]).toMatch(
			/^33\.3 % of the clients \(1 of 3\) have no usable date.* Of 7 leads 3 became clients: too few/
		);
		expect(lines[2]).toMatch(/^of 100 leads by day/);
		expect(lines.find((line) => line.includes('14  '))).toMatch(/\s14\s+21\.4 %\s.*28\.6 %/);
		expect(text()).toMatch(/Sent back to marketing: 1 lead, of which 1 became a client \(100\.0 %/);
		expect(text()).toContain('7 leads, data up to 2026-06-10T10:00:00.000Z, UTC');
		expect(text()).toContain('Without a usable date: 1 client, 0 lost leads');
	});

	test('shows steps, first contacts and waiting leads', async () => {
		const { text } = await print();
		expect(text()).toMatch(/\ndays of a step .*\n.*\nlead\s+sal\s+3\s/);
		expect(text()).toMatch(/\n1 to 2 h\s+1\s+1\s+100\.0 %/);
		expect(text()).toMatch(/\nopen leads in /);
		expect(text()).toContain('Refused: 1 lead; none was ever worked again after a refusal');
		// A month of leads is no ground for a forecast.
		expect(text()).not.toContain('clients to come');
	});

	test('has groups first with a breakdown', async () => {
		const { text, tables, json } = await print({ by: ['channel'] });
		expect(tables[0]!.name).toBe('groups');
		expect(tables[0]!.table.rows.map((row) => row.slice(0, 3))).toEqual([
			['Google', 4, 1],
			['SMM', 3, 2]
		]);
		expect(text()).toMatch(/\nGoogle\s+4\s+1\s/);
		expect(json).toMatchObject({ by: ['channel'], groups: [{ key: 'Google' }, { key: 'SMM' }] });
	});

	test('has the same rows in every cell of its tables, and they make a workbook', async () => {
		for (const filters of [
			{},
			{ by: ['channel', 'month'] },
			{ window: 10 },
			{ values: { outcome: ['open'] } }
		]) {
			const { tables } = await print(filters);
			for (const { name, table } of tables)
				for (const row of table.rows) expect([name, row.length]).toEqual([name, table.header.length]);
			expect((await workbook(tables)).length).toBeGreaterThan(0);
		}
	});

	test('says that leads count by their arrival in period mode', async () => {
		const { text } = await print({ mode: 'period', from: '2026-05-01', to: '2026-06-01' });
		expect(text()).toContain('Leads count by the date of their arrival');
	});
});
