/** What one load does to the log, row by row, told by examples. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { recordId } from '#lib/server/ingest/keys.ts';
import { redoJoin, undoJoin } from '#lib/server/ingest/undo-join.ts';
import { testDatabase } from '../support/database.ts';
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
	sizes
} from '../support/load.ts';
import { deal, deals } from '../support/deals.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(() => forgetAll(pool));

const counts = (values: Partial<Record<string, number>>) => ({
	read: 0,
	accepted: 0,
	corrected: 0,
	known: 0,
	ignored: 0,
	quarantined: 0,
	...values
});
const record = (lead: string, source = 'crm') => {
	const id = recordId({ source, lead, emails: [], phones: [] } as never);
	return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
const leadOf = async (lead: string) =>
	(await pool.query<{ lead_id: string }>('SELECT lead_id FROM records WHERE external_id = $1', [lead]))
		.rows[0]!.lead_id;
const types = async () =>
	(
		await pool.query<{ lead: string; types: string }>(
			`SELECT r.external_id AS lead, string_agg(e.type, ' ' ORDER BY e.type) AS types
			FROM events e JOIN records r USING (record_id) GROUP BY 1 ORDER BY 1`
		)
	).rows.map((row) => `${row.lead}: ${row.types}`);

describe('rows', () => {
	test('of every kind are counted, and the good ones go in', async () => {
		const rows = [
			deal({ Id: '1', Lead: 'A', Stage: 'Won', Closed: '2026-02-01' }),
			deal({ Id: '2', Lead: 'B', Created: '2999-01-01' }),
			deal({ Id: '3', Lead: 'C', Created: '1989-12-31' }),
			deal({ Id: '4', Lead: 'D', Stage: 'Spam' }),
			deal({ Id: '5', Lead: '' }),
			deal({ Id: '6', Lead: 'E', Created: '' }),
			deal({ Id: '7', Lead: 'F', Created: 'soon' }),
			deal({ Id: '8', Lead: 'G', Stage: 'Won', Closed: '2026-02-01', Amount: '-5' }),
			deal({ Id: '9', Lead: 'H' })
		];
		const result = await loadText(pool, csvOf(rows), { mapping: deals });
		expect(result.rows).toEqual(counts({ read: 9, accepted: 2, ignored: 2, quarantined: 5 }));
		expect(result.events).toEqual({ accepted: 3, corrected: 0, known: 0, withdrawn: 0 });
		expect(result.leads).toEqual({ new: 2, joined: 0 });
		expect(await types()).toEqual(['A: client created', 'H: created']);
		const { rows: kept } = await pool.query<{ line: number; text: string }>(
			'SELECT line, text FROM quarantine ORDER BY line'
		);
		expect(kept.map(({ line }) => line)).toEqual([3, 4, 6, 8, 9]);
		expect(kept[0]!.text).toBe(csvOf([rows[1]!]).split('\n')[1]);
	});

	test('of a JSON array in one line are counted one by one', async () => {
		const events = ['A', 'B', 'C'].map((lead) => ({ type: 'created', at: '2026-01-01', lead }));
		const text = JSON.stringify([...events, { type: 'created' }, events[0]]);
		const result = await loadText(pool, text, { file: 'events.json' });
		expect(result.rows).toEqual(counts({ read: 5, accepted: 3, known: 1, quarantined: 1 }));
	});

	test('that changed correct their events, and keep the versions before', async () => {
		await loadText(pool, csvOf([deal({ Stage: 'Lost', Closed: '2026-02-01' })]), { mapping: deals });
		const changed = csvOf([deal({ Stage: 'Won', Closed: '2026-02-03' })]);
		const result = await loadText(pool, changed, { mapping: deals });
		expect(result.rows).toEqual(counts({ read: 1, corrected: 1 }));
		expect(result.events).toEqual({ accepted: 0, corrected: 2, known: 0, withdrawn: 0 });
		expect(await types()).toEqual(['A: client created']);
		const { rows } = await pool.query('SELECT type, why, day FROM event_versions ORDER BY type');
		expect(rows).toEqual([
			{ type: 'created', why: 'corrected', day: null },
			{ type: 'refused', why: 'corrected', day: '2026-02-01' }
		]);
	});

	test('that make an event no longer withdraw it', async () => {
		await loadText(pool, csvOf([deal({ Stage: 'Won', Closed: '2026-02-01', Amount: '100' })]), {
			mapping: deals
		});
		const result = await loadText(pool, csvOf([deal({ Stage: 'Won', Closed: '' })]), { mapping: deals });
		expect(result.rows).toEqual(counts({ read: 1, corrected: 1 }));
		expect(result.events).toEqual({ accepted: 0, corrected: 0, known: 1, withdrawn: 1 });
		expect(await types()).toEqual(['A: created']);
	});

	test('that are ignored now withdraw all that they made', async () => {
		await loadText(pool, csvOf([deal({ Email: 'a@x.com' })]), { mapping: deals });
		const ignored = csvOf([deal({ Email: 'a@x.com', Stage: 'Spam' })]);
		expect((await loadText(pool, ignored, { mapping: deals })).rows).toEqual(
			counts({ read: 1, corrected: 1 })
		);
		expect((await loadText(pool, ignored, { mapping: deals })).rows).toEqual(counts({ read: 1, ignored: 1 }));
		expect([await logOf(pool), await identityOf(pool), await leadsOf(pool)]).toEqual([[], [], []]);
	});

	test('whose lead changed take their events along', async () => {
		await loadText(pool, csvOf([deal({ Lead: 'A', Email: 'a@x.com' })]), { mapping: deals });
		const result = await loadText(pool, csvOf([deal({ Lead: 'B', Email: 'a@x.com' })]), { mapping: deals });
		expect(result.rows).toEqual(counts({ read: 1, corrected: 1 }));
		expect(await types()).toEqual(['B: created']);
		expect(await leadsOf(pool)).toHaveLength(1);
		expect(await endedOf(pool)).toHaveLength(1);
		const { rows } = await pool.query('SELECT record_id FROM record_keys');
		expect(rows).toEqual([{ record_id: record('B') }]);
	});

	test('that were ignored meanwhile are still followed from lead to lead', async () => {
		for (const change of [{ Lead: 'A' }, { Stage: 'Spam' }, { Lead: 'B' }, { Lead: 'C' }])
			await loadText(pool, csvOf([deal(change)]), { mapping: deals });
		expect(await types()).toEqual(['C: created']);
	});

	test('that occur several times in one file replace each other in turn', async () => {
		const rows = [
			deal({ Lead: 'A', Owner: 'Anna' }),
			deal({ Id: '2', Lead: 'Z' }),
			deal({ Lead: 'A', Owner: 'Boris' }),
			deal({ Lead: 'A', Stage: 'Spam' }),
			deal({ Lead: 'B', Owner: 'Dora' }),
			deal({ Lead: 'B', Owner: 'Dora' })
		];
		const result = await loadText(pool, csvOf(rows), { mapping: deals });
		expect(result.rows).toEqual(counts({ read: 6, accepted: 3, corrected: 2, known: 1 }));
		expect(await types()).toEqual(['B: created', 'Z: created']);
		expect(await endedOf(pool)).toHaveLength(2);
	});

	test('with the same event id in one file correct each other in turn', async () => {
		const mapping = mappingOf({
			kind: 'events',
			name: 'with ids',
			source: 'crm',
			row: 'Row',
			lead: { id: 'Lead' },
			events: [{ type: 'created', at: 'At', id: 'Event', manager: 'Owner' }]
		});
		const row = (Row: string, Owner: string) => ({ Row, Lead: 'A', At: '2026-01-01', Event: 'e1', Owner });
		const rows = [row('1', 'Anna'), row('2', 'Boris'), row('3', 'Dora')];
		const result = await loadText(pool, csvOf(rows), { mapping });
		expect(result.rows).toEqual(counts({ read: 3, accepted: 1, corrected: 2 }));
		expect(await logOf(pool)).toMatchObject([{ manager: 'Dora' }]);
		const ended = (await endedOf(pool)) as { manager: string }[];
		expect(ended.map(({ manager }) => manager).toSorted()).toEqual(['Anna', 'Boris']);
	});
});

describe('events with an id', () => {
	test('are corrected by the same id, and known when nothing changed', async () => {
		const sale = { type: 'client', at: '2026-01-01', lead: 'A', id: 's1', amount: 100 };
		await loadEvents(pool, [sale]);
		expect((await loadEvents(pool, [sale])).rows).toEqual(counts({ read: 1, known: 1 }));
		expect((await loadEvents(pool, [{ ...sale, amount: 90 }])).rows).toEqual(
			counts({ read: 1, corrected: 1 })
		);
		expect(await logOf(pool)).toMatchObject([{ amount: 90 }]);
		expect((await loadEvents(pool, [{ ...sale, lead: 'B' }])).rows).toEqual(
			counts({ read: 1, corrected: 1 })
		);
		expect(await types()).toEqual(['B: client']);
	});
});

describe('a trial', () => {
	test('leaves nothing behind and predicts the load', async () => {
		await loadText(pool, csvOf([deal({}), deal({ Id: '2', Lead: 'B', Email: 'b@x.com' })]), {
			mapping: deals
		});
		const file = csvOf([
			deal({ Owner: 'Other' }),
			deal({ Id: '2', Lead: 'B', Email: 'b@x.com' }),
			deal({ Id: '3', Lead: 'C', Email: 'b@x.com' }),
			deal({ Id: '4', Created: 'never' })
		]);
		const [log, before] = [await logOf(pool), await sizes(pool)];
		const trial = await loadText(pool, file, { mapping: deals, dryRun: true });
		expect([await logOf(pool), await sizes(pool)]).toEqual([log, before]);
		const real = await loadText(pool, file, { mapping: deals });
		expect({ ...trial, load: real.load }).toEqual(real);
		expect(trial.rows).toEqual(counts({ read: 4, accepted: 1, corrected: 1, known: 1, quarantined: 1 }));
		expect(trial.leads).toEqual({ new: 0, joined: 1 });
	});
});

/** Text that no compression makes short. */
const noise = (length: number) =>
	Array.from({ length: length / 40 }, (_, i) => createHash('sha1').update(String(i)).digest('hex')).join('');

describe('rows that no index or number could hold', () => {
	const good = { type: 'created', at: '2026-01-01', lead: 'A' };

	test.each(['lead', 'email', 'phone', 'id', 'row'])(
		'a %s of 100,000 characters keeps nothing else out',
		async (field) => {
			const long = `${noise(100_000)}${field === 'email' ? '@x.com' : ''}`;
			const result = await loadEvents(pool, [
				good,
				{ ...good, lead: 'B', [field]: long },
				{ ...good, lead: 'C' }
			]);
			expect(result.problem).toBeNull();
			expect(result.rows.read).toBe(3);
			expect(result.rows.accepted + result.rows.quarantined).toBe(3);
			expect(result.rows.accepted).toBeGreaterThanOrEqual(2);
		}
	);

	test('texts of 100,000 characters are kept whole', async () => {
		const long = 'x'.repeat(100_000);
		await loadEvents(pool, [{ ...good, name: long, channel: long, reason: long, manager: long, City: long }]);
		expect(await leadsOf(pool)).toMatchObject([
			{ name: long, channel: long, manager: long, attributes: { City: long } }
		]);
	});

	test('an absurd amount stops neither replay nor reports', async () => {
		const sale = { type: 'client', at: '2026-01-01', amount: '999999999999999.99' };
		const result = await loadEvents(
			pool,
			Array.from({ length: 2000 }, (_, i) => ({ ...sale, lead: String(i % 1200), id: String(i) }))
		);
		expect(result.rows.read).toBe(2000);
		await leadsOf(pool);
		const { rows } = await pool.query('SELECT count(*)::int AS n FROM touched_leads');
		expect(rows).toEqual([{ n: 0 }]);
	});

	test('thousands of events of one lead are replayed', async () => {
		const events = Array.from({ length: 10_000 }, (_, i) => ({
			type: i % 3 ? 'refused' : 'activity',
			at: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
			approximate: i % 2 === 0,
			lead: 'A',
			row: 'r'
		}));
		expect((await loadEvents(pool, events)).rows.accepted).toBe(10_000);
		expect(await leadsOf(pool)).toHaveLength(1);
	});
});

describe('a shared key', () => {
	const carriers = (n: number, email = 'info@x.com') =>
		Array.from({ length: n }, (_, i) => ({ type: 'created', at: '2026-01-01', lead: `L${i}`, email }));

	test('joins up to five records of different ids, and none from six on', async () => {
		await loadEvents(pool, carriers(5));
		expect(await leadsOf(pool)).toHaveLength(1);
		const sixth = await loadEvents(pool, carriers(6).slice(5));
		expect(sixth.rows).toEqual(counts({ read: 1, accepted: 1 }));
		expect(await leadsOf(pool)).toHaveLength(6);
		const { rows } = await pool.query('SELECT key FROM shared_keys');
		expect(rows).toEqual([{ key: 'info@x.com' }]);
	});

	test('makes no lead an IQL, from the moment it is shared', async () => {
		await loadEvents(pool, carriers(5, 'anna@x.com'));
		expect(await leadsOf(pool)).toMatchObject([{ deepest: 1 }]);
		await loadEvents(pool, carriers(6, 'anna@x.com').slice(5));
		expect(await leadsOf(pool)).toEqual(
			Array.from({ length: 6 }, () => expect.objectContaining({ deepest: 0 }))
		);
	});

	test('joins again when a carrier loses it', async () => {
		const rows = Array.from({ length: 6 }, (_, i) =>
			deal({ Id: String(i), Lead: `L${i}`, Email: 'anna@x.com' })
		);
		await loadText(pool, csvOf(rows), { mapping: deals });
		expect(await leadsOf(pool)).toHaveLength(6);
		await loadText(pool, csvOf([{ ...rows[2]!, Email: '' }]), { mapping: deals });
		expect(await leadsOf(pool)).toHaveLength(2);
	});
});

describe('an undone join', () => {
	const a = [
		{ type: 'created', at: '2026-01-01', lead: 'A', email: 'a@x.com' },
		{ type: 'sal', at: '2026-01-05', lead: 'A' }
	];
	const b = [{ type: 'created', at: '2026-01-03', lead: 'B', email: 'a@x.com', channel: 'SMM' }];

	test('leaves each record as if it had come alone, and can be taken back', async () => {
		await loadEvents(pool, a);
		const aloneA = await leadsOf(pool);
		await forgetAll(pool);
		await loadEvents(pool, b);
		const aloneB = await leadsOf(pool);
		await loadEvents(pool, a);
		const joined = await leadsOf(pool);
		expect(joined).toHaveLength(1);
		expect(await leadOf('A')).toBe(await leadOf('B'));

		await undoJoin(pool, record('B'), 'a@x.com');
		const byText = (x: unknown, y: unknown) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1);
		expect((await leadsOf(pool)).toSorted(byText)).toEqual([...aloneA, ...aloneB].toSorted(byText));
		await loadEvents(pool, [
			{ ...b[0]!, at: '2026-02-01' },
			{ ...a[0]!, at: '2026-02-01' }
		]);
		expect(await leadOf('A')).not.toBe(await leadOf('B'));

		await redoJoin(pool, record('B'), 'a@x.com');
		expect(await leadOf('A')).toBe(await leadOf('B'));
	});
});
