/** Reading of the event log in portions: where it has no pages of its own, and when its reader stops early. */
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { structureOf } from '#lib/scoring/structure.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { eventPortions } from '#lib/server/scoring/event-portions.ts';
import { readFacts } from '#lib/server/scoring/read-facts.ts';
import { readStructure } from '#lib/server/scoring/read-hits.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
afterEach(() => forgetAll(db.pool));

const filters = filtersSchema.parse({});
const structure = structureOf(smallModel());

const loadSome = async () => {
	await loadEvents(
		db.pool,
		['a', 'b', 'c'].flatMap((lead, i) => [
			{ type: 'created', at: `2026-03-0${i + 1}T10:00:00Z`, lead },
			{ type: 'activity', at: '2026-03-05T10:00:00Z', lead, activity: 'demo_request' },
			{ type: 'contacted', at: '2026-03-06', lead }
		])
	);
	await replayAll(db.pool);
};

/** In a transaction that may write, and takes it back. */
const withTables = async <T>(read: (context: ReportContext) => Promise<T>): Promise<T> => {
	const context = await withReport(db, utcConfig, async (context) => context);
	const trx = await db.kysely.startTransaction().execute();
	try {
		return await read({ ...context, trx });
	} finally {
		await trx.rollback().execute();
	}
};

it('finds the hits of a log that is kept elsewhere', async () => {
	await loadSome();
	const [own, elsewhere] = await withTables(async (context) => {
		const own = await readStructure(context, filters, structure);
		// Partitions keep the rows.
		await sql`CREATE TEMP TABLE events (LIKE public.events) PARTITION BY LIST (type)`.execute(context.trx);
		await sql`CREATE TEMP TABLE every_type PARTITION OF events DEFAULT`.execute(context.trx);
		await sql`INSERT INTO every_type SELECT * FROM public.events`.execute(context.trx);
		return [own, await readStructure(context, filters, structure)];
	});
	expect(own.hits.what).toHaveLength(3);
	expect(elsewhere).toEqual(own);
});

it('leaves the transaction as it was, also when its reader stops early', async () => {
	await loadSome();
	const wanted = { where: sql<boolean>`true`, told: sql`e.attributes` };
	const settings = await withTables(async (context) => {
		const setting = async () => {
			const { rows } = await sql<{ enable_sort: string }>`SHOW enable_sort`.execute(context.trx);
			return rows[0]!.enable_sort;
		};
		const { ids } = await readFacts(context, filters);
		const seen: string[] = [];
		for await (const portion of eventPortions(context, ids, wanted)) {
			seen.push(await setting(), String(portion.reduce((sum, { places }) => sum + places.length, 0)));
			break;
		}
		return [...seen, await setting()];
	});
	expect(settings).toEqual(['off', '9', 'on']);
});

it('says what the server says of what is wanted', async () => {
	await loadSome();
	const wanted = { where: sql<boolean>`1 / (length(e.type) - 9) > 0`, told: sql`NULL::jsonb` };
	const read = withTables(async (context) => {
		const { ids } = await readFacts(context, filters);
		for await (const portion of eventPortions(context, ids, wanted)) expect(portion).toBeDefined();
	});
	await expect(read).rejects.toThrow('division by zero');
});
