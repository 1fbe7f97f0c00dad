import { expect, it } from 'vitest';
import type { ManagerRow } from './report.ts';
import { rowTable, strataTable, totalTable } from './managers-table.ts';

const counts = {
	...{ leads: 60, accepted: 50, sql: 20, clients: 10, open: 5, refused: 20, unfit: 10, junk: 5, returned: 2 },
	revenue: 1234.5
};
const kind: ManagerRow['strata'][number] = {
	...{ channel: 'Webinar', temperature: 'warm', month: '2026-05-01' },
	...{ leads: 40, made: 7, others: 5.2, otherLeads: 300 }
};
const anna: ManagerRow = {
	strata: [kind],
	...counts,
	...{ key: 'Anna', team: 'North', role: 'closer', base: 50, made: 10 },
	...{ conversion: 0.2, interval: [0.1, 0.3], expected: 8, variance: 6, others: 7.5, ratio: 1.25 },
	...{ verdict: 'within', level: null, luck: 0.3, responseMedianMinutes: 12 },
	limits: { low95: 0.05, high95: 0.3, low998: 0.02, high998: 0.4 },
	run: { observed: 6, expected: 5, variance: 4, signal: null },
	otherCredit: { base: 40, made: 9, expected: 7, ratio: 9 / 7, verdict: 'within', level: null }
};
const nobody: ManagerRow = {
	strata: [],
	...counts,
	...{ key: null, team: null, role: null, base: 0, made: 0, conversion: null, interval: [null, null] },
	...{ expected: null, variance: null, others: null, ratio: null, verdict: null, level: null, luck: null },
	...{ limits: null, run: null, responseMedianMinutes: null, otherCredit: null }
};

/** A row of a table by the names of its columns. */
const named = ({ header, rows }: { header: string[]; rows: unknown[][] }, i = 0) => {
	expect(rows.every((row) => row.length === header.length)).toBe(true);
	expect(new Set(header).size).toBe(header.length);
	return Object.fromEntries(header.map((name, column) => [name, rows[i]![column]]));
};

it('has every figure of a row, what is made of several as columns of their own', () => {
	const table = rowTable({ rows: [anna, nobody] });
	const { key, interval, limits, run, otherCredit, strata, ...plain } = anna;
	expect(named(table)).toEqual({
		...plain,
		strata: undefined,
		...{ manager: key, intervalLow: interval[0], intervalHigh: interval[1] },
		...limits,
		...{ runObserved: run!.observed, runExpected: 5, runVariance: 4, runSignal: null },
		...{ otherBase: 40, otherMade: 9, otherExpected: 7, otherRatio: 9 / 7 },
		...{ otherVerdict: otherCredit!.verdict, otherLevel: null }
	});
	expect(named(strataTable({ rows: [nobody, anna] }))).toEqual({ manager: key, ...strata[0] });
	expect(named(table, 1)).toMatchObject({ ...counts, manager: null, low95: null, runObserved: null });
});

it('sums up in one row', () => {
	const total = { ...counts, base: 50, made: 10, conversion: 0.2, interval: [0.1, 0.3] as [number, number] };
	const { interval, ...plain } = total;
	const judged = { rate: 0.2, dispersion: 1.5, spread: 0.27 };
	const months = { runFrom: '2026-01-01', runTo: '2026-06-01' };
	const table = totalTable({ total, ...judged, runMonths: { from: months.runFrom, to: months.runTo } });
	expect(named(table)).toEqual({
		...plain,
		...{ intervalLow: interval[0], intervalHigh: interval[1], ...judged, ...months }
	});
	const nothing = totalTable({ total, rate: null, dispersion: null, spread: 0, runMonths: null });
	expect(named(nothing)).toMatchObject({ rate: null, dispersion: null, runFrom: null, runTo: null });
});
