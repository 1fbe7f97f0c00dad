/** Quarantined rows that are read again. */
import { beforeEach, describe, expect, test } from 'vitest';
import { reasons } from '#lib/events/reasons.ts';
import { readConfig } from '#lib/server/config.ts';
import { rowReasons } from '#lib/server/ingest/raw-row.ts';
import { loadCostRows } from '#lib/server/ingest/load-costs.ts';
import { parseContext } from '#lib/server/ingest/parse-context.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { readCosts } from '#lib/server/ingest/read-costs.ts';
import { retryReasons, retryRows, type RetryOptions } from '#lib/server/ingest/retry-rows.ts';
import { listQuarantine } from '#lib/server/reports/quarantine.ts';
import { testDatabase } from '../support/database.ts';
import { deal, deals } from '../support/deals.ts';
import { csvOf, forgetAll, leadsOf, loadEvents, loadText, logOf, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();
beforeEach(() => forgetAll(pool));

interface Kept {
	id: number;
	line: number;
	reason: string;
	text: string;
	mended_text: string | null;
	mended_load: number | null;
}
const quarantine = async () => (await pool.query<Kept>('SELECT * FROM quarantine ORDER BY id')).rows;
const waiting = async () => (await quarantine()).filter(({ mended_load }) => mended_load === null);
const retry = (options: RetryOptions) => retryRows(pool, utcConfig, options);
const ids = (rows: Kept[]) => rows.map(({ id }) => id);

const rows = [
	deal({ Id: '1', Lead: 'A' }),
	deal({ Id: '2', Lead: 'B', Created: 'never', City: 'X; "Y"\nZ' }),
	deal({ Id: '3', Lead: 'C', Created: 'soon', Stage: 'Won', Closed: '2026-02-01', Amount: '1,5' })
];
/** The row as a line of the file. */
const lineOf = (row: Record<string, string>) => csvOf([row]).slice(csvOf([row]).indexOf('\n') + 1, -1);

describe('a row with a changed text', () => {
	test('goes in with the file and the line it was read from, and leaves quarantine', async () => {
		const first = await loadText(pool, csvOf(rows), { mapping: deals });
		const [b, c] = await quarantine();
		const text = b!.text.replace('never', '2026-01-03');
		const result = await retry({ ids: [b!.id, c!.id], texts: { [b!.id]: text } });
		expect(result).toMatchObject({
			status: 'done',
			problem: null,
			rows: { read: 2, accepted: 1, quarantined: 1 },
			events: { accepted: 2 },
			reasons: [{ reason: reasons.badDate, count: 1 }]
		});
		const { rows: events } = await pool.query(
			`SELECT e.type, e.line, l.file, l.origin, l.header FROM events e JOIN loads l ON l.id = e.load_id
			WHERE e.load_id <> $1 ORDER BY e.type`,
			[first.load]
		);
		const from = { line: 3, file: 'rows.csv', origin: 'retry', header: Object.keys(rows[0]!) };
		expect(events).toEqual([
			{ type: 'created', ...from },
			{ type: 'profile', ...from }
		]);
		expect(await quarantine()).toMatchObject([
			{ id: b!.id, text: b!.text, mended_text: text, mended_load: result.load },
			{ id: c!.id, text: c!.text, mended_text: null, mended_load: null }
		]);
		const shown = await listQuarantine(pool, {});
		const mended = await listQuarantine(pool, { mended: true });
		expect(shown.rows.map(({ id }) => id)).toEqual([c!.id]);
		expect(shown.reasons).toEqual([{ reason: reasons.badDate, count: 1 }]);
		expect(mended.rows).toMatchObject([{ id: b!.id, mended: { text, load: result.load } }]);
	});

	test('that fails again stays with the new reason and the first text', async () => {
		await loadText(pool, csvOf(rows), { mapping: deals });
		const [b] = await quarantine();
		const changed = lineOf({ ...rows[1]!, Created: '2026-01-01', Lead: '' });
		const result = await retry({ ids: [b!.id], texts: { [b!.id]: changed } });
		expect(result).toMatchObject({ rows: { read: 1, quarantined: 1 } });
		expect(await waiting()).toMatchObject([{ id: b!.id, reason: reasons.noKey, text: b!.text }, {}]);
	});

	test('that is several rows, or none, says so', async () => {
		await loadText(pool, csvOf(rows), { mapping: deals });
		const [b, c] = await quarantine();
		const two = `${lineOf(rows[0]!)}\n${lineOf(rows[0]!)}`;
		const result = await retry({ ids: [b!.id, c!.id], texts: { [b!.id]: two, [c!.id]: '' } });
		expect(result.reasons).toEqual([{ reason: rowReasons.several, count: 2 }]);
		expect(ids(await waiting())).toEqual([b!.id, c!.id]);
	});

	test('gives the same as a file in which it was right', async () => {
		const right = rows.map((row) => ({ ...row, Created: '2026-01-04', City: 'X; "Y"\nZ' }));
		await loadText(pool, csvOf(right), { mapping: deals });
		const expected = [await logOf(pool), await leadsOf(pool)];
		await forgetAll(pool);
		const wrong = [right[0]!, ...right.slice(1).map((row) => ({ ...row, Created: 'never' }))];
		await loadText(pool, csvOf(wrong), { mapping: deals });
		const kept = await quarantine();
		await retry({
			ids: ids(kept),
			texts: Object.fromEntries(kept.map(({ id, text }) => [id, text.replace('never', '2026-01-04')]))
		});
		expect([await logOf(pool), await leadsOf(pool)]).toEqual(expected);
		const again = await loadText(pool, csvOf(right), { mapping: deals });
		expect(again.rows).toMatchObject({ read: 3, known: 3 });
	});
});

describe('a changed mapping', () => {
	test('reads the rows of all loads again, and those of the same row correct each other', async () => {
		const sparse = csvOf([deal({ Id: '7', Lead: 'G', Created: '05 01 2026' })]);
		await loadText(pool, sparse, { mapping: deals, file: 'first.csv' });
		await loadText(pool, sparse.replaceAll(',', '\t').replace('"X"', '""'), {
			mapping: deals,
			file: 'second.tsv'
		});
		const kept = await quarantine();
		const mapping = { ...deals, name: 'changed', format: { dates: ['dd MM yyyy'] } };
		const result = await retry({ ids: ids(kept), mapping });
		expect(result).toMatchObject({ rows: { read: 2, accepted: 1, known: 1 } });
		expect(await logOf(pool)).toMatchObject([{ type: 'created', day: '2026-01-05' }]);
		expect(await waiting()).toEqual([]);
		const { rows: loads } = await pool.query('SELECT file, origin FROM loads ORDER BY id OFFSET 2');
		expect(loads).toEqual([
			{ file: 'first.csv', origin: 'retry' },
			{ file: 'second.tsv', origin: 'retry' }
		]);
		expect((await loadText(pool, sparse, { mapping: { ...mapping, name: 'deals' } })).rows.known).toBe(1);
	});

	test('that does not fit the header changes nothing', async () => {
		await loadText(pool, csvOf(rows), { mapping: deals });
		const mapping = { ...deals, row: 'Number' };
		await expect(retry({ ids: ids(await quarantine()), mapping })).rejects.toThrow(
			/^rows.csv does not fit the mapping "deals": .*"Number"/
		);
		expect((await pool.query('SELECT id FROM loads')).rows).toHaveLength(1);
	});

	test('that ignores a row ends its time in quarantine', async () => {
		await loadText(pool, csvOf(rows.slice(1, 2)), { mapping: deals });
		const events = deals.events.map((rule) => ({ ...rule, if: { Lead: { not: ['B'] } } }));
		const ignoring = { type: { column: 'Lead', map: {}, other: 'ignore' as const }, at: 'Created' };
		const result = await retry({
			ids: ids(await quarantine()),
			mapping: { ...deals, events: [...events, ignoring] }
		});
		expect(result.rows).toMatchObject({ read: 1, ignored: 1 });
		expect(await waiting()).toEqual([]);
	});
});

describe('events', () => {
	test('that were posted or stood in JSON are read again', async () => {
		const event = { type: 'sold', at: '2026-01-01', lead: 'A' };
		await loadText(pool, JSON.stringify([event, { ...event, type: 'created' }], null, 1), { file: 'x.json' });
		await loadEvents(pool, [{ ...event, lead: 'B' }]);
		const kept = await quarantine();
		const texts = Object.fromEntries(kept.map(({ id, text }) => [id, text.replace('sold', 'client')]));
		expect(await retry({ ids: ids(kept), texts })).toMatchObject({ rows: { read: 2, accepted: 2 } });
		expect(await logOf(pool)).toMatchObject([{ type: 'client' }, { type: 'client' }, { type: 'created' }]);
	});

	test('in a currency whose rate was set meanwhile go in as they are', async () => {
		await loadEvents(pool, [{ type: 'client', at: '2026-01-01', lead: 'A', amount: 5, currency: 'EUR' }], {
			config: readConfig({ SLUICE_CURRENCY: 'USD' })
		});
		const kept = await quarantine();
		expect(kept).toMatchObject([{ reason: reasons.noRate }]);
		const config = readConfig({ SLUICE_CURRENCY: 'EUR' });
		expect(await retryRows(pool, config, { ids: ids(kept) })).toMatchObject({ rows: { accepted: 1 } });
		expect(await waiting()).toEqual([]);
	});
});

describe('a text that is not what stood in the file', () => {
	test('is not read; given whole it is', async () => {
		const event = { type: 'sold', at: '2026-01-01', lead: 'A', note: 'x'.repeat(3000) };
		await loadEvents(pool, [event]);
		const [kept] = await quarantine();
		expect(await retry({ ids: [kept!.id] })).toMatchObject({
			rows: { read: 1, quarantined: 1 },
			reasons: [{ reason: retryReasons.cut, count: 1 }]
		});
		expect(await waiting()).toMatchObject([{ reason: reasons.unknownType }]);
		const text = JSON.stringify({ ...event, type: 'created' });
		expect(await retry({ ids: [kept!.id], texts: { [kept!.id]: text } })).toMatchObject({
			rows: { accepted: 1 }
		});
		expect(await quarantine()).toMatchObject([{ mended_text: text }]);
	});

	test('since its file was damaged stays', async () => {
		await loadEvents(pool, [{ type: 'created', at: '2026-01-01', lead: 'A' }]);
		await pool.query(
			`INSERT INTO quarantine (load_id, line, reason, detail, text)
			SELECT id, 3, $1, 'line 3', '{"type":"created","at":"2026-01-01","lead":"B"}' FROM loads`,
			[rowReasons.cutShort]
		);
		const kept = await quarantine();
		expect(await retry({ ids: ids(kept) })).toMatchObject({ rows: { read: 1, quarantined: 1 } });
		expect(await waiting()).toMatchObject([{ reason: rowReasons.cutShort }]);
	});
});

test('costs add up with those of their file', async () => {
	const source = { file: 'costs.csv', source: 'ads', preset: null, mapping: null };
	const chunks = (async function* () {
		await Promise.resolve();
		yield Buffer.from('date,channel,amount\n2026-01-01,SMM,5\n2026-01-01,SMM,x\n2026-01-02,SMM,y\n');
	})();
	const context = await parseContext(pool, utcConfig, 'ads');
	await loadCostRows(pool, source, readCosts(streamSource('costs.csv', chunks), { mapping: null, context }));
	const kept = await quarantine();
	const texts = { [kept[0]!.id]: '2026-01-01,SMM,7' };
	const result = await retry({ ids: ids(kept), texts });
	expect(result).toMatchObject({ rows: { read: 2, corrected: 1, quarantined: 1 } });
	expect((await pool.query('SELECT day, amount FROM current_costs')).rows).toEqual([
		{ day: '2026-01-01', amount: '12' }
	]);
	expect(await quarantine()).toMatchObject([
		{ id: kept[0]!.id, mended_text: texts[kept[0]!.id], mended_load: result.load },
		{ id: kept[1]!.id, mended_load: null }
	]);
});

test('rows that are mended already, or gone, are refused', async () => {
	await loadText(pool, csvOf(rows), { mapping: deals });
	const [b] = await quarantine();
	const call = { ids: [b!.id], texts: { [b!.id]: lineOf(rows[0]!) } };
	await retry(call);
	await expect(retry(call)).rejects.toThrow('None of these rows waits in quarantine');
	await expect(retry({ ids: [99_999_999] })).rejects.toThrow('None of these rows waits in quarantine');
});
