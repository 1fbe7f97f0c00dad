import type { Maturity } from './report.ts';

/** Cohorts below it are shown as young. */
const mature = 0.95;

export const isYoung = (maturity: Maturity | null): maturity is Maturity =>
	maturity !== null && maturity.complete < mature;
