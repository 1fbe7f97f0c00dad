import type { ScoreModel } from './model.ts';

export type ThresholdName = keyof ScoreModel['thresholds'];

/** The thresholds of a score model in the order in which a lead passes them. */
export const thresholdNames = ['warm', 'hot', 'eql', 'mql', 'sql'] as const satisfies ThresholdName[];
