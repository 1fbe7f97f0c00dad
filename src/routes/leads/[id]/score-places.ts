/** Where the history of a score is drawn: per cent of the width and the height of its chart. */
import type { LeadScoreView } from '#lib/scoring/lead-score-view.ts';

export interface ScorePlaces {
	/** Points of a polyline. */
	line: string;
	/** One a step. */
	dots: { x: number; y: number }[];
	thresholds: { threshold: 'warm' | 'hot'; points: number; y: number }[];
	/** Height of no points. */
	zero: number;
}

export function scorePlaces({
	line,
	steps,
	thresholds,
	at
}: Pick<LeadScoreView, 'line' | 'steps' | 'thresholds' | 'at'>): ScorePlaces {
	const start = Date.parse(line[0]!.at);
	const span = Math.max(1, Date.parse(at) - start);
	const shown = thresholds.flatMap(({ threshold, score: points }) =>
		threshold === 'warm' || threshold === 'hot' ? [{ threshold, points }] : []
	);
	const heights = [0, ...shown.map(({ points }) => points), ...line.map(({ score }) => score)];
	const low = Math.min(...heights);
	const high = Math.max(...heights, low + 1);
	const x = (time: string) => round(((Date.parse(time) - start) / span) * 100);
	const y = (score: number) => round(((high - score) / (high - low)) * 100);
	return {
		line: line.map((point) => `${x(point.at)},${y(point.score)}`).join(' '),
		dots: steps.map((step) => ({ x: x(step.at), y: y(step.score) })),
		thresholds: shown.map((one) => ({ ...one, y: y(one.points) })),
		zero: y(0)
	};
}

const round = (percent: number) => Math.round(percent * 100) / 100;
