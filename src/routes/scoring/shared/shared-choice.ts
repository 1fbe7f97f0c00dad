import { oneOf } from '#lib/filters/filters.ts';
import { rowChoice } from '#lib/ui/row-choice.ts';

export const sharedSorts = ['evidence', 'leads'] as const;

/** What the reader chose for the table: it stays in the address. */
export const sharedChoice = rowChoice.extend({ sort: oneOf(sharedSorts).default('evidence') });
