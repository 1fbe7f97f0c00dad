import { sql, type Kysely } from 'kysely';

const ladder = ['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'];
const pairs = ladder.flatMap((from, i) => ladder.slice(i + 1).map((to) => `${from}_${to}`));
const entries = ladder.slice(1).map((stage) => `entered_${stage}`);

const types: Record<string, string> = {
	...{ generation: 'integer NOT NULL', lead_id: 'uuid NOT NULL', arrived: 'date NOT NULL', accepted: 'date' },
	...of('smallint NOT NULL', 'deepest outcome own out_of_order returned_from exact stage'),
	...of('integer NOT NULL', 'contact_attempts returns exact_events late_events reopens'),
	...of('integer NOT NULL', 'manager_changes missed_calls sales_activities'),
	...of('integer', 'outcome_days attempts_to_contact'),
	...of('smallint NOT NULL', 'sal_visits sal_passes'),
	...of('smallint', 'arrived_hour accepted_temperature'),
	...of('boolean', 'sal_first_passed sal_last_passed'),
	...of('boolean NOT NULL', 'outcome_exact unsubscribed'),
	...{ amount_minor: 'bigint', created_at: 'timestamptz NOT NULL' },
	...of('text', 'channel campaign manager first_manager content term page source company reason'),
	...of('text', 'return_reason reopened_reason name manager_team manager_role'),
	...of('text NOT NULL', 'move_path'),
	...of('timestamptz NOT NULL', 'moved_at'),
	...of('timestamptz', 'outcome_at first_returned_at hot_until warm_until last_activity_at first_contact_at'),
	...of('timestamptz', 'assigned_at missed_call_at decided_at'),
	...of('timestamptz', entries.join(' ')),
	...of('float8', 'fit engagement score lead_card client_card'),
	...of('float8', 'contact_minutes contact_work_minutes reopened_days'),
	...of('float8', pairs.join(' ')),
	// All that the funnel counts leads by, in one number: src/lib/funnel/standing.ts takes it apart.
	standing: `integer NOT NULL GENERATED ALWAYS AS
		(deepest + outcome * 8 + own * 64 + out_of_order * 8192 + returned_from * 1048576) STORED`
};

function of(type: string, columns: string): Record<string, string> {
	return Object.fromEntries(columns.split(' ').map((column) => [column, type]));
}

const words = (...lists: string[]) => lists.join(' ').split(' ');

/** A row is read up to the last column that is asked for: what reports count by comes first. */
const before = words(
	'generation arrived standing deepest outcome own out_of_order returned_from exact stage outcome_exact outcome_days',
	'arrived_hour accepted_temperature accepted manager_changes missed_calls sales_activities unsubscribed',
	'created_at lead_id exact_events amount_minor channel manager first_manager reason campaign outcome_at moved_at',
	'contact_minutes contact_work_minutes attempts_to_contact contact_attempts last_activity_at first_contact_at',
	'assigned_at missed_call_at',
	...entries,
	'first_returned_at move_path content term page source company return_reason score hot_until warm_until',
	...pairs,
	'returns reopens reopened_reason reopened_days sal_visits sal_passes sal_first_passed sal_last_passed',
	'late_events lead_card client_card fit engagement manager_team manager_role name'
);

const withDecision = words(
	'generation arrived standing deepest outcome own out_of_order returned_from exact stage outcome_exact outcome_days',
	'arrived_hour accepted_temperature accepted manager_changes missed_calls sales_activities unsubscribed',
	'created_at lead_id exact_events amount_minor channel manager first_manager reason campaign outcome_at moved_at',
	'contact_minutes contact_work_minutes attempts_to_contact contact_attempts last_activity_at first_contact_at',
	'assigned_at missed_call_at',
	...entries,
	'first_returned_at move_path decided_at content term page source company return_reason score hot_until warm_until',
	...pairs,
	'returns reopens reopened_reason reopened_days sal_visits sal_passes sal_first_passed sal_last_passed',
	'late_events lead_card client_card fit engagement manager_team manager_role name'
);

/** The rows that are there are not kept: everything is replayed into a new generation. */
async function remake(db: Kysely<unknown>, columns: string[]): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await run('DROP TABLE lead_rows');
	await run(`CREATE TABLE lead_rows (
		${columns.map((column) => `${column} ${types[column]}`).join(', ')},
		PRIMARY KEY (generation, lead_id)
	) PARTITION BY LIST (generation)`);
	await run('CREATE INDEX lead_rows_created ON lead_rows (created_at, lead_id)');
	await run('CREATE INDEX lead_rows_outcome_at ON lead_rows (outcome_at)');
	await run('UPDATE state SET generation = NULL');
	await run('DELETE FROM generations');
}

export async function up(db: Kysely<unknown>): Promise<void> {
	const run = (text: string) => sql.raw(text).execute(db);
	await remake(db, withDecision);
	await run(`CREATE TABLE score_models (
		name text NOT NULL,
		version integer NOT NULL CHECK (version > 0),
		status text NOT NULL CHECK (status IN ('draft', 'live', 'retired')),
		model jsonb NOT NULL,
		made_at timestamptz NOT NULL DEFAULT now(),
		changed_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (name, version)
	)`);
	await run(`CREATE UNIQUE INDEX score_models_live ON score_models (status) WHERE status = 'live'`);
	// What was live from when on; without a name, no model was.
	await run(`CREATE TABLE publications (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		kind text NOT NULL CHECK (kind IN ('publish', 'rollback')),
		name text,
		version integer,
		reason text NOT NULL,
		published_at timestamptz NOT NULL DEFAULT now(),
		FOREIGN KEY (name, version) REFERENCES score_models
	)`);
	// What other systems were told of each lead.
	await run(`CREATE TABLE told_scores (
		lead_id uuid PRIMARY KEY,
		model text NOT NULL,
		temperature smallint NOT NULL,
		told_at timestamptz NOT NULL DEFAULT now()
	)`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql.raw('DROP TABLE told_scores, publications, score_models').execute(db);
	await remake(db, before);
}
