/** The score of a lead as pages and the API show it: times are ISO 8601 in UTC. */
import type { Crossing, LeadScore, ScoreStep } from './lead-score.ts';

type Timed<T extends { ms: number }> = Omit<T, 'ms'> & { at: string };

export interface LeadScoreView extends Omit<LeadScore, 'at' | 'until' | 'steps' | 'crossings' | 'line'> {
	at: string;
	until: string | null;
	steps: Timed<ScoreStep>[];
	crossings: Timed<Crossing>[];
	line: { at: string; score: number }[];
}

export interface LeadScoreAnswer {
	/** Id of the lead. */
	lead: string;
	/** NAME@VERSION of the model; null while none is live. */
	model: string | null;
	score: LeadScoreView | null;
}
