/** The tables as Kysely sees them. `migrations/` defines them; columns that only COPY and plain SQL use may be absent. */
import type { Generated } from 'kysely';

/** One lead of one generation: what reports count. Stage and outcome columns hold indexes of `stages` and `outcomes`. */
export interface LeadRowTable {
	generation: number;
	lead_id: string;
	deepest: number;
	outcome: number;
	own: number;
	out_of_order: number;
	returned_from: number;
	exact: number;
	stage: number;
	arrived: string;
	amount_minor: number | null;
	created_at: Date;
	channel: string | null;
	campaign: string | null;
	content: string | null;
	term: string | null;
	page: string | null;
	manager: string | null;
	first_manager: string | null;
	source: string | null;
	company: string | null;
	reason: string | null;
	outcome_at: Date | null;
	outcome_exact: boolean;
	score: number | null;
	hot_until: Date | null;
	warm_until: Date | null;
	hot_from: Date | null;
	warm_from: Date | null;
	last_activity_at: Date | null;
	first_contact_at: Date | null;
	first_returned_at: Date | null;
	contact_attempts: number;
	returns: number;
	exact_events: number;
	name: string | null;
}

export interface LoadTable {
	id: Generated<number>;
	file: string;
	source: string | null;
	preset: string | null;
	mapping: unknown;
	status: Generated<'waiting' | 'running' | 'done' | 'stopped' | 'failed' | 'removed'>;
	kind: Generated<'events' | 'costs'>;
	origin: Generated<'command' | 'page' | 'api' | 'hook' | 'feed' | 'retry'>;
	feed_id: number | null;
	stop_requested: Generated<boolean>;
	bytes: number | null;
	bytes_read: Generated<number>;
	header: string[] | null;
	read_as: Generated<Record<string, string>>;
	error: string | null;
	started_at: Generated<Date>;
	finished_at: Date | null;
	rows_read: Generated<number>;
	rows_accepted: Generated<number>;
	rows_corrected: Generated<number>;
	rows_known: Generated<number>;
	rows_ignored: Generated<number>;
	rows_quarantined: Generated<number>;
	events_accepted: Generated<number>;
	events_corrected: Generated<number>;
	events_known: Generated<number>;
	events_withdrawn: Generated<number>;
	leads_new: Generated<number>;
	leads_joined: Generated<number>;
	warnings: Generated<Record<string, number>>;
}

export interface Schema {
	lead_rows: LeadRowTable;
	loads: LoadTable;
	quarantine: {
		id: Generated<number>;
		load_id: number;
		line: number;
		reason: string;
		detail: string;
		text: string;
		mended_text: string | null;
		mended_load: number | null;
		mended_at: Date | null;
	};
	state: { only_row: boolean; generation: number | null; data_version: number };
}
