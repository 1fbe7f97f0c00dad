/** Leads with the hits of the models in question, read once for all sections that judge them. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { knownModel } from '#lib/scoring/count-evidence.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { coversStructure, structureOf, type Structure } from '#lib/scoring/structure.ts';
import type { ReportContext } from '../reports/context.ts';
import { arrivalScope } from '../reports/lead-filter.ts';
import { liveModelOf } from './chosen-model.ts';
import { readStructure, type StructureLeads } from './read-hits.ts';

/** Tables stay until all together take more; one that takes more alone is not kept. */
const MOST_BYTES = 192 << 20;

interface KeptTable {
	/** Of zone, filters and settings. */
	scope: string;
	structure: Structure;
	leads: Promise<StructureLeads>;
	/** 0 while it is read. */
	bytes: number;
}

/** The leads of `filters` with the hits of `model` and of the live one; see {@link keptLeads}. */
export const judgedLeads = async (
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<StructureLeads> => keptLeads(context, filters, structureOf(model, await liveModelOf(context.trx)));

/** The same, and with those that tell whether the answers that rules ask for are known: of the same leads. */
export async function auditedLeads(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<{ judged: StructureLeads; known: StructureLeads }> {
	const known = knownModel(model);
	const live = await liveModelOf(context.trx);
	// Two readings cost more than one, but far less than a second one of everything.
	if (findTable(context, filters, structureOf(model)))
		return {
			judged: await keptLeads(context, filters, structureOf(model)),
			known: await keptLeads(context, filters, structureOf(known))
		};
	const both = await keptLeads(context, filters, structureOf(model, live, known));
	return { judged: both, known: both };
}

/**
 * The leads of `filters` with the hits of `structure`, which may be among those of more conditions. Kept for the data
 * version, while there is room: to be read only.
 */
export async function keptLeads(
	context: ReportContext,
	filters: Filters,
	structure: Structure
): Promise<StructureLeads> {
	const tables = tablesOf(context);
	const found = findTable(context, filters, structure);
	if (found) {
		// The one asked for last stands last.
		tables.push(...tables.splice(tables.indexOf(found), 1));
		return found.leads;
	}
	const leads = readStructure(context, filters, structure);
	const table: KeptTable = { scope: scopeOf(context, filters), structure, leads, bytes: 0 };
	tables.push(table);
	try {
		table.bytes = bytesOf(await leads);
		makeRoom(tables);
	} catch (error) {
		// What failed is tried again.
		tables.splice(tables.indexOf(table), 1);
		throw error;
	}
	return leads;
}

function findTable(context: ReportContext, filters: Filters, structure: Structure): KeptTable | undefined {
	const scope = scopeOf(context, filters);
	return tablesOf(context).find(
		(table) => table.scope === scope && coversStructure(table.structure, structure)
	);
}

function tablesOf({ kept }: ReportContext): KeptTable[] {
	let tables = kept.get('leads with hits') as KeptTable[] | undefined;
	if (!tables) kept.set('leads with hits', (tables = []));
	return tables;
}

/** The condition as it goes to the database holds everything of filters and settings that the leads depend on. */
function scopeOf(context: ReportContext, filters: Filters): string {
	const where = sql`${arrivalScope(context, filters).where}`.compile(context.trx);
	return JSON.stringify([where.sql, where.parameters]);
}

/** About: a lead's id and facts take a hundred bytes. */
const bytesOf = ({ facts, hits, knockOuts }: StructureLeads): number =>
	facts.createdAt.length * 104 + (hits.what.length + knockOuts.what.length) * 10;

function makeRoom(tables: KeptTable[]): void {
	let all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
	while (all > MOST_BYTES) {
		const oldest = tables.findIndex(({ bytes }) => bytes > 0);
		all -= tables.splice(oldest, 1)[0]!.bytes;
	}
}
