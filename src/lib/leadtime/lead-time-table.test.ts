import { describe, expect, it } from 'vitest';
import { curveTable, differenceTable, groupCurvesTable, groupTable, totalTable } from './lead-time-table.ts';
import type { CurvePoint, Incidence } from './report.ts';

const point = (day: number, incidence: number, more: Partial<CurvePoint> = {}): CurvePoint => ({
	...{ day, atRisk: 10, client: 1, lost: 0, incidence, lostIncidence: 0, open: 1 - incidence },
	...{ se: null, lo: null, hi: null },
	...more
});

const whole: Incidence = {
	...{ leads: 12, clients: 4, lost: 2, open: 6, leftOut: 3, leftOutClients: 2, leftOutLost: 1, afterAsOf: 0 },
	curve: [point(3, 0.1, { lo: 0.05, hi: 0.2 }), point(40, 0.25), point(100, 0.5, { lo: 0.3, hi: 0.8 })],
	...{ halfTimeDays: 40, lossHalfTimeDays: null },
	converted: { n: 2, p25: 1, median: 2, p75: 3, p90: 4 }
};
const empty: Incidence = {
	...{ leads: 0, clients: 0, lost: 0, open: 0, leftOut: 0, leftOutClients: 0, leftOutLost: 0, afterAsOf: 0 },
	...{ curve: [], halfTimeDays: null, lossHalfTimeDays: null },
	converted: { n: 0, p25: null, median: null, p75: null, p90: null }
};

const rowOf = ({ header, rows }: { header: string[]; rows: unknown[][] }, i = 0) =>
	Object.fromEntries(header.map((name, column) => [name, rows[i]![column]]));

describe('the curve', () => {
	it('has a row a day', () => {
		const table = curveTable(whole);
		expect(table.rows.map(([day]) => day)).toEqual([3, 40, 100]);
		expect(rowOf(table)).toEqual({
			...{ day: 3, atRisk: 10, client: 1, lost: 0, incidence: 0.1, intervalLow: 0.05, intervalHigh: 0.2 },
			...{ lostIncidence: 0, open: 0.9 }
		});
		expect(curveTable(empty).rows).toEqual([]);
	});

	it('of groups begins with their keys', () => {
		const groups = [
			{ key: ['SMM', null] as [string, null], ...whole },
			{ key: ['Mail', 'Anna'] as [string, string], ...empty }
		];
		const table = groupCurvesTable(groups, ['channel', 'manager']);
		expect(table.header.slice(0, 3)).toEqual(['channel', 'manager', 'day']);
		expect(table.rows.map((row) => row.slice(0, 3))).toEqual([
			['SMM', null, 3],
			['SMM', null, 40],
			['SMM', null, 100]
		]);
	});
});

describe('the figures', () => {
	it('have the share of clients by days that the curve comes to, and at its end', () => {
		expect(rowOf(totalTable(whole))).toMatchObject({
			...{ leads: 12, leftOut: 3, incidence30: 0.1, incidence90: 0.25, incidence365: null },
			...{ incidence: 0.5, intervalLow: 0.3, intervalHigh: 0.8, halfTimeDays: 40, medianDays: 2, p90Days: 4 }
		});
	});

	it('of a group without leads are empty', () => {
		const table = groupTable([{ key: null, ...empty }], ['channel']);
		expect(table.rows[0]).toHaveLength(table.header.length);
		expect(rowOf(table)).toMatchObject({ channel: null, leads: 0, incidence30: null, incidence: null });
	});
});

it('the pairs have two keys', () => {
	const pairs = [{ a: 'SMM', b: null, p: 0.04, clear: true }];
	expect(differenceTable({ groups: 2, chisq: 4.2, df: 1, p: 0.04, pairs }, ['channel'])).toEqual({
		header: ['channel 1', 'channel 2', 'p', 'clear'],
		rows: [['SMM', null, 0.04, true]]
	});
	expect(differenceTable(null, ['channel']).rows).toEqual([]);
});
