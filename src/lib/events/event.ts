/** What an event is: the names of its types and fields (DESIGN: Events), and the form the event log keeps. */

/** Every type, in the order in which events of one moment are replayed. */
export const eventTypes = [
	'created',
	'profile',
	'activity',
	'assigned',
	'contacted',
	'iql',
	'eql',
	'mql',
	'sal',
	'sql',
	'returned',
	'refused',
	'unfit',
	'junk',
	'reopened',
	'client'
] as const;
export type EventType = (typeof eventTypes)[number];

const typeNames: ReadonlySet<unknown> = new Set(eventTypes);
export const isEventType = (value: unknown): value is EventType => typeNames.has(value);

/** Types that end a lead. A mere date on one of them, or on `returned`, means the end of that day. */
export const outcomeTypes = ['client', 'refused', 'unfit', 'junk'] as const;

/** An instant in milliseconds since 1970 (UTC), or a mere date `YYYY-MM-DD` that replay resolves. */
export type EventTime = { ms: number } | { day: string };

/** Text fields that an event may carry beside its key, type and time. */
export const textFields = [
	'name',
	'company',
	'status',
	'channel',
	'campaign',
	'content',
	'term',
	'page',
	'activity',
	'manager',
	'currency',
	'reason'
] as const;
export type TextField = (typeof textFields)[number];

/**
 * One fact about one lead, checked and normalised, ready for the log.
 * E-mails are trimmed and lower-cased, phones are E.164; both may be several. Absent fields are undefined.
 */
export interface ParsedEvent extends Partial<Record<TextField, string>> {
	type: EventType;
	at: EventTime;
	approximate: boolean;
	/** The name space of `lead`, `row` and `id`. */
	source: string;
	/** The external id, unique within `source`. */
	lead?: string;
	emails: string[];
	phones: string[];
	/** The event's own key within `source`. */
	id?: string;
	/** The key of the record that a mapped row stands for. */
	row?: string;
	/** Index of the event in its mapping; the row's profile event comes after the last of them. */
	place?: number;
	/** Decimal text, `-?\d+(\.\d+)?`. */
	amount?: string;
	attributes?: Record<string, string>;
	/** All fields as they were written, in a fixed order, where neither `id` nor a mapped `row` is the key; else empty. */
	written: string;
}
