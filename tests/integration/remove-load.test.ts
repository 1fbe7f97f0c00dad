/** What is left when a load is removed: what the others alone would have given. */
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { locks } from '#lib/server/db/locks.ts';
import { requestStop } from '#lib/server/ingest/load-state.ts';
import { removeLoad } from '#lib/server/ingest/remove-load.ts';
import { retryRows } from '#lib/server/ingest/retry-rows.ts';
import { testDatabase } from '../support/database.ts';
import { anyDeal, anyEvent } from '../support/any-load.ts';
import { deal, deals, type Deal } from '../support/deals.ts';
import {
	csvOf,
	endedOf,
	forgetAll,
	identityOf,
	leadsOf,
	loadEvents,
	loadText,
	logOf,
	mappingOf,
	sizes,
	utcConfig
} from '../support/load.ts';

const { pool } = await testDatabase();
beforeEach(() => forgetAll(pool));

/** Events of one id, which several rows may make. */
const calls = mappingOf({
	kind: 'events',
	name: 'calls',
	source: 'crm',
	row: 'Row',
	lead: { id: 'Lead' },
	events: [
		{ type: 'contacted', at: 'At', id: 'Call', manager: 'Owner' },
		{ type: 'created', at: 'Created', manager: 'Owner' }
	]
});
const anyCall = fc.record({
	Row: fc.constantFrom('1', '2', '3', ''),
	Lead: fc.constantFrom('A', 'B'),
	At: fc.constantFrom('2026-01-01', '2026-01-02', ''),
	Created: fc.constantFrom('2026-01-01', ''),
	Call: fc.constantFrom('1', '2', ''),
	Owner: fc.constantFrom('Anna', 'Boris')
});

type File =
	| { kind: 'deals'; rows: Deal[] }
	| { kind: 'calls'; rows: Record<string, string>[] }
	| { kind: 'events'; rows: unknown[] };

const upTo = (maxLength: number) => ({ minLength: 1, maxLength });
const anyFile: fc.Arbitrary<File> = fc.oneof(
	fc.record({ kind: fc.constant('deals' as const), rows: fc.array(anyDeal, upTo(14)) }),
	fc.record({ kind: fc.constant('calls' as const), rows: fc.array(anyCall, upTo(5)) }),
	fc.record({ kind: fc.constant('events' as const), rows: fc.array(anyEvent, upTo(8)) })
);

async function loadFile({ kind, rows }: File): Promise<number> {
	if (kind === 'events') return (await loadEvents(pool, rows)).load!;
	return (await loadText(pool, csvOf(rows), { mapping: kind === 'deals' ? deals : calls })).load!;
}

/** Everything that the log holds, loads being named after their files. */
async function everything(files: Map<number, number>) {
	const named = async (query: string) =>
		(await pool.query<Record<string, unknown>>(query)).rows.map((row) =>
			['load_id', 'ended_load'].reduce(
				(named, key) => (key in row ? { ...named, [key]: files.get(row[key] as number) } : named),
				row
			)
		);
	return {
		log: await logOf(pool),
		ended: await endedOf(pool),
		places: await named('SELECT record_id, event_key, load_id, line FROM events ORDER BY 1, 2'),
		endings: await named(
			`SELECT record_id, event_key, load_id, line, why, ended_load, ended_line FROM event_versions
			ORDER BY record_id, event_key, load_id, line, ended_load, ended_line`
		),
		rows: await named(
			`SELECT row_id, (SELECT record_id FROM events e WHERE e.row_id = s.row_id LIMIT 1) AS record_id,
				record_id IN (SELECT record_id FROM events e WHERE e.row_id = s.row_id) AS right_place
			FROM source_rows s ORDER BY 1`
		),
		records: await named('SELECT * FROM records ORDER BY 1'),
		identity: await identityOf(pool),
		quarantine: await named(
			'SELECT load_id, line, reason, detail, text FROM quarantine ORDER BY load_id, line'
		),
		leads: await leadsOf(pool)
	};
}

async function loadAll(files: File[], but: number[] = []) {
	await forgetAll(pool);
	const names = new Map<number, number>();
	for (const [i, file] of files.entries()) if (!but.includes(i)) names.set(await loadFile(file), i);
	return names;
}

const removals = fc
	.array(anyFile, { minLength: 2, maxLength: 4 })
	.chain((files) =>
		fc.tuple(
			fc.constant(files),
			fc.shuffledSubarray([...files.keys()], { minLength: 1, maxLength: 2 }),
			fc.boolean()
		)
	);

test('removing loads leaves what the others alone give, and loading a file again brings it back', () =>
	fc.assert(
		fc.asyncProperty(removals, async ([files, gone, again]) => {
			const others = await everything(await loadAll(files, gone));
			const names = await loadAll(files);
			await leadsOf(pool);
			const numbers = new Map([...names].map(([id, i]) => [i, id]));
			for (const i of gone) await removeLoad(pool, numbers.get(i)!);
			const left = await everything(names);
			expect(left).toEqual(others);
			if (!again) return;
			const [first] = gone;
			names.set(await loadFile(files[first!]!), first!);
			const back = await everything(names);
			const rest = files.map((_, i) => i).filter((i) => !gone.includes(i));
			const order = [...rest, first!].map((i) => files[i]!);
			const inTurn = await loadAll(order);
			const renamed = new Map([...inTurn].map(([id, i]) => [id, [...rest, first!][i]!]));
			expect(back).toEqual(await everything(renamed));
		}),
		{ numRuns: 8 }
	));

const load = async (row: Partial<Deal>, more: Partial<Deal>[] = []) =>
	(await loadText(pool, csvOf([row, ...more].map(deal)), { mapping: deals })).load!;
const counting = async () =>
	(
		await pool.query<{ event: string }>(
			`SELECT concat_ws(' ', type, manager, load_id, line) AS event FROM events ORDER BY 1`
		)
	).rows.map(({ event }) => event);

describe('an event', () => {
	test('passes to the load that read it next, with its line', async () => {
		const first = await load({});
		const second = await load({ Id: '9', Lead: 'B', Owner: 'Boris' }, [{}]);
		const third = await load({});
		expect(await removeLoad(pool, first)).toMatchObject({ events: 0, restored: 0, leads: 0 });
		expect(await counting()).toEqual([`created Anna ${second} 3`, `created Boris ${second} 2`]);
		await removeLoad(pool, second);
		expect(await counting()).toEqual([`created Anna ${third} 2`]);
		expect(await removeLoad(pool, third)).toMatchObject({ events: 1, leads: 1 });
		expect(await sizes(pool)).toMatchObject({ loads: 3, events: 0, records: 0, source_rows: 0 });
		expect(await leadsOf(pool)).toEqual([]);
	});

	test('that the load had corrected or withdrawn counts again', async () => {
		const first = await load({ Stage: 'Won', Closed: '2026-02-01' });
		const second = await load({ Owner: 'Boris' });
		expect(await removeLoad(pool, second)).toMatchObject({ events: 1, restored: 2, leads: 0 });
		expect(await counting()).toEqual([`client Anna ${first} 2`, `created Anna ${first} 2`]);
		expect(await endedOf(pool)).toEqual([]);
	});

	test('that a later load ended too stays ended, by that load', async () => {
		await load({});
		const second = await load({ Owner: 'Boris' });
		const third = await load({ Owner: 'Dora' });
		await removeLoad(pool, second);
		expect(await counting()).toEqual([`created Dora ${third} 2`]);
		const { rows } = await pool.query('SELECT manager, why, ended_load, ended_line FROM event_versions');
		expect(rows).toEqual([{ manager: 'Anna', why: 'corrected', ended_load: third, ended_line: 2 }]);
	});
});

test('records that the load had joined are apart again', async () => {
	await load({ Lead: 'A', Email: 'a@x.com' });
	await load({ Id: '2', Lead: 'B', Email: 'b@x.com' });
	const joining = await load({ Id: '3', Lead: 'C', Email: 'a@x.com, b@x.com' });
	expect(await leadsOf(pool)).toHaveLength(1);
	expect(await removeLoad(pool, joining)).toMatchObject({ events: 1, leads: -1 });
	expect(await leadsOf(pool)).toHaveLength(2);
});

test('costs, quarantined rows and what was mended go with their load', async () => {
	const broken = await load({ Created: 'never' });
	const { rows } = await pool.query<{ id: number; text: string }>('SELECT id, text FROM quarantine');
	const texts = { [rows[0]!.id]: rows[0]!.text.replace('never', '2026-01-01') };
	const { load: mending } = await retryRows(pool, utcConfig, { ids: [rows[0]!.id], texts });
	expect(await removeLoad(pool, mending!)).toMatchObject({ events: 1, unmended: 1, quarantined: 0 });
	expect((await pool.query('SELECT mended_text, mended_load, mended_at FROM quarantine')).rows).toEqual([
		{ mended_text: null, mended_load: null, mended_at: null }
	]);
	await pool.query(
		`INSERT INTO costs (source, day, version, load_id, line, amount) VALUES ('ads', '2026-01-01', 1, $1, 2, 5)`,
		[broken]
	);
	expect(await removeLoad(pool, broken)).toMatchObject({ events: 0, quarantined: 1, costs: 1 });
	expect((await pool.query('SELECT FROM costs')).rows).toEqual([]);
	const { rows: loads } = await pool.query(
		'SELECT status, rows_read, rows_quarantined FROM loads ORDER BY id'
	);
	expect(loads).toEqual([
		{ status: 'removed', rows_read: 1, rows_quarantined: 1 },
		{ status: 'removed', rows_read: 1, rows_quarantined: 0 }
	]);
});

describe('a load is not removed', () => {
	test('while it runs or waits, a second time, or if there is none', async () => {
		const { rows } = await pool.query<{ id: number }>(
			`INSERT INTO loads (file, status) VALUES ('runs', 'running'), ('waits', 'waiting') RETURNING id`
		);
		const [runs, waits] = rows.map(({ id }) => id);
		const client = await pool.connect();
		onTestFinished(() => client.release(true));
		await client.query('SELECT pg_advisory_lock($1, $2)', [locks.load, runs]);
		await expect(removeLoad(pool, runs!)).rejects.toThrow(
			`Load ${runs} (runs) is running: stop it first (sluice loads stop ${runs}).`
		);
		await expect(removeLoad(pool, waits!)).rejects.toThrow(`Load ${waits} (waits) waits: stop it first`);
		await requestStop(pool, waits!);
		await removeLoad(pool, waits!);
		await expect(removeLoad(pool, waits!)).rejects.toThrow(`Load ${waits} (waits) was removed already.`);
		await expect(removeLoad(pool, 99_999)).rejects.toThrow(
			'There is no load 99999 (sluice loads lists them).'
		);
	});

	test('while its program runs, but is if that is gone', async () => {
		const id = await load({});
		await pool.query(`UPDATE loads SET status = 'running' WHERE id = $1`, [id]);
		expect(await removeLoad(pool, id)).toMatchObject({ events: 1 });
	});
});
