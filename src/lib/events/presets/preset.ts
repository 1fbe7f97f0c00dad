/** What a preset knows about the files of one system. */
import type { Mapping } from '../mapping-schema.ts';

export interface Preset {
	/** As `--preset` names it. */
	name: string;
	/** The system and what of it, as people call them. */
	title: string;
	/** With every column that it can use, in its main spelling; null: the rows are events already. */
	mapping: Mapping | null;
	/** Other spellings of columns, by the main one. */
	variants: Record<string, readonly string[]>;
	/** The columns by which a header is recognised: each of these, or one of each list. */
	signature: readonly (string | readonly string[])[];
	/** Rows that are events come before any system, and general forms after all of them. */
	rank: 'events' | 'system' | 'general';
	/** What whoever loads such a file should look at. */
	check: string;
}

/** A mere day and times as Russian programs write them. */
export const russianDates = ['dd.MM.yyyy HH:mm:ss', 'dd.MM.yyyy HH:mm', 'dd.MM.yyyy'];
