import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);

	// null: the reporting currency. A key may cost money in several; reports convert by the rate of the day.
	await run('ALTER TABLE costs ADD currency text');
	await run('CREATE INDEX costs_currency ON costs (currency, day) WHERE currency IS NOT NULL');
	await run('DROP VIEW current_costs');
	await run(`CREATE VIEW current_costs AS
		SELECT source, day, channel, campaign, currency, version,
			sum(amount) AS amount, coalesce(sum(amount) FILTER (WHERE amount < 0), 0) AS refunds,
			sum(clicks)::bigint AS clicks, sum(impressions)::bigint AS impressions
		FROM (
			SELECT *, rank() OVER (PARTITION BY source, day, channel, campaign ORDER BY version DESC) AS age FROM costs
		) c WHERE age = 1
		GROUP BY source, day, channel, campaign, currency, version`);

	// Marketing touches and requests of each lead, in order.
	await run(`CREATE TABLE touches (
		generation integer NOT NULL,
		lead_id uuid NOT NULL,
		place integer NOT NULL,
		request smallint,
		is_touch boolean NOT NULL,
		day date NOT NULL,
		at timestamptz NOT NULL,
		channel text,
		campaign text,
		content text,
		term text,
		page text,
		PRIMARY KEY (generation, lead_id, place)
	) PARTITION BY LIST (generation)`);
	await run('ALTER TABLE lead_rows ADD return_reason text');

	// The lead rows that are there have no touches: they are replayed into a new generation.
	await run('UPDATE state SET generation = NULL');
	await run('DELETE FROM generations');
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await run('ALTER TABLE lead_rows DROP return_reason');
	await run('DROP TABLE touches');
	await run('DROP VIEW current_costs');
	// They would count as amounts of the reporting currency.
	await run('DELETE FROM costs WHERE currency IS NOT NULL');
	await run('ALTER TABLE costs DROP currency');
	await run(`CREATE VIEW current_costs AS
		SELECT source, day, channel, campaign, version,
			sum(amount) AS amount, sum(clicks)::bigint AS clicks, sum(impressions)::bigint AS impressions
		FROM (
			SELECT *, rank() OVER (PARTITION BY source, day, channel, campaign ORDER BY version DESC) AS age FROM costs
		) c WHERE age = 1
		GROUP BY source, day, channel, campaign, version`);
}
