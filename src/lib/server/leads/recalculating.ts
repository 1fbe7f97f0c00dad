/** Whether all leads are being recalculated, and how far that is, whichever process does it. */
import type pg from 'pg';
import type { Config } from '../config.ts';
import { howFarBehind } from './generation.ts';
import { countLeads } from './rebuild.ts';

export interface Recalculating {
	/** Of the leads, 0 to .99: what is written is not live yet. Null: it has not begun, or cannot be told. */
	share: number | null;
}

/** Null: reports show all leads as the settings and the live model have them. */
export async function recalculating(pool: pg.Pool, config: Config): Promise<Recalculating | null> {
	const { rebuild } = await howFarBehind(pool, config);
	return rebuild ? { share: await shareDone(pool) } : null;
}

/** The server itself counts the rows of a COPY, also before they are committed. */
async function shareDone(pool: pg.Pool): Promise<number | null> {
	const { rows } = await pool.query<{ generation: number; written: number | null; isWhole: boolean }>(
		`SELECT g.id AS generation, p.tuples_processed::float8 AS written,
			to_regclass('lead_rows_g' || g.id) IS NOT NULL AS "isWhole"
		FROM state s JOIN generations g ON g.id > s.generation
			LEFT JOIN pg_stat_activity a ON a.datname = current_database()
				AND starts_with(a.query, 'COPY lead_rows_g' || g.id || ' ')
			LEFT JOIN pg_stat_progress_copy p ON p.pid = a.pid
		ORDER BY written DESC NULLS LAST LIMIT 1`
	);
	const [building] = rows;
	if (building?.isWhole) return mostShare;
	if (!building || building.written === null) return null;
	const of = await leadsOf(pool, building.generation);
	return of === 0 ? mostShare : Math.min(mostShare, building.written / of);
}

const mostShare = 0.99;

let counted = { generation: 0, leads: 0 };

/** Counted once for each generation that is made. */
async function leadsOf(pool: pg.Pool, generation: number): Promise<number> {
	if (counted.generation !== generation) counted = { generation, leads: await countLeads(pool) };
	return counted.leads;
}
