/** The channels of a real CRM export with its costs, against an independent implementation outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ChannelFigures, ChannelRow } from '#lib/channels/report.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { loadFile, readMappingFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { testDatabase } from '../support/database.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);

type Expected = Pick<ChannelRow, 'key'> & Partial<Omit<ChannelRow, 'key'>>;
const expected = (name: string) =>
	(JSON.parse(readFileSync(join(data, 'expected', name), 'utf8')) as { channels: Expected[] }).channels;

const money = new Set(['cost', 'revenue', 'cpl', 'costPerSql', 'cac']);
/** Money to the cent of the sum, since theirs is a sum of floating point numbers; the rest to 9 digits. */
const rounded = (row: Expected, names: string[]) =>
	Object.fromEntries(
		names.map((name) => {
			const digits = money.has(name) ? 6 : 9;
			const round = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(digits)) : value);
			const value = row[name as keyof ChannelFigures];
			return [name, Array.isArray(value) ? value.map(round) : round(value)];
		})
	);

describe.skipIf(!here)('an online school with its advertising costs', async () => {
	const config = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
	const db = await testDatabase();
	beforeAll(async () => {
		for (const file of ['deals', 'spend'])
			await loadFile(db.pool, config, join(data, 'online-school', `${file}.csv`), {
				mapping: await readMappingFile(join(data, 'online-school', `${file}.mapping.json`)),
				source: null
			});
		await bringUpToDate(db.pool, config);
	});

	const compare = async (name: string, filters: Record<string, string>) => {
		const channels = expected(name);
		const report = await withReport(db, config, (context) =>
			channelsReport(context, filtersSchema.parse(filters))
		);
		const names = Object.keys(channels[0]!);
		const byKey = (rows: Expected[]) => Object.fromEntries(rows.map((row) => [row.key, rounded(row, names)]));
		expect(byKey(report.rows)).toEqual(byKey(channels));
		expect(report.noCosts).toBeNull();
	};

	test('every channel and every figure, of all time', () => compare('online-school.json', {}));

	test('and of a quarter', () =>
		compare('online-school.2023q4.json', { from: '2023-10-01', to: '2024-01-01' }));
});
