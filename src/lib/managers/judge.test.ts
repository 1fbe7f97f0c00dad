import { describe, expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import type { Cell, ManagerCells } from './cells.ts';
import { judge, type Judged } from './judge.ts';

/** Rows are managers, columns strata: [leads, made]. All of one month. */
const cellsOf = (rows: [leads: number, made: number][][]): ManagerCells => ({
	managers: rows.map((_, i) => `m${i}`),
	strata: (rows[0] ?? []).map((_, i) => ({ group: '', channel: `c${i}`, temperature: null, month: 24_000 })),
	cells: rows.flatMap((columns, manager) =>
		columns.flatMap(([leads, made], stratum): Cell[] =>
			leads > 0 ? [{ manager, stratum, leads, made }] : []
		)
	)
});

function judged(data: ManagerCells, newest = 24_000): Judged {
	return runSteps(judge(data, newest));
}

const table = (leads: number[][], made: number[][]) =>
	cellsOf(leads.map((row, i) => row.map((count, h): [number, number] => [count, made[i]![h]!])));

describe('judge', () => {
	// An independent implementation (numpy, scipy betainc).
	it('tells managers from luck where they differ among themselves', () => {
		const { managers, spread, dispersion } = judged(
			table(
				[
					[56, 206, 48, 41, 6, 43],
					[7, 49, 32, 99, 28, 85],
					[17, 11, 37, 39, 92, 24],
					[57, 25, 26, 27, 15, 30],
					[25, 8, 19, 68, 19, 11],
					[5, 32, 23, 12, 17, 31],
					[0, 5, 7, 4, 9, 5]
				],
				[
					[5, 24, 4, 11, 1, 18],
					[1, 8, 7, 28, 11, 49],
					[1, 1, 4, 3, 13, 4],
					[3, 1, 6, 3, 6, 16],
					[1, 0, 2, 10, 3, 4],
					[1, 6, 2, 6, 6, 13],
					[0, 0, 1, 0, 3, 3]
				]
			)
		);
		expect(dispersion).toBeCloseTo(5.944555410631749, 9);
		expect(spread).toBeCloseTo(0.26728372730013056, 9);
		const figures = managers.map(({ base, made, judgement: { expected, variance, others, ratio } }) => [
			...[base, made, expected, variance, others, ratio]
		]);
		const wanted = [
			[400, 63, 65.1506993816145, 30.755275600735224, 66.42691156282295, 0.9669888519689256],
			[300, 104, 77.68307409448727, 36.47255241901265, 66.75637386309164, 1.338772972262954],
			[220, 26, 48.22773664170781, 24.9653462758856, 58.25047047415296, 0.5391088574850297],
			[180, 35, 33.757351721977095, 20.662228291448645, 33.849794339115526, 1.0368111897004617],
			[150, 20, 29.157364190084376, 18.605413752817636, 30.91783515633289, 0.6859330586130777],
			[120, 34, 28.222350195104333, 17.132463975400082, 27.99789165833011, 1.2047189466842454],
			[30, 7, 6.801423775024627, 4.722689134597578, 6.758649282856872, 1.0291962729486965]
		];
		expect(figures).toEqual(wanted.map((row) => row.map((value) => expect.closeTo(value, 9) as number)));
		expect(managers.map(({ judgement }) => [judgement.verdict, judgement.level])).toEqual([
			...Array.from({ length: 6 }, () => ['within', null]),
			['few', null]
		]);
	});

	it('finds the one who differs where the others do not', () => {
		const { managers, spread } = judged(
			table(
				[
					[111, 96, 69, 24],
					[105, 85, 42, 28],
					[87, 71, 54, 28],
					[90, 64, 42, 24],
					[77, 68, 35, 20],
					[62, 54, 42, 22],
					[67, 46, 28, 19],
					[62, 44, 23, 11],
					[54, 31, 26, 9],
					[5, 8, 5, 2]
				],
				[
					[5, 4, 11, 3],
					[5, 11, 12, 9],
					[11, 8, 10, 11],
					[15, 12, 8, 10],
					[6, 8, 9, 6],
					[6, 8, 12, 5],
					[7, 9, 10, 2],
					[7, 10, 8, 2],
					[8, 6, 7, 3],
					[0, 2, 2, 0]
				]
			)
		);
		expect(spread).toBe(0);
		const wanted: [number, number, number, string, string | null, number | null][] = [
			[23, 47.322158943060586, 32.23443431063422, 'below', 'alarm', 4.217526897799091e-6],
			[37, 39.75093341691702, 28.079599344924787, 'within', null, 0.3395001739596597],
			[40, 38.99304027787635, 27.346955235667167, 'within', null, 0.4563509856176253],
			[45, 34.31280210378571, 24.70243833723965, 'above', 'alert', 0.02221385583957686],
			[29, 30.806082881902555, 22.559593457667784, 'within', null, 0.39759489068682186],
			[31, 29.669463960447565, 21.519110724645394, 'within', null, 0.42284761766074325],
			[28, 24.832492568148304, 18.540178162326278, 'within', null, 0.26400658361355656],
			[27, 20.67358400555122, 15.845969225899935, 'within', null, 0.07460315811937282],
			[24, 18.29150009068042, 14.038757917640632, 'within', null, 0.08506647220836547],
			[4, 3.3479417516302763, 2.678471408105717, 'few', null, null]
		];
		for (const [i, [made, expected, variance, verdict, level, luck]] of wanted.entries()) {
			const { judgement } = managers[i]!;
			expect(managers[i]!.made).toBe(made);
			expect(judgement.expected).toBeCloseTo(expected, 9);
			expect(judgement.variance).toBeCloseTo(variance, 9);
			expect([judgement.verdict, judgement.level]).toEqual([verdict, level]);
			if (luck === null) expect(judgement.luck).toBeNull();
			else expect(judgement.luck! / luck).toBeCloseTo(1, 9);
		}
	});

	it('finds nothing where everyone is the same', () => {
		const { managers, spread, dispersion } = judged(cellsOf(Array.from({ length: 8 }, () => [[100, 20]])));
		expect([spread, dispersion]).toEqual([0, 0]);
		for (const { judgement } of managers) {
			expect(judgement).toMatchObject({ expected: 20, others: 20, ratio: 1, verdict: 'within', level: null });
			expect(judgement.limits!.low95).toBeLessThan(0.2);
			expect(judgement.limits!.high95).toBeGreaterThan(0.2);
		}
	});

	it('has nobody to compare the only manager with', () => {
		const { managers, spread, dispersion } = judged(cellsOf([[[300, 60]]]));
		expect([spread, dispersion]).toEqual([0, null]);
		expect(managers[0]!.judgement).toMatchObject({
			...{ expected: 60, variance: 0, others: 0, ratio: 1 },
			...{ verdict: 'few', level: null, luck: null, limits: null }
		});
		expect(managers[0]!.run).toEqual({ observed: 60, expected: 60, variance: 0, signal: null });
	});

	it('does not judge where every lead became a client, or none', () => {
		for (const made of [50, 0]) {
			const { managers } = judged(cellsOf([[[50, made]], [[50, made]]]));
			for (const { judgement } of managers)
				expect(judgement).toMatchObject({ variance: 0, others: made, verdict: 'few', limits: null });
		}
	});

	it('compares a manager of hard leads with hard leads', () => {
		const { managers } = judged(
			cellsOf([
				[
					[400, 8],
					[0, 0]
				],
				[
					[400, 8],
					[400, 120]
				],
				[
					[0, 0],
					[400, 120]
				]
			])
		);
		expect(managers.map(({ judgement }) => [judgement.expected, judgement.verdict])).toEqual([
			[8, 'few'],
			[128, 'within'],
			[120, 'within']
		]);
	});

	it('compares within a group only', () => {
		const data = cellsOf([[[100, 40]], [[100, 40]], [[100, 10]], [[100, 10]]]);
		const apart: ManagerCells = {
			...data,
			strata: [data.strata[0]!, { ...data.strata[0]!, group: 'other' }],
			cells: data.cells.map((cell) => ({ ...cell, stratum: cell.manager < 2 ? 0 : 1 }))
		};
		const verdicts = (of: ManagerCells) => judged(of).managers.map(({ judgement }) => judgement.verdict);
		expect(verdicts(data)).toEqual(['above', 'above', 'below', 'below']);
		expect(verdicts(apart)).toEqual(['within', 'within', 'within', 'within']);
	});

	it('takes the last six months with leads together, up to the as-of date', () => {
		// One after the other, from July 2025 on; the last lies after the as-of date.
		const months = [24_306, 24_307, 24_308, 24_309, 24_310, 24_311, 24_312, 24_320];
		const data: ManagerCells = {
			managers: ['slow', 'others'],
			strata: months.map((month) => ({ group: '', channel: null, temperature: null, month })),
			cells: months.flatMap((_, stratum): Cell[] => [
				{ manager: 0, stratum, leads: 20, made: 1 },
				{ manager: 1, stratum, leads: 200, made: 65 }
			])
		};
		const { run, managers } = judged(data, 24_315);
		expect(run).toEqual({ from: 24_307, to: 24_312 });
		expect(managers[0]!.run).toMatchObject({ observed: 6, expected: 36, signal: 'below' });
		expect(managers[1]!.run).toMatchObject({ observed: 390, expected: 360, signal: 'above' });
	});
});
