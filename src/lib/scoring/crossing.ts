/** When a score opened a stage, as replay decides it (METHODS: Scoring), for events without a replay. */
import { outcomes } from '#lib/funnel/stages.ts';
import type { ScoredEvent } from './compile.ts';
import type { ScoreModel } from './model.ts';
import { makeScorer, type ThresholdStage } from './scorer.ts';

const ends = new Set<string>(outcomes.slice(1));

/**
 * The first event (ms) at which each threshold of the model is met, before any outcome; null: never, or for all where the
 * lead is disqualified. `events` are in the order of replay.
 */
export function crossingsOf(
	model: ScoreModel,
	events: readonly { event: ScoredEvent; ms: number }[]
): Partial<Record<ThresholdStage, number | null>> {
	const scorer = makeScorer(model);
	const crossed = Object.fromEntries(scorer.stages.map((stage) => [stage, null])) as Partial<
		Record<ThresholdStage, number | null>
	>;
	if (scorer.disqualifies(events.map(({ event }) => event))) return crossed;
	for (const { event, ms } of events) {
		if (ends.has(event.type)) break;
		scorer.add(event, ms);
		for (const stage of scorer.stages)
			if (crossed[stage] === null && scorer.meets(stage, ms)) crossed[stage] = ms;
	}
	return crossed;
}
