/** Rows that could not be read: they wait until they are read again with another text or another mapping. */
import type pg from 'pg';

/** What is longer is cut. In characters. */
export const keptCharacters = 2000;

/** A quarantined row that is read again. */
export interface Retried {
	id: number;
	/** Its changed text; null if it is as it was. */
	text: string | null;
	/** It was not read, so that its reason stays. */
	unread?: true;
}

export interface BadRow {
	line: number;
	reason: string;
	detail: string;
	text: string;
	retried?: Retried;
}

/** Keeps rows with their reasons; of rows that were quarantined before only the reason is new. */
export async function keepBad(client: pg.PoolClient, loadId: number, bad: BadRow[]): Promise<void> {
	const fresh = bad.filter(({ retried }) => !retried);
	const again = bad.filter(({ retried }) => retried && !retried.unread);
	if (fresh.length)
		await client.query(
			`INSERT INTO quarantine (load_id, line, reason, detail, text)
			SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[])`,
			[loadId, ...(['line', 'reason', 'detail', 'text'] as const).map((key) => fresh.map((row) => row[key]))]
		);
	if (again.length)
		await client.query(
			`UPDATE quarantine q SET reason = n.reason, detail = n.detail
			FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, reason, detail)
			WHERE q.id = n.id AND q.mended_at IS NULL`,
			[
				again.map(({ retried }) => retried!.id),
				again.map(({ reason }) => reason),
				again.map(({ detail }) => detail)
			]
		);
}

/** Marks quarantined rows that went in with this load. */
export async function markMended(client: pg.PoolClient, loadId: number, mended: Retried[]): Promise<void> {
	if (mended.length === 0) return;
	await client.query(
		`UPDATE quarantine q SET mended_text = n.text, mended_load = $1, mended_at = now()
		FROM unnest($2::bigint[], $3::text[]) AS n (id, text) WHERE q.id = n.id AND q.mended_at IS NULL`,
		[loadId, mended.map(({ id }) => id), mended.map(({ text }) => text)]
	);
}
