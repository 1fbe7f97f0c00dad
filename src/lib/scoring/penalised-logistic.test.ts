import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import { fitPenalised, logLoss, type LogisticFit, type LogisticProblem } from './penalised-logistic.ts';

/** Rows of dense columns; fields that are not given: all rows, free signs, no offset, c = 1. */
function problem(
	table: readonly (readonly number[])[],
	isClient: ArrayLike<number>,
	more: Partial<LogisticProblem> = {}
): LogisticProblem {
	const start = Uint32Array.from([0, ...table.keys()].map((_, i) => i * (table[0]?.length ?? 0)));
	const columns = table[0]?.length ?? 0;
	return {
		rows: {
			start,
			column: Uint16Array.from(table.flatMap((row) => row.map((_, j) => j))),
			value: Float64Array.from(table.flat())
		},
		isClient: Uint8Array.from(isClient),
		...{ from: 0, to: table.length, signs: new Int8Array(columns), offset: null, c: 1 },
		...more
	};
}

const fit = (given: LogisticProblem, start?: LogisticFit): LogisticFit => {
	const found = runSteps(fitPenalised(given, start));
	if (found.end !== 'found') throw new Error(found.end);
	return found;
};

/** The fixture l2-logistic-60: three counts a row, divided by their population standard deviations. */
const counts = `
101 121 120 122 132 132 120 021 001 110 030 032 102 110 110 021 102 112 010 102
030 120 002 030 120 002 020 111 111 110 131 001 130 100 132 132 101 031 002 112
021 120 000 101 011 131 011 021 102 031 031 011 132 111 011 111 100 030 000 010`;
const sd = [0.49553562491061676, 1.1469767022723503, 0.7808471183414983];
const table = counts
	.trim()
	.split(/\s+/)
	.map((row) => [...row].map((count, j) => Number(count) / sd[j]!));
const clients = [...'111111100011010000101100001100101111000100000110101010000000'].map(Number);

const close = (found: ArrayLike<number>, wanted: readonly number[], digits: number) => {
	expect(found).toHaveLength(wanted.length);
	wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits));
};

describe('the weights', () => {
	it.each([
		[0.1, -1.5164581523403287, [0.3817834540565896, 0.5607182496267311, 0.05714336884839315]],
		[1, -2.7079013743802327, [0.7553811397057271, 1.0625081636080413, 0.10893237893528615]],
		[10, -3.0809427697765206, [0.8737240829620335, 1.2127305659930332, 0.12867740212693077]]
	])('are those of another implementation, c = %s', (c, intercept, weights) => {
		const found = fit(problem(table, clients, { c }));
		expect(found.intercept).toBeCloseTo(intercept, 7);
		close(found.weights, weights, 7);
	});

	it('keep to their signs', () => {
		const found = fit(problem(table, clients, { signs: Int8Array.of(1, 1, -1) }));
		expect(found.intercept).toBeCloseTo(-2.5847326000418644, 6);
		close(found.weights, [0.7640985226172073, 1.0518169028205873, 0.0], 6);
		expect(found.weights[2]).toBe(0);
	});

	it('are the same from any start, and shared by equal columns', () => {
		const doubled = problem(
			table.map((row) => [...row, row[1]!]),
			clients
		);
		const found = fit(doubled);
		expect(found.weights[3]).toBeCloseTo(found.weights[1]!, 9);
		const again = fit(doubled, { ...found, intercept: 3, weights: Float64Array.of(5, -5, 5, -5) });
		close(again.weights, [...found.weights], 7);
	});

	it('end where a column tells the outcomes apart, or has nothing', () => {
		const apart = fit(
			problem(
				clients.map((client) => [client * 2, 0]),
				clients,
				{ c: 3 }
			)
		);
		expect(apart.weights[0]).toBeGreaterThan(1);
		expect(apart.weights[0]).toBeLessThan(10);
		expect(apart.weights[1]).toBe(0);
	});

	it('take some of the rows', () => {
		const part = fit(problem(table.slice(10, 50), clients.slice(10, 50)));
		const taken = fit(problem(table, clients, { from: 10, to: 50 }));
		expect(taken).toEqual(part);
		expect(logLoss(problem(table, clients), taken, 10, 50)).toBeCloseTo(
			logLoss(problem(table.slice(10, 50), clients.slice(10, 50)), part, 0, 40),
			9
		);
	});
});

describe('an offset', () => {
	const offset = Float64Array.from(table, ([, second]) => 7 * second!);
	const rest = table.map(([first, , third]) => [first!, third!]);

	it('is not penalised', () => {
		const found = fit(problem(rest, clients, { offset }));
		// With next to no penalty all columns are alike.
		const free = fit(problem(table, clients, { c: 1e7 }));
		const alike = fit(problem(rest, clients, { offset, c: 1e7 }));
		expect(alike.offsetWeight * 7).toBeCloseTo(free.weights[1]!, 4);
		close(alike.weights, [free.weights[0]!, free.weights[2]!], 4);
		expect(found.offsetWeight * 7).toBeGreaterThan(fit(problem(table, clients)).weights[1]!);
	});

	it('has a weight that is not negative', () => {
		expect(fit(problem(rest, clients, { offset: offset.map((value) => -value) })).offsetWeight).toBe(0);
	});

	it('that alone decides has no weight, nor has one that is the same everywhere', () => {
		const end = (value: (client: number, row: number) => number) =>
			runSteps(fitPenalised(problem(table, clients, { offset: Float64Array.from(clients, value) }))).end;
		expect(end((client) => 3 * client)).toBe('offsetSeparates');
		expect(end((client, row) => (client ? 2 : row % 2))).toBe('offsetSeparates');
		expect(end((client, row) => (client ? 1 : row % 2))).toBe('offsetSeparates');
		expect(end((client, row) => (client ? 1 : row % 3))).toBe('found');
		expect(end((client) => -client)).toBe('found');
		expect(end(() => 4)).toBe('offsetSame');
	});
});

it('finds nothing where all have the same outcome, or where there is nobody', () => {
	const end = (rows: number[][], outcomes: number[]) => runSteps(fitPenalised(problem(rows, outcomes))).end;
	expect(
		end(
			table,
			clients.map(() => 1)
		)
	).toBe('oneOutcome');
	expect(
		end(
			table,
			clients.map(() => 0)
		)
	).toBe('oneOutcome');
	expect(end([], [])).toBe('oneOutcome');
});

it('is at the bottom: no weight that may move has a slope', () => {
	const row = fc.tuple(fc.nat(3), fc.nat(2), fc.nat(1), fc.boolean());
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 4, maxLength: 60 }),
			fc.array(fc.constantFrom(-1, 0, 1), { minLength: 3, maxLength: 3 }),
			fc.constantFrom(0.003, 0.3, 3),
			(rows, signs, c) => {
				const outcomes = rows.map((each) => (each[3] ? 1 : 0));
				fc.pre(new Set(outcomes).size === 2);
				const columns = rows.map(([a, b, d]) => [a, b, d]);
				const found = fit(problem(columns, outcomes, { signs: Int8Array.from(signs), c }));
				const slopes = [0, ...found.weights];
				columns.forEach((values, i) => {
					const z = values.reduce((sum, value, j) => sum + value * found.weights[j]!, found.intercept);
					[1, ...values].forEach((value, j) => {
						slopes[j]! += c * value * (1 / (1 + Math.exp(-z)) - outcomes[i]!);
					});
				});
				expect(Math.abs(slopes[0]!)).toBeLessThan(1e-6);
				found.weights.forEach((weight, j) => {
					const slope = slopes[j + 1]!;
					const sign = signs[j]!;
					expect(weight * sign).toBeGreaterThanOrEqual(0);
					if (weight === 0 && sign !== 0) expect(slope * sign).toBeGreaterThan(-1e-6);
					else expect(Math.abs(slope)).toBeLessThan(1e-6);
				});
			}
		)
	);
});
