import { beforeAll, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { funnelByEventMonth } from '#lib/server/reports/funnel-by-event-month.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll } from '../support/load.ts';

const db = await testDatabase();
const config = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });

const story = (lead: string, channel: string, ...events: [type: string, at: string][]) =>
	events.map(([type, at]) => ({ type, at, lead, source: 'crm', channel }));

beforeAll(async () => {
	await loadEvents(
		db.pool,
		[
			...story('1', 'Ads', ['created', '2026-01-10'], ['sal', '2026-01-20'], ['client', '2026-03-01']),
			...story('2', 'Ads', ['created', '2026-01-15'], ['sal', '2026-02-03']),
			// Midnight in Berlin: the last hour of January in UTC.
			...story('3', 'Mail', ['created', '2026-01-31T23:30:00Z'], ['sal', '2026-03-05'])
		],
		{ config }
	);
	await replayAll(db.pool, config);
});

const months = (filters: object) =>
	withReport(db, config, (context) =>
		funnelByEventMonth(context, filtersSchema.parse({ mode: 'period', ...filters }))
	);
const counts = async (filters: object) =>
	(await months(filters)).map(({ month, leads, stages }) => [
		month,
		leads,
		...['sal', 'client'].map((name) => stages.find(({ stage }) => stage === name)!.reached)
	]);

test('counts entries in the month of the entry, in the reporting zone', async () => {
	expect(await counts({})).toEqual([
		['2026-01-01', 2, 1, 0],
		['2026-02-01', 1, 1, 0],
		['2026-03-01', 0, 1, 1]
	]);
});

test('keeps to the range and the filters', async () => {
	expect(await counts({ from: '2026-02-01', to: '2026-03-05' })).toEqual([
		['2026-02-01', 1, 1, 0],
		['2026-03-01', 0, 0, 1]
	]);
	expect(await counts({ values: { channel: ['Mail'] } })).toEqual([
		['2026-02-01', 1, 0, 0],
		['2026-03-01', 0, 1, 0]
	]);
	expect(await counts({ values: { channel: ['none such'] } })).toEqual([]);
});

test('compares with the recorded stage before, without a likely range', async () => {
	const [january, , march] = await months({});
	const stage = (month: typeof january, name: string) => month!.stages.find((other) => other.stage === name);
	expect(stage(january, 'sal')).toMatchObject({ fromPrevious: 0.5, fromFirst: 0.5, interval: [null, null] });
	expect(stage(march, 'sal')).toMatchObject({ fromPrevious: null, fromFirst: null });
	expect(stage(march, 'client')).toMatchObject({ reached: 1, fromPrevious: 1 });
});
