/** The parts of a cohort that a choice is made on and that it is then judged on (METHODS: Scoring, Threshold). */

/** Leads of the older 70 %, from the first on; the rest is the newer part. Cohorts are in the order of the split. */
export const olderPart = (leads: number): number => Math.floor((leads * 7) / 10);
