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
	...of('timestamptz', 'assigned_at missed_call_at decided_at hot_from warm_from'),
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
	'first_returned_at move_path decided_at content term page source company return_reason score hot_until warm_until',
	...pairs,
	'returns reopens reopened_reason reopened_days sal_visits sal_passes sal_first_passed sal_last_passed',
	'late_events lead_card client_card fit engagement manager_team manager_role name'
);

const withRises = words(
	'generation arrived standing deepest outcome own out_of_order returned_from exact stage outcome_exact outcome_days',
	'arrived_hour accepted_temperature accepted manager_changes missed_calls sales_activities unsubscribed',
	'created_at lead_id exact_events amount_minor channel manager first_manager reason campaign outcome_at moved_at',
	'contact_minutes contact_work_minutes attempts_to_contact contact_attempts last_activity_at first_contact_at',
	'assigned_at missed_call_at',
	...entries,
	'first_returned_at move_path decided_at content term page source company return_reason score hot_until warm_until',
	'hot_from warm_from',
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

// Knocked-out leads were hot and warm until now: everything is replayed for them, too.
export const up = (db: Kysely<unknown>) => remake(db, withRises);
export const down = (db: Kysely<unknown>) => remake(db, before);
