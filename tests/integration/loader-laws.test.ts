/** What holds for every load, whatever is in it and in whatever order it comes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { rebuild } from '#lib/server/leads/rebuild.ts';
import { redoJoin, undoJoin } from '#lib/server/ingest/undo-join.ts';
import type { LoadCounts } from '#lib/server/ingest/load-rows.ts';
import { testDatabase } from '../support/database.ts';
import { anyDeal, anyDeals, anyEvent, anyEvents, distinctDeals } from '../support/any-load.ts';
import { deals, type Deal } from '../support/deals.ts';
import {
	csvOf,
	endedOf,
	forgetAll,
	identityOf,
	leadsOf,
	loadEvents,
	loadText,
	logOf,
	ndjson,
	sizes,
	utcConfig
} from '../support/load.ts';

const { pool } = await testDatabase();

const few = { numRuns: 10 };

const loadDeals = (rows: Deal[]) => loadText(pool, csvOf(rows), { mapping: deals });
const everything = async () => ({
	log: await logOf(pool),
	identity: await identityOf(pool),
	leads: await leadsOf(pool)
});

/** What a load into an empty database gives. */
async function fresh<T>(load: () => Promise<T>) {
	await forgetAll(pool);
	await load();
	return everything();
}

const check = <T>(values: fc.Arbitrary<T>, law: (value: T) => Promise<void>, options = few) =>
	fc.assert(fc.asyncProperty(values, law), options);

test('loading twice equals once', () =>
	check(fc.tuple(distinctDeals, anyEvents), async ([rows, events]) => {
		const once = await fresh(async () => {
			await loadDeals(rows);
			await loadEvents(pool, events);
		});
		for (const { rows: counts } of [await loadDeals(rows), await loadEvents(pool, events)]) {
			expect([counts.accepted, counts.corrected]).toEqual([0, 0]);
			expect(counts.known + counts.ignored + counts.quarantined).toBe(counts.read);
		}
		expect(await everything()).toEqual(once);
		expect(await endedOf(pool)).toEqual([]);
	}));

test('a file with several versions of a row ends the same when it is loaded twice', () =>
	check(anyDeals, async (rows) => {
		const once = await fresh(() => loadDeals(rows));
		await loadDeals(rows);
		expect(await everything()).toEqual(once);
	}));

/** Two exports of the same rows, of which the second can be read whole. */
const versions = fc.array(fc.tuple(anyDeal, anyDeal), { minLength: 1, maxLength: 12 }).map((pairs) => ({
	first: pairs.map(([row], i) => ({ ...row, Id: String(i) })),
	corrected: pairs.map(([, row], i) => ({
		...row,
		Id: String(i),
		Lead: row.Lead || 'Z',
		Created: row.Created || '2026-01-04',
		Closed: row.Closed.replace('never', ''),
		Amount: row.Amount.replace('-', '')
	}))
}));

test('a corrected file equals loading the corrected file alone, and keeps what it ended', () =>
	check(versions, async ({ first, corrected }) => {
		const alone = await fresh(() => loadDeals(corrected));
		await forgetAll(pool);
		await loadDeals(first);
		const before = await logOf(pool);
		await loadDeals(corrected);
		expect(await everything()).toEqual(alone);
		const kept = [...(await logOf(pool)), ...(await endedOf(pool))].map((event) => JSON.stringify(event));
		for (const event of before) expect(kept).toContain(JSON.stringify(event));
	}));

const total = (parts: LoadCounts[]) => {
	const sum = <K extends 'rows' | 'events'>(key: K) => {
		const totals: Record<string, number> = {};
		for (const part of parts)
			for (const [name, n] of Object.entries(part[key])) totals[name] = (totals[name] ?? 0) + n;
		return totals;
	};
	return { rows: sum('rows'), events: sum('events') };
};

test('splitting a file equals loading it whole', () =>
	check(fc.tuple(anyDeals, anyDeals), async ([first, second]) => {
		await forgetAll(pool);
		const whole = await loadDeals([...first, ...second]);
		const after = await everything();
		await forgetAll(pool);
		const parts = [await loadDeals(first), await loadDeals(second)];
		expect(total(parts)).toEqual(total([whole]));
		expect(await everything()).toEqual(after);
	}));

const inTwoOrders = <T>(values: fc.Arbitrary<T[]>) =>
	values.chain((list) =>
		fc.tuple(
			fc.constant(list),
			fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
			fc.nat(list.length)
		)
	);

test('the order of arrival does not matter, with shared keys and joins', () =>
	check(fc.tuple(inTwoOrders(distinctDeals), inTwoOrders(anyEvents)), async ([deals, events]) => {
		const [rows, otherRows] = deals;
		const [sent, otherSent, cut] = events;
		const one = await fresh(async () => {
			await loadDeals(rows);
			await loadEvents(pool, sent);
		});
		const other = await fresh(async () => {
			if (cut > 0) await loadEvents(pool, otherSent.slice(0, cut));
			await leadsOf(pool);
			await loadDeals(otherRows);
			if (cut < otherSent.length) await loadEvents(pool, otherSent.slice(cut));
		});
		expect(other).toEqual(one);
	}));

test('a rebuild equals replaying what was touched', () =>
	check(fc.array(fc.oneof(anyDeals, anyEvents), { minLength: 1, maxLength: 3 }), async (loads) => {
		await forgetAll(pool);
		for (const load of loads) {
			if ('Id' in load[0]!) await loadDeals(load as Deal[]);
			else await loadEvents(pool, load);
			await leadsOf(pool);
		}
		const before = await leadsOf(pool);
		await rebuild(pool, utcConfig);
		expect(await leadsOf(pool)).toEqual(before);
	}));

test('undoing joins and taking that back changes nothing', () =>
	check(anyEvents, async (events) => {
		const before = await fresh(() => loadEvents(pool, events));
		const { rows: keys } = await pool.query<{ record_id: string; key: string }>(
			'SELECT record_id, key FROM record_keys ORDER BY key, record_id'
		);
		for (const { record_id, key } of keys) await undoJoin(pool, record_id, key);
		expect(await leadsOf(pool)).toHaveLength(
			(before.identity as { lead_id?: string }[]).filter(({ lead_id }) => lead_id !== undefined).length
		);
		for (const { record_id, key } of keys.toReversed()) await redoJoin(pool, record_id, key);
		expect(await everything()).toEqual(before);
	}));

test('another reporting zone changes no key of an event', () =>
	check(fc.tuple(anyEvents, distinctDeals), async ([events, rows]) => {
		const keysIn = async (config: typeof utcConfig) => {
			await forgetAll(pool);
			await loadEvents(pool, events, { config });
			await loadText(pool, csvOf(rows), { mapping: deals, config });
			return (await pool.query('SELECT record_id, event_key FROM events ORDER BY 1, 2')).rows;
		};
		const keys = await keysIn(readConfig({ SLUICE_TIMEZONE: 'America/New_York' }));
		expect(await keysIn(utcConfig)).toEqual(keys);
	}));

test('a trial predicts the load and leaves nothing behind', () =>
	check(fc.tuple(anyDeals, anyDeals), async ([first, second]) => {
		await forgetAll(pool);
		await loadDeals(first);
		const before = await sizes(pool);
		const trial = await loadText(pool, csvOf(second), { mapping: deals, dryRun: true });
		expect(await sizes(pool)).toEqual(before);
		const { load, ...real } = await loadDeals(second);
		expect({ ...trial, load }).toEqual({ ...real, load });
	}));

/** Anything that a line of a file may be. */
const garbage = fc.oneof(
	fc.string({ maxLength: 30 }),
	fc.json({ maxDepth: 2 }),
	anyEvent.map((event) => JSON.stringify(event)),
	fc
		.tuple(
			anyEvent,
			fc.constantFrom('type', 'at', 'lead', 'email', 'source', 'amount', 'attributes', '\0'),
			fc.jsonValue()
		)
		.map(([event, field, value]) => JSON.stringify({ ...event, [field]: value }))
);

test('the five counts add up to the rows read, whatever the input', () =>
	check(
		fc.tuple(fc.array(garbage, { minLength: 1, maxLength: 25 }), anyDeals),
		async ([lines, rows]) => {
			await forgetAll(pool);
			const good = ndjson([{ type: 'created', at: '2026-01-01', lead: 'good' }]);
			const loads = [
				await loadText(pool, `${good}${lines.join('\n')}`, { file: 'rows.ndjson' }),
				await loadDeals(rows),
				await loadDeals([...rows, ...rows])
			];
			let quarantined = 0;
			for (const { rows: counts, problem, reasons } of loads) {
				expect(problem).toBeNull();
				const { read, ...kinds } = counts;
				expect(Object.values(kinds).reduce((sum, n) => sum + n, 0)).toBe(read);
				expect(Math.min(...Object.values(kinds))).toBeGreaterThanOrEqual(0);
				expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(counts.quarantined);
				quarantined += counts.quarantined;
			}
			expect(loads[0]!.rows.accepted).toBeGreaterThan(0);
			expect(await sizes(pool)).toMatchObject({ quarantine: quarantined });
			await leadsOf(pool);
		},
		{ numRuns: 20 }
	));
