/** What the pages and the API show of leads. Times are ISO 8601 in UTC; money is in the reporting currency. */
import type { Temperature } from '#lib/filters/names.ts';
import type { Todo } from '#lib/managers/todo.ts';
import type { UndoneJoin } from './identity-view.ts';
import type { Outcome, Stage } from './stages.ts';

/** What every view of a lead shows. */
export interface LeadSummary {
	id: string;
	name: string | null;
	company: string | null;
	/** External ids, one of each record, at most three. */
	records: string[];
	/** By record: its address in its CRM, null where there is none. */
	links: (string | null)[];
	channel: string | null;
	campaign: string | null;
	manager: string | null;
	createdAt: string;
	stage: Stage;
	outcome: Outcome;
	reason: string | null;
	lastActivityAt: string | null;
	amount: number | null;
	/** At its last event; null without a model. */
	score: number | null;
	fit: number | null;
	engagement: number | null;
	/** At the as-of date. */
	temperature: Temperature | null;
	/** When decay ends it: an instant, or `never`; null: it is not hot, or not warm, at its last event. */
	hotUntil: string | null;
	warmUntil: string | null;
	/** NAME@VERSION of the score model. */
	model: string | null;
}

export interface LeadListItem extends LeadSummary {
	/**
	 * Days that an open lead has been without activity, and the limit of its stage (null: none); null in lists that are
	 * neither about waiting nor sorted by it.
	 */
	idleDays: number | null;
	limitDays: number | null;
	/** Why it is to be worked now, in lists that are about that; null in others, and without a reason. */
	todo: Todo | null;
	/** Wants no more mails. */
	unsubscribed: boolean;
}

export interface LeadList {
	leads: LeadListItem[];
	/** All leads of the selection, not of this page only. */
	total: number;
	/** `after` of the next page; null on the last. */
	next: string | null;
}

export interface LeadRecord {
	id: string;
	source: string;
	/** The external id, or null for a record that is known by e-mail or phone only. */
	externalId: string | null;
	status: string | null;
	/** E-mails and phones that this record carries. */
	keys: RecordKey[];
	/** The record in its CRM; null without an id or a template for its source. */
	link: string | null;
}

export interface RecordKey {
	value: string;
	/** Many records carry it: it joins none of them and is no person's contact. */
	shared: boolean;
	/** How many records carry a shared key; null for others. */
	carriers: number | null;
	/** An address such as info@…, which is no person's contact. */
	role: boolean;
	/** Makes this record one lead with another one. */
	joins: boolean;
	/** Somebody said that it is not the same person. */
	undone: boolean;
}

export interface LeadStageEntry {
	stage: Stage;
	at: string;
	own: boolean;
	exact: boolean;
	outOfOrder: boolean;
	/** Days since `createdAt`, null where an end has no exact time of its own. */
	days: number | null;
}

/** One event of the history, or a version that no longer counts. */
export interface LeadEvent {
	type: string;
	/** Instant, or `YYYY-MM-DD` for a mere date. */
	at: string;
	approximate: boolean;
	source: string;
	record: string;
	/** Fields that are set, as text (channel, manager, amount, reason, attributes …). */
	fields: { name: string; value: string }[];
	load: number;
	file: string;
	line: number;
	/** null: counts. Otherwise why this version no longer does, and the load that ended it. */
	ended: { why: 'corrected' | 'withdrawn'; load: number; file: string } | null;
}

export interface LeadMove {
	at: string;
	/** null: the arrival. */
	from: Stage | Outcome | null;
	to: Stage | Outcome;
	manager: string | null;
}

export interface LeadDetail extends LeadSummary {
	content: string | null;
	term: string | null;
	page: string | null;
	firstManager: string | null;
	firstContactAt: string | null;
	contactAttempts: number;
	returns: number;
	outcomeAt: string | null;
	lostFrom: Stage;
	entries: LeadStageEntry[];
	moves: LeadMove[];
	attributes: Record<string, string>;
	recordsFull: LeadRecord[];
	/** Joins over its keys that were undone. */
	undone: UndoneJoin[];
	/** Newest first, ended versions among them. */
	events: LeadEvent[];
}
