/** The touches of leads as they are stored: after a rebuild, and after the replay of one lead. */
import { beforeAll, expect, test } from 'vitest';
import { rebuild } from '#lib/server/leads/rebuild.ts';
import { testDatabase } from '../support/database.ts';
import { leadsOf, loadEvents, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();

const many = Array.from({ length: 500 }, (_, i) => ({
	type: 'activity',
	at: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
	lead: 'many',
	channel: `c${i % 7}`
}));

beforeAll(() =>
	loadEvents(pool, [
		{ type: 'created', at: '2026-01-01T10:00', lead: 'ann', channel: 'SMM', campaign: 'Spring' },
		{ type: 'returned', at: '2026-01-03', lead: 'ann', reason: 'Budget' },
		...many
	])
);

const stored = async () =>
	(
		await pool.query<{ lead: string; touches: string[]; reason: string | null }>(`
		SELECT r.external_id AS lead, l.return_reason AS reason, ARRAY(
			SELECT concat_ws(' ', t.place, t.request, t.is_touch, t.day::text, to_char(t.at, 'HH24:MI'), t.channel, t.campaign)
			FROM touches t WHERE t.generation = l.generation AND t.lead_id = l.lead_id ORDER BY place) AS touches
		FROM lead_rows l JOIN records r USING (lead_id)
		WHERE l.generation = (SELECT generation FROM state) ORDER BY 1`)
	).rows;

test('touches and the reason of a return are stored', async () => {
	await rebuild(pool, utcConfig);
	const [ann, manyTouches] = await stored();
	expect(ann).toEqual({ lead: 'ann', reason: 'Budget', touches: ['0 0 t 2026-01-01 10:00 SMM Spring'] });
	expect(manyTouches!.touches).toHaveLength(500);
	expect(manyTouches!.touches[499]).toBe('499 t 2026-01-21 19:00 c2');
});

test('a lead that is replayed alone has the touches that a rebuild gives it', async () => {
	await loadEvents(pool, [{ type: 'created', at: '2026-02-01T10:00', lead: 'ann', channel: 'Google' }]);
	const alone = await leadsOf(pool);
	const [ann] = await stored();
	expect(ann!.touches).toEqual(['0 0 t 2026-01-01 10:00 SMM Spring', '1 1 t 2026-02-01 10:00 Google']);
	await rebuild(pool, utcConfig);
	expect(await leadsOf(pool)).toEqual(alone);
});

test('the tables of earlier generations are dropped', async () => {
	await rebuild(pool, utcConfig);
	const { rows } = await pool.query<{ tables: number }>(
		`SELECT count(*)::int AS tables FROM pg_class WHERE relkind = 'r' AND relname ~ '^touches_g'`
	);
	expect(rows[0]!.tables).toBe(1);
});
