/** How leads are reached: the phones and e-mails of their records. */
import { sql } from 'kysely';
import type { LeadContacts } from '#lib/managers/todo-table.ts';
import type { ReportContext } from '../reports/context.ts';

/** By lead, in order of the alphabet; contacts that many records carry are nobody's and left out. */
export async function contactsOf(
	{ trx }: ReportContext,
	leads: readonly string[]
): Promise<Map<string, LeadContacts>> {
	const { rows } = await sql<{ lead_id: string; keys: string[] }>`
		SELECT r.lead_id, array_agg(DISTINCT k.key ORDER BY k.key) AS keys
		FROM records r JOIN record_keys k USING (record_id)
		WHERE r.lead_id = ANY (${leads}::uuid[]) AND NOT EXISTS (SELECT FROM shared_keys s WHERE s.key = k.key)
		GROUP BY r.lead_id`.execute(trx);
	return new Map(
		rows.map(({ lead_id, keys }) => [
			lead_id,
			{
				phones: keys.filter((key) => key.startsWith('+')),
				emails: keys.filter((key) => key.includes('@'))
			}
		])
	);
}
