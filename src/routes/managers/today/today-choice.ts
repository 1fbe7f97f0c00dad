import { z } from 'zod';
import { oneOf, plainText } from '#lib/filters/filters.ts';
import { rowChoice } from '#lib/ui/row-choice.ts';

/** What the reader chose of the page: rows, their order, and whose leads are listed. */
export const todayChoice = rowChoice.extend({
	order: oneOf(['name', 'number']).default('name'),
	/** A sales rep; `nobody` asks for the leads without one. */
	rep: plainText.optional(),
	nobody: z.literal('yes', 'must be yes').optional()
});
export type TodayChoice = z.infer<typeof todayChoice>;
