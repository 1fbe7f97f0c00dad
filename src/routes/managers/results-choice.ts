/** What the reader chose for the rows of the reps: it stays in the address. */
import { oneOf } from '#lib/filters/filters.ts';
import { readChoice, rowChoice } from '#lib/ui/row-choice.ts';
import { repSorts } from './rep-sorts.ts';

const schema = rowChoice.extend({ sort: oneOf(repSorts).default('leads') });

/** Reads the choice from URL parameters; '' means not set. */
export const readResultsChoice = (params: URLSearchParams) => readChoice(schema, params);
