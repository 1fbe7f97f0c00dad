/** What changed settings do to lead rows and reports. */
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { parseLeadSelection } from '#lib/filters/lead-selection.ts';
import { loadRates } from '#lib/server/ingest/load-rates.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { changeSettings, readSettings } from '#lib/server/settings.ts';
import { rateFaults } from '#lib/settings/rate-file.ts';
import { parseSettings, SettingsProblem } from '#lib/settings/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

const report = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => funnelReport(context, filtersSchema.parse(filters)));
const channels = async (filters: object = {}) =>
	(await report({ by: ['channel'], ...filters })).groups.map(({ key, leads }) => [key, leads]);
const generation = async () =>
	(await pool.query<{ generation: number }>('SELECT generation FROM state')).rows[0]!.generation;

const arrivals = (written: (string | null)[]) =>
	written.map((channel, i) => ({
		type: 'created',
		at: '2026-01-01T10:00:00Z',
		lead: `L${i}`,
		...(channel === null ? {} : { channel })
	}));

test('are kept as given, beside the defaults', async () => {
	expect(await readSettings(pool)).toEqual(parseSettings({}));
	await changeSettings(pool, { excludedChannels: ['Test'] });
	const after = await changeSettings(pool, { rates: { USD: '0.92' } });
	expect(after).toEqual(parseSettings({ excludedChannels: ['Test'], rates: { USD: '0.92' } }));
	expect(await readSettings(pool)).toEqual(after);
	const { rows } = await pool.query('SELECT key FROM settings ORDER BY key');
	expect(rows).toEqual([{ key: 'excludedChannels' }, { key: 'rates' }]);
});

test('that are wrong change nothing', async () => {
	const circle = { channel: { a: 'b', b: 'a' } };
	await expect(changeSettings(pool, { aliases: circle, excludedChannels: ['Test'] })).rejects.toThrow(
		SettingsProblem
	);
	expect(await readSettings(pool)).toEqual(parseSettings({}));
});

test('an alias counts channels as one, in the rows of one rebuild, and the log stays as it is', async () => {
	await loadEvents(pool, arrivals(['Google', 'google', 'adwords', 'SMM', null]));
	await replayAll(pool);
	expect(await channels()).toEqual([
		['adwords', 1],
		['google', 1],
		['Google', 1],
		['SMM', 1],
		[null, 1]
	]);
	const before = await generation();
	await changeSettings(pool, { aliases: { channel: { adwords: 'Google', Google: 'google' } } });
	await Promise.all([replayAll(pool), replayAll(pool)]);
	await replayAll(pool);
	expect(await generation()).toBe(before + 1);
	expect(await channels()).toEqual([
		['google', 3],
		['SMM', 1],
		[null, 1]
	]);
	const { rows } = await pool.query(`SELECT count(*)::int AS events FROM events WHERE channel = 'adwords'`);
	expect(rows).toEqual([{ events: 1 }]);
	await loadEvents(pool, [{ ...arrivals(['adwords'])[0], lead: 'L9' }]);
	await replayAll(pool);
	expect(await generation()).toBe(before + 1);
	expect((await channels())[0]).toEqual(['google', 4]);
	await changeSettings(pool, { aliases: { channel: {} } });
	await replayAll(pool);
	expect((await channels())[0]).toEqual(['adwords', 2]);
});

test('settings that lead rows do not depend on make no rebuild', async () => {
	await loadEvents(pool, arrivals(['Test']));
	await replayAll(pool);
	const before = await generation();
	const { rows } = await pool.query<{ data_version: number }>('SELECT data_version FROM state');
	await changeSettings(pool, { excludedChannels: ['Test'], links: { crm: 'https://crm/{id}' } });
	await replayAll(pool);
	expect(await generation()).toBe(before);
	expect((await report()).dataVersion).toBe(rows[0]!.data_version + 1);
});

test('excluded channels are in no report, unless the filter names them', async () => {
	await loadEvents(pool, arrivals(['Test', 'test', 'SMM', 'SMM', null]));
	await changeSettings(pool, { excludedChannels: ['Test'], aliases: { channel: { test: 'Test' } } });
	await replayAll(pool);
	const all = await report();
	expect([all.leads, all.excluded]).toEqual([3, 2]);
	expect(await channels()).toEqual([
		['SMM', 2],
		[null, 1]
	]);
	const named = await report({ values: { channel: ['Test', 'SMM'] } });
	expect([named.leads, named.excluded]).toEqual([4, 0]);
	const unwanted = await report({ values: { channel: ['!SMM'] } });
	expect([unwanted.leads, unwanted.excluded]).toEqual([1, 2]);
	const later = await report({ from: '2026-01-02' });
	expect([later.leads, later.excluded]).toEqual([0, 0]);
	const inPeriod = await report({ mode: 'period', from: '2026-01-01', to: '2026-01-02' });
	expect([inPeriod.stages[0]!.reached, inPeriod.excluded]).toEqual([3, 2]);

	const { selection } = parseLeadSelection(new URLSearchParams());
	const list = await withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse({}), selection!)
	);
	expect(list.total).toBe(3);
});

const sale = (lead: string, amount: string, currency?: string) => ({
	type: 'client',
	at: '2026-01-01T10:00:00Z',
	lead,
	amount,
	...(currency ? { currency } : {})
});
const amounts = async () =>
	(
		await pool.query<{ amount_minor: number | null }>(
			'SELECT amount_minor FROM lead_rows ORDER BY amount_minor'
		)
	).rows.map((row) => row.amount_minor);

test('amounts of other currencies wait for their rate and are converted by it', async () => {
	const sales = [sale('A', '100'), sale('B', '10.01', 'usd'), sale('C', '100', 'JPY')];
	const without = await loadEvents(pool, sales);
	expect(without.rows).toMatchObject({ accepted: 1, quarantined: 2 });
	await changeSettings(pool, { rates: { USD: '0.92', JPY: '0.00605' } });
	const again = await loadEvents(pool, sales);
	expect(again.rows).toMatchObject({ accepted: 2, known: 1, quarantined: 0 });
	await replayAll(pool);
	// 10.01 × 0.92 = 9.2092 and 100 × 0.00605 = 0.605, half a cent upwards.
	expect(await amounts()).toEqual([61, 921, 10000]);
	await changeSettings(pool, { rates: { USD: '2' } });
	await replayAll(pool);
	expect(await amounts()).toEqual([2002, 10000, null]);
});

test('an amount counts by the rate of its day in the reporting zone', async () => {
	await changeSettings(pool, { rates: { USD: { '2026-01-01': '0.9', '2026-01-02': '0.8' } } });
	const at = (lead: string, time: string) => ({ ...sale(lead, '100', 'USD'), at: time });
	const sales = [
		at('A', '2026-01-01T23:30:00Z'),
		at('B', '2026-01-02'),
		at('C', '2026-01-01T23:30:00-02:00'),
		at('D', '2025-12-31T23:59:59Z')
	];
	expect((await loadEvents(pool, sales)).rows).toMatchObject({ accepted: 3, quarantined: 1 });
	await replayAll(pool);
	expect(await amounts()).toEqual([8000, 8000, 9000]);
	await changeSettings(pool, ({ rates }) => ({
		rates: { USD: { ...(rates.USD as object), '2025-01-01': '0.7' } }
	}));
	expect((await loadEvents(pool, sales)).rows).toMatchObject({ accepted: 1, known: 3 });
	await replayAll(pool);
	expect(await amounts()).toEqual([7000, 8000, 8000, 9000]);
});

describe('rates of a file', () => {
	const options = { currency: 'EUR', inverse: false, only: [], dates: [] };
	const take = (text: string, more: object = {}) =>
		loadRates(pool, streamSource('rates.csv', Readable.from([Buffer.from(text)])), { ...options, ...more });

	test('are added to those that are set, and said', async () => {
		await changeSettings(pool, {
			rates: { USD: { '2026-01-01': '0.9', '2026-01-02': '0.8' }, JPY: '0.006' }
		});
		const changes = await take('date;currency;rate\n02.01.2026;USD;0,85\n03.01.2026;USD;0,86\n');
		expect(changes).toMatchObject([
			{ currency: 'USD', added: 1, changed: 1, known: 0, last: { rate: '0.86' } }
		]);
		expect((await readSettings(pool)).rates).toEqual({
			USD: { '2026-01-01': '0.9', '2026-01-02': '0.85', '2026-01-03': '0.86' },
			JPY: '0.006'
		});
	});

	test('are taken whole or not at all', async () => {
		await expect(
			take(
				'date,currency,rate\n2026-01-02,USD,0.85\n2026-01-03,USD,zero\n2026-01-02,usd,0.84\n2026-13-01,USD,1\n'
			)
		).rejects.toThrow(
			[
				'No rate of rates.csv was taken.',
				`line 3: ${rateFaults.rate} (rate: "zero")`,
				`line 4: ${rateFaults.two} (USD 2026-01-02: "0.84")`,
				`line 5: ${rateFaults.date} (date: "2026-13-01")`
			].join('\n')
		);
		expect((await readSettings(pool)).rates).toEqual({});
	});

	test('of a file with none, or of JSON', async () => {
		await expect(take('date,currency,rate\n2026-01-02,USD,0.85\n', { only: ['PLN'] })).rejects.toThrow(
			'rates.csv has no rate of PLN.'
		);
		await take('[{"date":"2026-01-02","currency":"USD","rate":1.25}]', { inverse: true });
		expect((await readSettings(pool)).rates).toEqual({ USD: { '2026-01-02': '0.8' } });
	});
});

test('cards list fields and attributes; completeness follows', async () => {
	await loadEvents(pool, [
		{ ...sale('A', '10'), name: 'Anna', attributes: { City: 'Berlin' } },
		{ type: 'created', at: '2026-01-01', lead: 'B', channel: 'SMM', manager: 'Max' }
	]);
	await replayAll(pool);
	const cards = async () =>
		(await pool.query('SELECT lead_card, client_card FROM lead_rows ORDER BY outcome DESC, lead_card')).rows;
	expect(await cards()).toEqual([
		{ lead_card: 1 / 3, client_card: 0.5 },
		{ lead_card: 1 / 3, client_card: null }
	]);
	await changeSettings(pool, { cards: { lead: ['manager', 'City'], client: ['City'] } });
	await replayAll(pool);
	expect(await cards()).toEqual([
		{ lead_card: 0.5, client_card: 1 },
		{ lead_card: 0.5, client_card: null }
	]);
	await changeSettings(pool, { cards: { lead: [], client: [] } });
	await replayAll(pool);
	expect(await cards()).toEqual([
		{ lead_card: null, client_card: null },
		{ lead_card: null, client_card: null }
	]);
});
