import type { ParsedEvent } from './event.ts';

/** What became of one row of a file, or of one posted event. */
export type RowResult =
	| { kind: 'events'; events: ParsedEvent[]; warnings: string[] }
	/** The mapping says that this row means nothing. `row` is its key, if it has one. */
	| { kind: 'ignored'; source: string; row: string | undefined }
	| Quarantined;

/** `reason` is a sentence for people, the same for the same kind of fault; `detail` names field and value. */
export interface Quarantined {
	kind: 'quarantined';
	reason: string;
	detail: string;
	warnings: string[];
}
