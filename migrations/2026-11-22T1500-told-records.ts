import { sql, type Kysely } from 'kysely';

// Told of each record, not of each lead: records join a lead, and leave it.
export async function up(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await run('ALTER TABLE told_scores RENAME COLUMN lead_id TO record_id');
	await run(
		`INSERT INTO told_scores (record_id, model, temperature, told_at)
		SELECT r.record_id, t.model, t.temperature, t.told_at
		FROM told_scores t JOIN records r ON r.lead_id = t.record_id
		ON CONFLICT (record_id) DO NOTHING`
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await run(
		'DELETE FROM told_scores t USING records r WHERE r.record_id = t.record_id AND r.lead_id <> r.record_id'
	);
	await run('ALTER TABLE told_scores RENAME COLUMN record_id TO lead_id');
}
