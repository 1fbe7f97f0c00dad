/** Leads with the hits of the models in question, read once for all sections that judge them. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { knownModel } from '#lib/scoring/count-evidence.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { covers, structureOf } from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { liveModelOf } from './chosen-model.ts';
import { readStructure, type StructureLeads } from './read-hits.ts';

/** Tables stay until all together take more; one that takes more alone is not kept. */
const MOST_BYTES = 192 << 20;

interface KeptTable {
	/** Of zone, filters and settings. */
	scope: string;
	structure: StructureLeads['structure'];
	leads: Promise<StructureLeads>;
	/** 0 while it is read. */
	bytes: number;
}

/**
 * The leads of `filters` with the hits of `model`, of the live model and of what tells whether the answers to either are
 * known. Kept for the data version: to be read only. A table that holds more serves as well.
 */
export async function judgedLeads(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<StructureLeads> {
	const live = await liveModelOf(context.trx);
	const models = [model, live, knownModel(model), live && knownModel(live)];
	const structure = structureOf(...models);
	// The condition as it goes to the database holds everything of filters and settings that the leads depend on.
	const where = sql`${arrivalScope(context, filters).where}`.compile(context.trx);
	const scope = JSON.stringify([context.config.timezone, where.sql, where.parameters]);
	const tables = (context.kept.get('judged leads') ?? []) as KeptTable[];
	context.kept.set('judged leads', tables);
	const at = tables.findIndex((table) => table.scope === scope && coversAll(table.structure));
	if (at >= 0) {
		// The one asked for last stands last.
		const [found] = tables.splice(at, 1);
		tables.push(found!);
		return found!.leads;
	}
	const table: KeptTable = { scope, structure, leads: readStructure(context, filters, structure), bytes: 0 };
	tables.push(table);
	try {
		const leads = await table.leads;
		table.bytes = bytesOf(leads);
		makeRoom(tables);
		return leads;
	} catch (error) {
		// What failed is tried again.
		tables.splice(tables.indexOf(table), 1);
		throw error;
	}

	function coversAll(known: KeptTable['structure']): boolean {
		return models.every((one) => one === null || covers(known, one));
	}
}

/** About: a lead's id and facts take a hundred bytes. */
const bytesOf = ({ facts, hits, unfit }: StructureLeads): number =>
	facts.createdAt.length * (100 + unfit.length) + hits.what.length * 10;

function makeRoom(tables: KeptTable[]): void {
	let all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
	while (all > MOST_BYTES) {
		const oldest = tables.findIndex(({ bytes }) => bytes > 0);
		all -= tables.splice(oldest, 1)[0]!.bytes;
	}
}
