import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe } from '#lib/stats/intervals.ts';
import { whatChanged, type RowCounts } from './what-changed.ts';

type Row = [leads: number, clients: number, open?: number];
const rows = (counts: Record<string, Row>): RowCounts[] =>
	Object.entries(counts).map(([key, [leads, clients, open]]) => ({ key, leads, clients, open }));
const changed = (before: Record<string, Row>, after: Record<string, Row>) =>
	whatChanged(rows(before), rows(after));
type Changed = ReturnType<typeof changed>;
const rowOf = ({ rows }: Changed, key: string) => rows.find((row) => row.key === key)!;

describe('whatChanged', () => {
	it('parts the change into mix and rate', () => {
		const result = changed(
			{ a: [300, 12], b: [250, 5], c: [50, 4], d: [0, 0] },
			{ a: [200, 10], b: [300, 9], c: [60, 3], d: [40, 4] }
		);
		expect(result.before).toEqual({ leads: 600, clients: 21 });
		expect(result.after).toEqual({ leads: 600, clients: 26 });
		expect(result.change).toBeCloseTo(0.008333333333333331, 12);
		expect(result.mix).toBeCloseTo(0.002333333333333334, 12);
		expect(result.rate).toBeCloseTo(0.006, 12);
		const parts: [string, number, number][] = [
			['a', -0.0009722222222222217, 0.0041666666666666675],
			['b', -0.0011805555555555554, 0.004583333333333333],
			['c', 0.0004305555555555558, -0.0027500000000000003],
			['d', 0.004055555555555555, 0]
		];
		for (const [key, mix, rate] of parts) {
			expect(rowOf(result, key).mix, key).toBeCloseTo(mix, 12);
			expect(rowOf(result, key).rate, key).toBeCloseTo(rate, 12);
		}
		expect(result.rows.map(({ key }) => key)).toEqual(['b', 'a', 'd', 'c']);
	});

	it('gives the range of a rate, none where a row is absent in one period', () => {
		const result = changed({ a: [300, 12], b: [300, 9] }, { a: [200, 10], c: [200, 4] });
		const [lo, hi] = newcombe(10, 200, 12, 300);
		// Half of the leads came by it in both periods.
		expect(rowOf(result, 'a').rateInterval[0]).toBeCloseTo(lo! / 2, 12);
		expect(rowOf(result, 'a').rateInterval[1]).toBeCloseTo(hi! / 2, 12);
		expect(rowOf(result, 'b')).toMatchObject({
			rate: 0,
			rateInterval: [null, null],
			after: { leads: 0, clients: 0 }
		});
		expect(rowOf(result, 'c')).toMatchObject({ rate: 0, rateInterval: [null, null] });
	});

	it('is nothing against a period without leads', () => {
		for (const result of [
			changed({}, { a: [300, 12], b: [20, 3] }),
			changed({ a: [300, 12] }, { a: [0, 0] })
		]) {
			expect(result).toMatchObject({ change: 0, mix: 0, rate: 0, clear: false });
			for (const row of result.rows) expect(row).toMatchObject({ mix: 0, rate: 0, clear: false });
		}
		expect(changed({}, {})).toMatchObject({ change: 0, mix: 0, rate: 0, rows: [] });
	});

	it('leaves a row without leads in both periods at nothing', () => {
		const result = changed({ a: [300, 12], radio: [0, 0] }, { a: [300, 20] });
		expect(rowOf(result, 'radio')).toMatchObject({ mix: 0, rate: 0, rateInterval: [null, null] });
	});

	it('keeps pairs and the row without a channel apart', () => {
		const counts = [
			{ key: null, leads: 100, clients: 5 },
			{ key: 'null', leads: 100, clients: 7 },
			{ key: ['a', null] as [string, null], leads: 100, clients: 9 }
		];
		const result = whatChanged(counts, counts);
		expect(result.rows.map(({ key }) => key)).toEqual([null, 'null', ['a', null]]);
		expect(result).toMatchObject({ change: 0, mix: 0, rate: 0 });
	});

	it('calls a change clear only if it is so among all rows', () => {
		const calm = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`c${i}`, [1000, 50] as Row]));
		const alone = changed({ a: [1000, 70] }, { a: [1000, 48] });
		expect(rowOf(alone, 'a').rateInterval[1]).toBeLessThan(0);
		expect(rowOf(alone, 'a').clear).toBe(true);
		const among = changed({ ...calm, a: [1000, 70] }, { ...calm, a: [1000, 48] });
		expect(rowOf(among, 'a').rateInterval[1]).toBeLessThan(0);
		expect(rowOf(among, 'a').clear).toBe(false);
		expect(rowOf(changed({ ...calm, a: [1000, 90] }, { ...calm, a: [1000, 48] }), 'a').clear).toBe(true);
		expect(among.clear).toBe(false);
	});

	it('is not clear with fewer than 10 clients', () => {
		expect(rowOf(changed({ a: [100, 9] }, { a: [100, 0] }), 'a').clear).toBe(false);
	});

	it('knows a fall that open leads could make up', () => {
		const young = changed({ a: [1000, 90, 20] }, { a: [1000, 40, 300] });
		expect(young).toMatchObject({ clear: true, young: true });
		expect(rowOf(young, 'a')).toMatchObject({ clear: true, young: true });
		expect(changed({ a: [1000, 90, 300] }, { a: [1000, 40, 300] })).toMatchObject({
			clear: true,
			young: false
		});
		expect(changed({ a: [1000, 40, 20] }, { a: [1000, 90, 300] })).toMatchObject({
			clear: true,
			young: false
		});
	});

	const period = fc.array(
		fc
			.tuple(
				fc.constantFrom('a', 'b', 'c', 'd', 'e', null),
				fc.nat(5000),
				fc.double({ min: 0, max: 1, noNaN: true })
			)
			.map(([key, leads, rate]) => ({ key, leads, clients: Math.round(leads * rate) })),
		{ maxLength: 8 }
	);
	it('adds up to the change, whatever the rows', () => {
		fc.assert(
			fc.property(period, period, (before, after) => {
				const { change, mix, rate, rows } = whatChanged(before, after);
				const sum = rows.reduce((sum, row) => sum + row.mix + row.rate, 0);
				expect(Math.abs(sum - change)).toBeLessThan(1e-12);
				expect(Math.abs(mix + rate - change)).toBeLessThan(1e-12);
			})
		);
	});
});
