/** Laws of the comparison that hold for any leads. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import type { Cell, ManagerCells } from './cells.ts';
import { judge, type Judged } from './judge.ts';
import { monthsOf, strataOf } from './own-strata.ts';

const month = 24_000;

function judged(data: ManagerCells): Judged {
	return runSteps(judge(data, month));
}

const size = { managers: 7, strata: 6 };
const company: fc.Arbitrary<ManagerCells> = fc
	.uniqueArray(
		fc.record({
			manager: fc.nat(size.managers - 1),
			stratum: fc.nat(size.strata - 1),
			leads: fc.integer({ min: 1, max: 120 }),
			share: fc.float({ min: 0, max: 1, noNaN: true })
		}),
		{ selector: ({ manager, stratum }) => `${manager} ${stratum}`, maxLength: size.managers * size.strata }
	)
	.map((drawn) => ({
		managers: Array.from({ length: size.managers }, (_, i) => `m${i}`),
		strata: Array.from({ length: size.strata }, (_, i) => ({
			...{ group: '', channel: `c${i % 3}`, temperature: null },
			month: month - Math.floor(i / 3)
		})),
		cells: drawn.map(({ share, ...cell }): Cell => ({ ...cell, made: Math.round(cell.leads * share) }))
	}));

const near = (actual: number, wanted: number) =>
	expect(Math.abs(actual - wanted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted)));
const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

it('what is expected of all managers adds up to what they made', () => {
	fc.assert(
		fc.property(company, (data) => {
			const { managers } = judged(data);
			near(
				sum(managers.map(({ judgement }) => judgement.expected!)),
				sum(data.cells.map(({ made }) => made))
			);
			near(sum(managers.map(({ run }) => run.expected)), sum(managers.map(({ run }) => run.observed)));
		})
	);
});

it('the order of the cells does not matter', () => {
	const shuffled = company.chain((data) =>
		fc.tuple(
			fc.constant(data),
			fc.shuffledSubarray([...data.cells], { minLength: data.cells.length, maxLength: data.cells.length })
		)
	);
	fc.assert(
		fc.property(shuffled, ([data, cells]) => {
			const [one, other] = [judged(data), judged({ ...data, cells })];
			near(other.spread, one.spread);
			for (const [i, { judgement, made }] of one.managers.entries()) {
				const again = other.managers[i]!;
				expect(again.made).toBe(made);
				near(again.judgement.expected!, judgement.expected!);
				near(again.judgement.variance!, judgement.variance!);
				near(again.judgement.others!, judgement.others!);
			}
		})
	);
});

it('everyone who is outside the limits, and nobody else, has a level', () => {
	fc.assert(
		fc.property(company, (data) => {
			for (const { base, made, judgement } of judged(data).managers) {
				const { verdict, level, limits, luck } = judgement;
				if (limits === null) {
					expect([verdict, level, luck]).toEqual(['few', null, null]);
					continue;
				}
				const { low998, low95, high95, high998 } = limits;
				expect([0 <= low998, low998 <= low95, low95 < high95, high95 <= high998, high998 <= 1]).toEqual(
					Array.from({ length: 5 }, () => true)
				);
				// A count exactly on a limit is either.
				const rate = made / base;
				if (Object.values(limits).some((limit) => Math.abs(limit - rate) < 1e-9)) continue;
				expect(verdict).toBe(rate < low95 ? 'below' : rate > high95 ? 'above' : 'within');
				expect(level === 'alarm').toBe(rate < low998 || rate > high998);
			}
		})
	);
});

it('the parts of a manager add up to the whole', () => {
	fc.assert(
		fc.property(company, (data) => {
			for (const [i, { base, made, judgement }] of judged(data).managers.entries()) {
				const strata = strataOf(data, `m${i}`);
				const months = monthsOf(data, `m${i}`);
				expect(sum(strata.map(({ leads }) => leads))).toBe(base);
				expect(sum(strata.map((stratum) => stratum.made))).toBe(made);
				near(sum(strata.map(({ others }) => others ?? 0)), judgement.others!);
				expect(sum(months.map(({ leads }) => leads))).toBe(base);
				expect(sum(months.map(({ observed }) => observed))).toBe(made);
				near(sum(months.map(({ expected }) => expected)), judgement.expected!);
				near(sum(months.map(({ variance }) => variance)), judgement.variance!);
				expect(strata.map(({ leads }) => leads)).toEqual(
					strata.map(({ leads }) => leads).sort((a, b) => b - a)
				);
			}
		})
	);
});
