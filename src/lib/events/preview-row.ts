/** What a row of a file would become, as a page shows it. */
export interface PreviewField {
	name: string;
	value: string;
}

export interface PreviewEvent {
	/** A type of event, or `cost`. */
	type: string;
	/** ISO 8601: an instant, or a mere date. */
	at: string;
	/** The last day of what is spread over several. */
	until: string | null;
	approximate: boolean;
	fields: PreviewField[];
}

export interface PreviewRow {
	line: number;
	/** Whose row it is: id, name, e-mails, phones. */
	keys: string[];
	kind: 'loaded' | 'ignored' | 'quarantined';
	events: PreviewEvent[];
	reason: string | null;
	detail: string | null;
	warnings: string[];
	/** As it stands in the file, of rows that would not be loaded. */
	text: string;
}
