/** Which score model a report or a page is about. */
import { sql, type Kysely } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { WrongFilter } from '#lib/filters/wrong-filter.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { readModelName } from '#lib/scoring/model-name.ts';
import type { Schema } from '../db/schema.ts';
import { readRow, type ModelRow } from './models.ts';

/** Names that an error lists. */
const mostNamed = 20;

/**
 * The model that the filter `model` names (without a version: the newest), else the live one, else the draft that was
 * changed last; null if there is neither. `db`: also a report's transaction. Throws {@link WrongFilter} for a name or
 * version that does not exist.
 */
export async function chosenModel(
	db: Kysely<Schema>,
	{ model: written }: Pick<Filters, 'model'>
): Promise<ScoreModel | null> {
	if (written === undefined) {
		const { rows } = await sql<ModelRow>`SELECT name, version, status, model FROM score_models
			WHERE status <> 'retired'
			ORDER BY status = 'live' DESC, changed_at DESC, name, version DESC LIMIT 1`.execute(db);
		return rows[0] ? readRow(rows[0]) : null;
	}
	const { name, version } = readModelName(written);
	const { rows } = await sql<ModelRow>`SELECT name, version, status, model FROM score_models
		WHERE name = ${name} AND (${version}::int IS NULL OR version = ${version}::int)
		ORDER BY version DESC LIMIT 1`.execute(db);
	if (rows[0]) return readRow(rows[0]);
	throw new WrongFilter('model', written, await whatThereIs(db, name));
}

/** The live model; null while none is published. */
export async function liveModelOf(db: Kysely<Schema>): Promise<ScoreModel | null> {
	const { rows } = await sql<ModelRow>`SELECT name, version, status, model FROM score_models
		WHERE status = 'live'`.execute(db);
	return rows[0] ? readRow(rows[0]) : null;
}

async function whatThereIs(db: Kysely<Schema>, name: string): Promise<string> {
	const { rows } = await sql<{ name: string; versions: number[] }>`
		SELECT name, array_agg(version ORDER BY version DESC) AS versions
		FROM score_models GROUP BY name ORDER BY name`.execute(db);
	if (rows.length === 0) return 'there is no score model yet';
	const known = rows.find((row) => row.name === name);
	if (known) return `of ${name} there are the versions ${listed(known.versions)}`;
	return `there is no such score model, only ${listed(rows.map((row) => row.name))}`;
}

const listed = (names: readonly (string | number)[]) =>
	[...names.slice(0, mostNamed), ...(names.length > mostNamed ? ['…'] : [])].join(', ');
