/** The bytes that the workbench reads: made once for their data, models and filters, and kept while there is room. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { encodeInTurns } from '#lib/scoring/hit-codec.ts';
import { partOf, structureKey, structureOf, type Structure } from '#lib/scoring/structure.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, withReport, type ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { chosenModel, liveModelOf } from './chosen-model.ts';
import { keptLeads } from './kept-leads.ts';

export interface KeptHits {
	/** Of the data, the filters and the structure. */
	key: string;
	dataVersion: number;
	/** gzip of what `encodeInTurns` wrote. */
	bytes: Buffer;
	/** How many bytes they are unpacked. */
	size: number;
	/** Ids of the leads by place, 16 bytes each. */
	ids: Buffer;
}

/** Tables stay until all together take more; the newest stays in any case. */
const MOST_BYTES = 128 << 20;

interface Kept {
	/** By key; the one asked for last stands last. */
	tables: Map<string, Promise<KeptHits>>;
	sizes: Map<string, number>;
	/** The last that was made, done or not: one at a time takes memory. */
	queue: Promise<unknown>;
}

const byDatabase = new WeakMap<Database, Kept>();

interface Wanted {
	key: string;
	structure: Structure;
}

/** The leads of `filters` with the hits of the chosen model and the live one; null while there is no model. */
export async function keptHits(db: Database, config: Config, filters: Filters): Promise<KeptHits | null> {
	const wanted = await withReport(db, config, (context) => whatIsWanted(context, filters));
	if (!wanted) return null;
	let kept = byDatabase.get(db);
	if (!kept) byDatabase.set(db, (kept = { tables: new Map(), sizes: new Map(), queue: Promise.resolve() }));
	const { tables } = kept;
	const known = tables.get(wanted.key);
	tables.delete(wanted.key);
	const table = known ?? kept.queue.then(() => makeTable(db, config, filters));
	tables.set(wanted.key, table);
	if (!known) {
		kept.queue = table.catch(() => {});
		table.then(
			({ bytes, ids }) => makeRoom(kept, wanted.key, bytes.length + ids.length),
			// What failed is tried again.
			() => tables.get(wanted.key) === table && tables.delete(wanted.key)
		);
	}
	return table;
}

function makeRoom({ tables, sizes }: Kept, made: string, size: number): void {
	sizes.set(made, size);
	for (const key of sizes.keys()) if (!tables.has(key)) sizes.delete(key);
	let all = sizes.values().reduce((sum, one) => sum + one, 0);
	for (const key of tables.keys()) {
		if (all <= MOST_BYTES) break;
		if (key === made || !sizes.has(key)) continue;
		all -= sizes.get(key)!;
		tables.delete(key);
		sizes.delete(key);
	}
}

async function whatIsWanted(context: ReportContext, filters: Filters): Promise<Wanted | null> {
	const [model, live] = [await chosenModel(context.trx, filters), await liveModelOf(context.trx)];
	if (!model) return null;
	const structure = structureOf(model, live);
	// The condition as it goes to the database holds everything of filters and settings that it depends on.
	const where = sql`${arrivalScope(context, filters).where}`.compile(context.trx);
	const parts = [
		[context.dataVersion, context.generation, context.config.timezone, asOfMs(context, filters)],
		[where.sql, where.parameters],
		structureKey(structure)
	];
	return {
		key: createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22),
		structure
	};
}

/** What is there when its turn has come: the data may have changed meanwhile. */
const makeTable = (db: Database, config: Config, filters: Filters): Promise<KeptHits> =>
	withReport(db, config, async (context) => {
		const wanted = await whatIsWanted(context, filters);
		if (!wanted) throw new Error('The score model was removed meanwhile.');
		const { dataVersion } = context;
		const { ids, ...whole } = await keptLeads(context, filters, wanted.structure);
		const leads = await giveWay(partOf(whole, wanted.structure));
		const head = { key: wanted.key, dataVersion, asOf: asOfMs(context, filters) };
		const bytes = await giveWay(encodeInTurns(leads, head));
		return {
			key: wanted.key,
			dataVersion,
			bytes: await promisify(gzip)(bytes, { level: 1 }),
			size: bytes.length,
			ids
		};
	});
