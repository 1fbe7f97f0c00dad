/** Requests over the database: a few people who asked once, again, and after they had bought. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { requestCounts } from '#lib/server/reports/requests.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const of = (lead: string, ...events: object[]) => events.map((event) => ({ lead, source: 'crm', ...event }));
const at = (type: string, time: string, more = {}) => ({ type, at: time, ...more });

beforeAll(async () => {
	await loadEvents(db.pool, [
		...of(
			'buyer',
			at('created', '2026-01-10T10:00', {
				channel: 'SMM',
				campaign: 'Spring',
				manager: 'Anna',
				City: 'Bonn'
			}),
			at('created', '2026-01-31T23:30', { channel: 'Google', campaign: 'Brand' }),
			at('client', '2026-02-05T10:00'),
			at('created', '2026-02-10T10:00', { channel: 'Mail' })
		),
		...of('late', at('created', '2026-02-01T10:00'), at('activity', '2026-02-02T10:00', { channel: 'SMM' })),
		...of('again', at('created', '2026-02-03T10:00', { channel: 'SMM' }), at('created', '2026-02-20T10:00')),
		...of('partner', at('created', '2026-02-04T10:00', { channel: 'Partner', manager: 'Anna' })),
		...of('never', at('activity', '2026-02-04T10:00', { channel: 'Google' }))
	]);
	await replayAll(db.pool);
});

/** `key: new returning client` of each row, in the order of the keys. */
const counts = async (by: string[], filters: Record<string, unknown> = {}, config = utcConfig) => {
	const rows = await withReport(db, config, (context) =>
		requestCounts(context, filtersSchema.parse(filters), by)
	);
	return rows
		.map((row) => `${JSON.stringify(row.key)}: ${row.new} ${row.returning} ${row.client}`)
		.toSorted();
};

describe('requests', () => {
	test('count by their own channel, the first one without by that of its lead', async () => {
		expect(await counts(['channel'])).toEqual([
			'"Google": 0 1 0',
			'"Mail": 0 0 1',
			'"Partner": 1 0 0',
			'"SMM": 3 0 0',
			'null: 0 1 0'
		]);
		expect(await counts([])).toEqual(['null: 4 2 1']);
	});

	test('count by campaign, by pairs and by their own month', async () => {
		expect(await counts(['campaign'], { values: { channel: ['SMM', 'Google'] } })).toEqual([
			'"Brand": 0 1 0',
			'"Spring": 1 0 0',
			'null: 2 0 0'
		]);
		expect(await counts(['month', 'channel'], { values: { channel: ['SMM'] } })).toEqual([
			'["2026-01-01","SMM"]: 1 0 0',
			'["2026-02-01","SMM"]: 2 0 0'
		]);
	});

	test('count by what only the lead has', async () => {
		expect(await counts(['manager'])).toEqual(['"Anna": 2 1 1', 'null: 2 1 0']);
		expect(await counts(['attr.City'])).toEqual(['"Bonn": 1 1 1', 'null: 3 1 0']);
		expect(await counts(['channel'], { values: { manager: ['Anna'] } })).toEqual([
			'"Google": 0 1 0',
			'"Mail": 0 0 1',
			'"Partner": 1 0 0',
			'"SMM": 1 0 0'
		]);
		expect(await counts(['channel'], { values: { outcome: ['client'], 'attr.City': ['Bonn'] } })).toEqual([
			'"Google": 0 1 0',
			'"Mail": 0 0 1',
			'"SMM": 1 0 0'
		]);
	});

	test('are in the range by their own local day, in both modes', async () => {
		const february = { from: '2026-02-01', to: '2026-03-01' };
		expect(await counts([], february)).toEqual(['null: 3 1 1']);
		expect(await counts([], { ...february, mode: 'period' })).toEqual(['null: 3 1 1']);
		const berlin = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
		await replayAll(db.pool, berlin);
		expect(await counts([], february, berlin)).toEqual(['null: 3 2 1']);
		await replayAll(db.pool);
	});

	test('are left out after the date, and outside the window', async () => {
		expect(await counts([], { asOf: '2026-02-03' })).toEqual(['null: 3 1 0']);
		// Data up to 20 February: leads of 5 February and later are too young, as are requests after 15 days.
		expect(await counts(['channel'], { window: 15 })).toEqual(['"Partner": 1 0 0', '"SMM": 3 0 0']);
		expect(await counts(['channel'], { window: 17 })).toEqual(['"SMM": 3 0 0', 'null: 0 1 0']);
	});

	test('of excluded channels and of leads from there are left out unless they are named', async () => {
		await changeSettings(db.pool, { excludedChannels: ['Partner', 'Mail'] });
		expect(await counts(['channel'])).toEqual(['"Google": 0 1 0', '"SMM": 3 0 0', 'null: 0 1 0']);
		expect(await counts(['channel'], { values: { channel: ['Mail'] } })).toEqual(['"Mail": 0 0 1']);
		await changeSettings(db.pool, { excludedChannels: [] });
	});
});
