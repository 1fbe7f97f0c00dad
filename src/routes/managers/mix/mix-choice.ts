import { z } from 'zod';
import { oneOf } from '#lib/filters/filters.ts';
import { rowChoice } from '#lib/ui/row-choice.ts';

/** What the reader chose for the tables of this page. */
export const mixChoice = rowChoice.extend({
	order: oneOf(['name', 'number']).default('name'),
	/** Part of a company's name. */
	firm: rowChoice.shape.q,
	/** `all`: every company, not the first ones only. */
	firms: rowChoice.shape.rows
});
export type MixChoice = z.infer<typeof mixChoice>;
