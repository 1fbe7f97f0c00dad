/** What the page and its worker say to each other. */
import type { HitsHead } from '#lib/scoring/hit-codec.ts';
import type { Known } from '#lib/scoring/judge-score.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { JudgedScore } from '#lib/scoring/report.ts';
import type { Structure } from '#lib/scoring/structure.ts';
import type { Comparison, Pick, Picked, WorkbenchOptions } from '#lib/scoring/workbench.ts';

export type ToWorker =
	/** Reads the table of hits; the address has the filters of the page. */
	| { type: 'load'; url: string }
	/** Only the newest of those that wait is computed. */
	| { type: 'set'; id: number; draft: ScoreModel; live: ScoreModel | null; options: WorkbenchOptions }
	/** How good the draft of the last results is. */
	| { type: 'judge'; id: number; worth: Known['worth']; withAccepted: boolean }
	/** The leads behind a figure of the last results. */
	| { type: 'pick'; id: number; what: Pick; most: number };

/** What is known once the table has been read. */
export interface LoadedFacts extends HitsHead {
	leads: number;
	hits: number;
	/** By place; null: leads without one. */
	channels: (string | null)[];
	structure: Structure;
}

export type FromWorker =
	/** `size` is null while nobody knows it. */
	| { type: 'progress'; read: number; size: number | null }
	| { type: 'loaded'; facts: LoadedFacts }
	| { type: 'results'; id: number; results: Comparison; milliseconds: number }
	| { type: 'judged'; id: number; judged: JudgedScore | null }
	| { type: 'picked'; id: number; picked: Picked }
	/** Of reading the table (`id` null) or of a request; `status` is that of the server's answer. */
	| { type: 'problem'; id: number | null; message: string; status: number | null };
