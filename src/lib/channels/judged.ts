import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import type { ChannelRow } from './report.ts';
import type { RowVerdict } from './verdicts.ts';

/** Whether leads or rows are chosen by how leads ended: that would make the verdicts. */
export const isByOutcome = ({ values }: Pick<Filters, 'values'>, by: readonly string[]): boolean =>
	[...Object.keys(values), ...by].some((name) => name === 'outcome' || name === 'stage');

/**
 * Whether rows of a breakdown get verdicts: not in period mode, where clients and leads are different people, and not
 * rows of time, which have no others of their weeks.
 */
export const canBeJudged = (filters: Pick<Filters, 'mode' | 'values'>, by: readonly string[]): boolean =>
	filters.mode === 'cohort' && !isByOutcome(filters, by) && !by.every(isTimeBreakdown);

/** Of a row that is not judged. */
export const unjudged: Pick<ChannelRow, keyof RowVerdict> = {
	expected: null,
	others: null,
	difference: null,
	differenceInterval: [null, null],
	verdict: null
};

/** Of a row without leads. */
export const withoutLeads: RowVerdict = { ...unjudged, expected: 0, others: 0, verdict: 'few' };
