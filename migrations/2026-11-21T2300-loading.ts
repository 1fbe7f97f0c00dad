import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);

	// What was read, how, and how far a load has come.
	await run(`ALTER TABLE loads
		DROP CONSTRAINT loads_status_check,
		ADD CHECK (status IN ('waiting', 'running', 'done', 'stopped', 'failed', 'removed')),
		ADD kind text NOT NULL DEFAULT 'events' CHECK (kind IN ('events', 'costs')),
		ADD origin text NOT NULL DEFAULT 'command' CHECK (origin IN ('command', 'page', 'api', 'hook', 'feed', 'retry')),
		ADD feed_id integer,
		ADD stop_requested boolean NOT NULL DEFAULT false,
		ADD bytes bigint,
		ADD bytes_read bigint NOT NULL DEFAULT 0,
		ADD header text[],
		ADD read_as jsonb NOT NULL DEFAULT '{}'`);
	await run(`CREATE INDEX loads_open ON loads (status) WHERE status IN ('waiting', 'running')`);
	await run(`CREATE INDEX loads_feed ON loads (feed_id) WHERE feed_id IS NOT NULL`);

	// In which order loads read their lines: two at once take turns.
	await run(`CREATE TABLE load_chunks (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		load_id integer NOT NULL REFERENCES loads,
		last_line integer NOT NULL
	)`);
	await run(`CREATE INDEX load_chunks_load ON load_chunks (load_id, last_line)`);
	// No query looks an external id up: the search is for a part of it.
	await run('DROP INDEX records_external');
	// The list of joins: a record that is not named like its lead was joined to others.
	await run('CREATE INDEX records_joined ON records (lead_id) WHERE record_id <> lead_id');

	// What a row said when it was read last: read again with the same content, it is known at once.
	await run('ALTER TABLE source_rows ADD content uuid');

	// Rows that a load read again: removing the load that brought them leaves them to this one.
	await run(`CREATE TABLE load_sightings (
		load_id integer NOT NULL REFERENCES loads,
		units uuid[] NOT NULL,
		lines integer[] NOT NULL
	)`);
	await run(`CREATE INDEX load_sightings_load ON load_sightings (load_id)`);
	await run(`ALTER TABLE event_versions ADD ended_line integer`);

	await run(`ALTER TABLE quarantine
		ADD mended_text text,
		ADD mended_load integer REFERENCES loads,
		ADD mended_at timestamptz`);
	// Pages show the rows that still wait, in the order of their ids.
	await run(`DROP INDEX quarantine_load, quarantine_reason`);
	await run(`CREATE INDEX quarantine_load ON quarantine (load_id, id)`);
	await run(`CREATE INDEX quarantine_reason ON quarantine (reason, id) WHERE mended_at IS NULL`);

	// One row for each load that named the key. The newest version counts, and removing it brings back the one before.
	// Rows that belong to one file, also when a later load mended them, share a version: they add up.
	await run(`CREATE TABLE costs (
		source text NOT NULL,
		day date NOT NULL,
		channel text,
		campaign text,
		version integer NOT NULL,
		load_id integer NOT NULL REFERENCES loads,
		line integer NOT NULL,
		amount numeric NOT NULL,
		clicks bigint,
		impressions bigint
	)`);
	await run(`CREATE INDEX costs_day ON costs (day)`);
	await run(`CREATE INDEX costs_load ON costs (load_id)`);
	await run(`CREATE INDEX costs_version ON costs (version)`);
	await run(`CREATE VIEW current_costs AS
		SELECT source, day, channel, campaign, version,
			sum(amount) AS amount, sum(clicks)::bigint AS clicks, sum(impressions)::bigint AS impressions
		FROM (
			SELECT *, rank() OVER (PARTITION BY source, day, channel, campaign ORDER BY version DESC) AS age FROM costs
		) c WHERE age = 1
		GROUP BY source, day, channel, campaign, version`);

	await run(`CREATE TABLE settings (
		key text PRIMARY KEY,
		value jsonb NOT NULL,
		changed_at timestamptz NOT NULL DEFAULT now()
	)`);
	await run(`ALTER TABLE generations ADD settings jsonb NOT NULL DEFAULT '{}'`);

	await run(`CREATE TABLE tokens (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		name text NOT NULL,
		hash text NOT NULL UNIQUE,
		scopes text[] NOT NULL,
		created_at timestamptz NOT NULL DEFAULT now(),
		last_used_at timestamptz,
		revoked_at timestamptz
	)`);
	await run(`CREATE UNIQUE INDEX tokens_name ON tokens (name) WHERE revoked_at IS NULL`);
	await run(`CREATE TABLE idempotency_keys (
		token_id integer NOT NULL REFERENCES tokens,
		key text NOT NULL,
		body_hash text NOT NULL,
		status integer,
		answer jsonb,
		created_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (token_id, key)
	)`);

	// Files that wait on the load page for a mapping and the word to load.
	await run(`CREATE TABLE uploads (
		id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
		file text NOT NULL,
		path text NOT NULL,
		bytes bigint NOT NULL,
		mapping jsonb,
		preset text,
		source text,
		sheet text,
		dates text[] NOT NULL DEFAULT '{}',
		trial jsonb,
		load_id integer REFERENCES loads,
		trial_progress jsonb,
		created_at timestamptz NOT NULL DEFAULT now()
	)`);

	// Folders and addresses that are read by themselves.
	await run(`CREATE TABLE feeds (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		name text NOT NULL UNIQUE,
		kind text NOT NULL CHECK (kind IN ('folder', 'address')),
		place text NOT NULL,
		preset text,
		mapping jsonb,
		source text,
		dates text[] NOT NULL DEFAULT '{}',
		every_minutes integer NOT NULL CHECK (every_minutes > 0),
		active boolean NOT NULL DEFAULT true,
		seen jsonb NOT NULL DEFAULT '{}',
		next_at timestamptz NOT NULL DEFAULT now(),
		checked_at timestamptz,
		succeeded_at timestamptz,
		error text,
		failing_since timestamptz,
		failures integer NOT NULL DEFAULT 0,
		created_at timestamptz NOT NULL DEFAULT now()
	)`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await run('DROP VIEW current_costs');
	await run(
		'DROP TABLE feeds, uploads, idempotency_keys, tokens, settings, costs, load_sightings, load_chunks'
	);
	await run('ALTER TABLE event_versions DROP ended_line');
	await run('ALTER TABLE source_rows DROP content');
	await run('DROP INDEX loads_feed, loads_open, records_joined');
	await run('CREATE INDEX records_external ON records (external_id) WHERE external_id IS NOT NULL');
	await run('ALTER TABLE generations DROP settings');
	await run('DROP INDEX quarantine_load, quarantine_reason');
	await run('ALTER TABLE quarantine DROP mended_text, DROP mended_load, DROP mended_at');
	await run('CREATE INDEX quarantine_load ON quarantine (load_id)');
	await run('CREATE INDEX quarantine_reason ON quarantine (reason, id)');
	await run(`ALTER TABLE loads DROP CONSTRAINT loads_status_check,
		ADD CHECK (status IN ('running', 'done', 'failed')) NOT VALID, DROP kind, DROP origin, DROP feed_id,
		DROP stop_requested, DROP bytes, DROP bytes_read, DROP header, DROP read_as`);
}
