/** What was live from when to when. */
import type pg from 'pg';

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

/** In order of time. */
export async function readPublications(db: pg.Pool | pg.PoolClient): Promise<Publication[]> {
	const { rows } = await (db as pg.ClientBase).query<{
		id: number;
		kind: 'publish' | 'rollback';
		name: string | null;
		version: number | null;
		reason: string;
		from: number;
		until: number | null;
	}>(
		`SELECT id, kind, name, version, reason, date_part('epoch', published_at) * 1000 AS "from",
			date_part('epoch', lead(published_at) OVER (ORDER BY published_at, id)) * 1000 AS until
		FROM publications ORDER BY published_at, id`
	);
	return rows.map(({ name, version, from, until, ...row }) => ({
		...row,
		model: name === null ? null : { name, version: version! },
		from: Math.round(from),
		until: until === null ? null : Math.round(until)
	}));
}
