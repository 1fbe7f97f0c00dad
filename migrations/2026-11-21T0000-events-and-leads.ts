import { sql, type Kysely } from 'kysely';

/** The columns that the event log and its ended versions share. */
const eventColumns = `
	record_id uuid NOT NULL,
	event_key uuid NOT NULL,
	at timestamptz,
	day date,
	load_id integer NOT NULL,
	line integer NOT NULL,
	row_id uuid,
	approximate boolean NOT NULL,
	type text NOT NULL,
	source text NOT NULL,
	row_key text,
	contacts text[],
	name text,
	company text,
	status text,
	channel text,
	campaign text,
	content text,
	term text,
	page text,
	activity text,
	manager text,
	amount numeric,
	currency text,
	reason text,
	attributes jsonb,
	CHECK ((at IS NULL) <> (day IS NULL))`;

const ladder = ['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'];
const pairs = ladder.flatMap((from, i) => ladder.slice(i + 1).map((to) => `${from}_${to}`));

export async function up(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);

	await run(`CREATE TABLE loads (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		file text NOT NULL,
		source text,
		preset text,
		mapping jsonb,
		status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'failed')),
		error text,
		started_at timestamptz NOT NULL DEFAULT now(),
		finished_at timestamptz,
		rows_read bigint NOT NULL DEFAULT 0,
		rows_accepted bigint NOT NULL DEFAULT 0,
		rows_corrected bigint NOT NULL DEFAULT 0,
		rows_known bigint NOT NULL DEFAULT 0,
		rows_ignored bigint NOT NULL DEFAULT 0,
		rows_quarantined bigint NOT NULL DEFAULT 0,
		events_accepted bigint NOT NULL DEFAULT 0,
		events_corrected bigint NOT NULL DEFAULT 0,
		events_known bigint NOT NULL DEFAULT 0,
		events_withdrawn bigint NOT NULL DEFAULT 0,
		leads_new bigint NOT NULL DEFAULT 0,
		leads_joined bigint NOT NULL DEFAULT 0,
		warnings jsonb NOT NULL DEFAULT '{}'
	)`);

	await run(`CREATE TABLE events (${eventColumns}, PRIMARY KEY (record_id, event_key))`);
	// The newest exact events decide the as-of date of every report.
	await run(`CREATE INDEX events_at ON events (at) WHERE NOT approximate AND at IS NOT NULL`);
	await run(`CREATE INDEX events_day ON events (day) WHERE NOT approximate AND day IS NOT NULL`);
	await run(`CREATE TABLE event_versions (${eventColumns},
		why text NOT NULL CHECK (why IN ('corrected', 'withdrawn')),
		ended_load integer NOT NULL,
		ended_at timestamptz NOT NULL DEFAULT now()
	)`);
	await run(`CREATE INDEX event_versions_record ON event_versions (record_id)`);

	await run(`CREATE TABLE source_rows (row_id uuid PRIMARY KEY, record_id uuid NOT NULL)`);

	await run(`CREATE TABLE records (
		record_id uuid PRIMARY KEY,
		lead_id uuid NOT NULL,
		source text,
		external_id text
	)`);
	await run(`CREATE INDEX records_lead ON records (lead_id)`);
	await run(`CREATE INDEX records_external ON records (external_id) WHERE external_id IS NOT NULL`);
	await run(`CREATE TABLE record_keys (key text, record_id uuid, PRIMARY KEY (key, record_id))`);
	await run(`CREATE INDEX record_keys_record ON record_keys (record_id)`);
	await run(`CREATE TABLE shared_keys (key text PRIMARY KEY)`);
	await run(`CREATE TABLE undone_joins (
		record_id uuid,
		key text,
		undone_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (record_id, key)
	)`);

	await run(`CREATE TABLE quarantine (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		load_id integer NOT NULL REFERENCES loads,
		line integer NOT NULL,
		reason text NOT NULL,
		detail text NOT NULL,
		text text NOT NULL
	)`);
	await run(`CREATE INDEX quarantine_load ON quarantine (load_id)`);
	await run(`CREATE INDEX quarantine_reason ON quarantine (reason, id)`);

	await run(`CREATE TABLE touched_leads (
		generation integer NOT NULL,
		lead_id uuid NOT NULL,
		touched_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (generation, lead_id)
	)`);
	await run(`CREATE TABLE generations (
		id integer PRIMARY KEY,
		timezone text NOT NULL,
		currency text NOT NULL,
		model text,
		started_at timestamptz NOT NULL DEFAULT now()
	)`);
	await run(`CREATE TABLE state (
		only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
		generation integer,
		data_version bigint NOT NULL DEFAULT 0
	)`);
	await run(`INSERT INTO state DEFAULT VALUES`);

	await run(`CREATE TABLE lead_rows (
		generation integer NOT NULL,
		deepest smallint NOT NULL,
		outcome smallint NOT NULL,
		own smallint NOT NULL,
		out_of_order smallint NOT NULL,
		returned_from smallint NOT NULL,
		exact smallint NOT NULL,
		stage smallint NOT NULL,
		arrived date NOT NULL,
		amount_minor bigint,
		created_at timestamptz NOT NULL,
		lead_id uuid NOT NULL,
		channel text,
		campaign text,
		manager text,
		first_manager text,
		content text,
		term text,
		page text,
		source text,
		company text,
		reason text,
		outcome_at timestamptz,
		outcome_exact boolean NOT NULL,
		${ladder
			.slice(1)
			.map((stage) => `entered_${stage} timestamptz`)
			.join(', ')},
		first_returned_at timestamptz,
		hot_until timestamptz,
		warm_until timestamptz,
		fit float8,
		engagement float8,
		score float8,
		last_activity_at timestamptz,
		first_contact_at timestamptz,
		contact_attempts integer NOT NULL,
		returns integer NOT NULL,
		exact_events integer NOT NULL,
		late_events integer NOT NULL,
		lead_card float8,
		client_card float8,
		name text,
		${pairs.map((pair) => `${pair} float8`).join(', ')},
		PRIMARY KEY (generation, lead_id)
	) PARTITION BY LIST (generation)`);
	await run(`CREATE INDEX lead_rows_created ON lead_rows (created_at, lead_id)`);
	await run(`CREATE INDEX lead_rows_outcome_at ON lead_rows (outcome_at)`);
	await run(`CREATE TABLE lead_details (
		generation integer NOT NULL,
		lead_id uuid NOT NULL,
		attributes jsonb,
		moves jsonb NOT NULL,
		statuses jsonb,
		PRIMARY KEY (generation, lead_id)
	) PARTITION BY LIST (generation)`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	const tables =
		'lead_details, lead_rows, state, generations, touched_leads, quarantine, undone_joins, shared_keys, record_keys, records, source_rows, event_versions, events, loads';
	await sql.raw(`DROP TABLE ${tables}`).execute(db);
}
