import { endOrphans } from '../ingest/load-state.ts';
import type { Workplace } from './workplace.ts';

/** Forgets, once a day, what nobody asks for any more. */
export async function housekeeping({ pool }: Workplace): Promise<void> {
	await endOrphans(pool);
	await pool.query(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '7 days'`);
}
