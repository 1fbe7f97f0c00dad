/** What the reader chose for the table of channels: it stays in the address. */
import { oneOf } from '#lib/filters/filters.ts';
import { readChoice, rowChoice } from '#lib/ui/row-choice.ts';
import { columnGroups, rowSorts } from './choice-names.ts';

const schema = rowChoice.extend({
	columns: oneOf(columnGroups).optional(),
	sort: oneOf(rowSorts).optional()
});

/** Reads the choice from URL parameters; '' means not set. */
export const parseTableChoice = (params: URLSearchParams) => readChoice(schema, params);
