/**
 * Which records are one lead: connected components over shared e-mails and phones. A key that more than
 * `sharedAbove` records with an external id carry joins nothing; a join that a person undid stays undone.
 *
 * A merge is small beside a log. OFFSET 0, LATERAL and ARRAY keep the planner to looking its keys and records up: it
 * would join them with all others, as long as these are in memory, again for every chunk.
 */
import type pg from 'pg';

/** More carriers than this make a key a shared one (info@…, a switchboard). */
export const sharedAbove = 5;

interface KeyState {
	key: string;
	carriers: number;
	external: number;
	was_shared: boolean;
}

/**
 * Brings keys, joins and the list of touched leads up to date after a merge that left its changes in
 * `changed_records`. Runs inside the merge's transaction. Returns how many leads fewer there are than records and
 * leads before: the joins.
 */
export async function joinRecords(
	client: pg.PoolClient,
	hasKeys: boolean,
	hasEnded: boolean,
	manyRounds: boolean
): Promise<number> {
	const changedKeys = new Set<string>();
	const seeds = new Set<string>();
	if (hasEnded) {
		// A key that no other record carries joined nothing.
		const lost = await client.query<{ key: string; record_id: string }>(
			`WITH lost AS (
				DELETE FROM record_keys k
				WHERE k.record_id = ANY (ARRAY(SELECT DISTINCT record_id FROM changed_records WHERE ended))
					AND k.key <> ALL (ARRAY(SELECT unnest(e.contacts) FROM events e WHERE e.record_id = k.record_id))
				RETURNING k.key, k.record_id
			)
			SELECT l.key, l.record_id FROM lost l
			WHERE EXISTS (SELECT FROM record_keys o WHERE o.key = l.key AND o.record_id <> l.record_id OFFSET 0)`
		);
		for (const row of lost.rows) {
			changedKeys.add(row.key);
			seeds.add(row.record_id);
		}
	}
	if (hasKeys) {
		// Keys that only one record carries join nothing. With several rounds a staged key may already be outdated.
		const found = await client.query<{ key: string }>(
			`WITH added AS (
				INSERT INTO record_keys SELECT s.key, s.record_id FROM stage_keys s
				WHERE NOT EXISTS (SELECT FROM record_keys k WHERE k.key = s.key AND k.record_id = s.record_id OFFSET 0)
				${manyRounds ? 'AND EXISTS (SELECT FROM events e WHERE e.record_id = s.record_id AND s.key = ANY (e.contacts) OFFSET 0)' : ''}
				RETURNING key
			)
			SELECT key FROM added a GROUP BY key
			HAVING count(*) > 1 OR EXISTS (SELECT FROM record_keys k WHERE k.key = a.key OFFSET 0)`
		);
		for (const row of found.rows) changedKeys.add(row.key);
	}
	await touch(
		client,
		'SELECT DISTINCT r.lead_id FROM (SELECT DISTINCT record_id FROM changed_records) c JOIN records r USING (record_id)'
	);
	if (changedKeys.size === 0) return 0;
	await seedsOfKeys(client, [...changedKeys], seeds);
	return seeds.size === 0 ? 0 : regroup(client, [...seeds]);
}

/**
 * Marks the leads that a query selects for replay, in every generation of lead rows that is live or being built, and
 * wakes who replays them when the transaction commits.
 */
export async function touch(client: pg.PoolClient, leads: string, values: unknown[] = []): Promise<void> {
	await client.query(
		`INSERT INTO touched_leads (generation, lead_id) SELECT g.id, l.lead_id FROM generations g, (${leads}) l
		ON CONFLICT DO NOTHING`,
		values
	);
	await client.query('NOTIFY sluice_touched');
}

/** Marks keys as shared or not, and adds the records whose joins may change to `seeds`. */
async function seedsOfKeys(client: pg.PoolClient, keys: string[], seeds: Set<string>): Promise<void> {
	const { rows } = await client.query<KeyState>(
		`SELECT c.key, n.carriers, n.external,
			EXISTS (SELECT FROM shared_keys s WHERE s.key = c.key OFFSET 0) AS was_shared
		FROM unnest($1::text[]) AS c (key) CROSS JOIN LATERAL (
			SELECT count(*)::int AS carriers, count(r.external_id)::int AS external
			FROM record_keys k JOIN records r USING (record_id) WHERE k.key = c.key
		) n`,
		[keys]
	);
	const shared = rows.filter((row) => row.external > sharedAbove && !row.was_shared).map((row) => row.key);
	const unshared = rows.filter((row) => row.external <= sharedAbove && row.was_shared).map((row) => row.key);
	if (shared.length)
		await client.query('INSERT INTO shared_keys SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [shared]);
	if (unshared.length) await client.query('DELETE FROM shared_keys WHERE key = ANY ($1)', [unshared]);
	const turned = [...shared, ...unshared];
	const joining = rows.filter((row) => row.external <= sharedAbove && row.carriers > 1).map((row) => row.key);
	const carriers = await client.query<{ record_id: string }>(
		'SELECT DISTINCT record_id FROM record_keys WHERE key = ANY ($1)',
		[[...turned, ...joining]]
	);
	for (const row of carriers.rows) seeds.add(row.record_id);
	// Whether a key is shared also decides whether it makes an IQL.
	if (turned.length)
		await touch(
			client,
			`SELECT DISTINCT r.lead_id FROM record_keys k JOIN records r USING (record_id) WHERE k.key = ANY ($1)`,
			[turned]
		);
}

/** Recomputes the components of all leads that the seeds belong to. Returns by how many the leads became fewer. */
export async function regroup(client: pg.PoolClient, seeds: string[]): Promise<number> {
	const { rows } = await client.query<{ record_id: string; lead_id: string; key: string | null }>(
		`SELECT r.record_id, r.lead_id, k.key FROM records r
			LEFT JOIN LATERAL (
				SELECT k.key FROM record_keys k WHERE k.record_id = r.record_id
					AND NOT EXISTS (SELECT FROM shared_keys s WHERE s.key = k.key)
					AND NOT EXISTS (SELECT FROM undone_joins u WHERE u.record_id = k.record_id AND u.key = k.key)
				OFFSET 0
			) k ON true
		WHERE r.lead_id = ANY (ARRAY(SELECT lead_id FROM records WHERE record_id = ANY ($1::uuid[])))`,
		[seeds]
	);
	const before = new Map(rows.map((row) => [row.record_id, row.lead_id]));
	const after = components(rows);
	const moved = [...before].filter(([record, lead]) => after.get(record) !== lead);
	if (moved.length) {
		await client.query('SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off');
		await client.query(
			`UPDATE records r SET lead_id = m.lead_id
			FROM unnest($1::uuid[], $2::uuid[]) AS m (record_id, lead_id) WHERE r.record_id = m.record_id`,
			[moved.map(([record]) => record), moved.map(([record]) => after.get(record))]
		);
		const touched = new Set(moved.flatMap(([record, lead]) => [lead, after.get(record)!]));
		await touch(client, 'SELECT unnest($1::uuid[]) AS lead_id', [[...touched]]);
	}
	return new Set(before.values()).size - new Set(after.values()).size;
}

/** Connected components of records over their keys; each is named after its smallest record id. */
export function components(links: { record_id: string; key: string | null }[]): Map<string, string> {
	const parent = new Map<string, string>();
	const find = (node: string): string => {
		let root = node;
		while (parent.get(root) !== root) root = parent.get(root)!;
		while (parent.get(node) !== root) {
			const next = parent.get(node)!;
			parent.set(node, root);
			node = next;
		}
		return root;
	};
	const carrier = new Map<string, string>();
	for (const { record_id, key } of links) {
		if (!parent.has(record_id)) parent.set(record_id, record_id);
		if (key === null) continue;
		const other = carrier.get(key);
		if (other === undefined) carrier.set(key, record_id);
		else {
			const [a, b] = [find(record_id), find(other)];
			if (a < b) parent.set(b, a);
			else if (b < a) parent.set(a, b);
		}
	}
	return new Map([...parent.keys()].map((record) => [record, find(record)]));
}
