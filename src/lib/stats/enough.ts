/** Fewer events than this, both seen and to be expected, are too few to judge. */
export const enough = 10;

/** Of a sum of fractions: what adds up to 10 does so in any order of its parts. */
export const isEnough = (events: number): boolean => events > enough - 1e-9;
