import { sql } from 'kysely';
import type { ReportContext } from './context.ts';

/** The local day on which the first lead of all arrived; null without leads. */
export async function firstLeadDay({ trx, generation }: ReportContext): Promise<string | null> {
	const found = await sql<{ day: string }>`
		SELECT arrived::text AS day FROM lead_rows WHERE generation = ${generation}
		ORDER BY created_at LIMIT 1`.execute(trx);
	return found.rows[0]?.day ?? null;
}
