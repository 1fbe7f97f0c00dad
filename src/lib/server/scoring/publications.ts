/** What was live from when to when. */
import { CompiledQuery, type Transaction } from 'kysely';
import type pg from 'pg';
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { Schema } from '../db/schema.ts';

export interface Publication {
	id: number;
	kind: 'publish' | 'rollback';
	/** null: no model from then on. */
	model: { name: string; version: number } | null;
	reason: string;
	/** ms */
	from: number;
	/** ms; null: it is still so. */
	until: number | null;
}

interface Row {
	id: number;
	kind: 'publish' | 'rollback';
	name: string | null;
	version: number | null;
	reason: string;
	from: number;
	until: number | null;
}

const statement = `SELECT id, kind, name, version, reason, date_part('epoch', published_at) * 1000 AS "from",
		date_part('epoch', lead(published_at) OVER (ORDER BY published_at, id)) * 1000 AS until
	FROM publications ORDER BY published_at, id`;

const readRow = ({ name, version, from, until, ...row }: Row): Publication => ({
	...row,
	model: name === null ? null : { name, version: version! },
	from: Math.round(from),
	until: until === null ? null : Math.round(until)
});

/** In order of time. */
export async function readPublications(db: pg.Pool | pg.PoolClient): Promise<Publication[]> {
	const { rows } = await (db as pg.ClientBase).query<Row>(statement);
	return rows.map(readRow);
}

/** The same as a report sees them. */
export async function publicationsOf(trx: Transaction<Schema>): Promise<Publication[]> {
	const { rows } = await trx.executeQuery<Row>(CompiledQuery.raw(statement));
	return rows.map(readRow);
}

/** The last time that a version went live; undefined if it never did. */
export const lastLive = (
	publications: readonly Publication[],
	{ name, version }: Pick<ScoreModel, 'name' | 'version'>
): Publication | undefined =>
	publications.findLast(({ model }) => model?.name === name && model.version === version);
