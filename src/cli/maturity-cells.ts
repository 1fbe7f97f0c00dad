import type { Maturity } from '#lib/leadtime/report.ts';

/** Columns of tables for the terminal. */
export const maturityNames = ['complete', 'clients in the end'];

export const maturityCells = (maturity: Maturity | null): (string | null)[] =>
	maturity
		? [`${Math.round(100 * maturity.complete)} %`, `about ${Math.round(maturity.expectedClients)}`]
		: [null, null];
