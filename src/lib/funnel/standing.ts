/** How far a lead came and how it ended, as the one number `standing` of its row: a group by one number is quick. */

export interface Standing {
	/** Indexes in `stages` and `outcomes`. */
	deepest: number;
	outcome: number;
	/** Bits by stage: own entry, out of order, sent back from. */
	own: number;
	outOfOrder: number;
	returned: number;
}

/** Three bits each for the deepest stage and the outcome, then seven for each of the others. */
export const readStanding = (standing: number): Standing => ({
	deepest: standing & 7,
	outcome: (standing >> 3) & 7,
	own: (standing >> 6) & 127,
	outOfOrder: (standing >> 13) & 127,
	returned: (standing >> 20) & 127
});
