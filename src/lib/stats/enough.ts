/** Fewer events than this, both seen and to be expected, are too few to judge. */
export const enough = 10;
