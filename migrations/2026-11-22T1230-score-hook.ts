import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// One row: who is told of changed temperatures, and how that goes.
	await sql
		.raw(
			`CREATE TABLE score_hook (
				only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
				address text NOT NULL,
				began_at timestamptz NOT NULL DEFAULT now(),
				began_leads integer NOT NULL,
				looked_version bigint,
				told bigint NOT NULL DEFAULT 0,
				succeeded_at timestamptz,
				error text,
				failing_since timestamptz,
				failures integer NOT NULL DEFAULT 0,
				next_at timestamptz NOT NULL DEFAULT now()
			)`
		)
		.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql.raw('DROP TABLE score_hook').execute(db);
}
