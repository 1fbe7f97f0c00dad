import type { When } from '#lib/scoring/model.ts';

/** Under which the count of a condition is kept. */
export const countKey = (when: When, knockOut: boolean) =>
	`${knockOut ? 'out' : 'rule'} ${JSON.stringify(when)}`;
