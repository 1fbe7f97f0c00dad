import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import type { ChannelRow } from './report.ts';
import type { RowVerdict } from './verdicts.ts';

/**
 * Whether rows of a breakdown get verdicts. A choice by how leads ended would make them, in period mode clients and leads
 * are different people, and rows of time have no others of their weeks.
 */
export function canBeJudged({ mode, values }: Filters, by: readonly string[]): boolean {
	const names = [...Object.keys(values), ...by];
	return (
		mode === 'cohort' &&
		!names.some((name) => name === 'outcome' || name === 'stage') &&
		!by.every(isTimeBreakdown)
	);
}

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
