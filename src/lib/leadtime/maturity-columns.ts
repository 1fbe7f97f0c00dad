import type { Maturity } from './report.ts';

/** Maturity as columns of a table. */
export const maturityColumns = ['complete', 'expectedClients', 'expectedRangeLow', 'expectedRangeHigh'];

export const maturityValues = (maturity: Maturity | null): (number | null)[] =>
	maturity
		? [maturity.complete, maturity.expectedClients, ...maturity.expectedRange]
		: maturityColumns.map(() => null);
