/** What pages and the command show of who was taken for one person. Times are ISO 8601 in UTC. */

export interface IdentityRecord {
	id: string;
	source: string | null;
	/** null: a record that is known by its e-mail or phone only. */
	externalId: string | null;
	lead: string;
	/** Name of the lead. */
	name: string | null;
}

/** A record with the load that first brought it with the key. */
export interface JoinedRecord extends IdentityRecord {
	load: number | null;
	file: string | null;
	line: number | null;
}

/** Records that are one lead because they carry the same e-mail or phone. */
export interface Join {
	key: string;
	/** Start of the load that brought the second of the records with this key; null if it is not known. */
	at: string | null;
	records: JoinedRecord[];
}

export interface UndoneJoin {
	key: string;
	at: string;
	/** The record that the key joins no more. */
	record: IdentityRecord;
	/** Records that carry the same key, at most five. */
	others: IdentityRecord[];
}

export interface SharedKey {
	key: string;
	records: number;
	/** At most three of them. */
	examples: IdentityRecord[];
}

export interface CompanyOfManagers {
	/** The way it is written for most leads of one manager. */
	company: string;
	/** All ways it is written: they differ in capitals and outer blanks. */
	spellings: string[];
	managers: { manager: string; leads: number; open: number }[];
	leads: number;
	open: number;
}

/** One page of a list; `next` is the `after` of the next page, null on the last. */
export interface Paged<T> {
	rows: T[];
	next: string | null;
}
