import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logRank, riskTable, type DayCount, type GroupTimes } from './log-rank.ts';

/** Fixtures incidence-difference and incidence-difference-3-groups of METHODS (R's survdiff). */
const day = [
	36, 4, 12, 7, 0, 9, 6, 18, 5, 1, 1, 15, 4, 48, 11, 6, 14, 18, 8, 11, 18, 9, 5, 59, 10, 0, 6, 30, 10, 0, 40,
	30, 4, 10, 0, 13, 8, 39, 46, 60, 2, 26, 54, 8, 15, 43, 9, 1, 14, 25, 27, 9, 0, 0, 3, 34, 8, 11, 0, 37
];
const outcome = [
	1, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 0, 1, 0, 2, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0, 1, 2,
	2, 0, 0, 0, 2, 0, 0, 2, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 2, 0, 2, 1, 2, 0
];
const followUp = [
	49, 53, 15, 44, 30, 47, 59, 31, 13, 15, 37, 33, 50, 48, 24, 6, 21, 18, 17, 53, 48, 9, 43, 59, 10, 52, 6, 30,
	33, 43, 40, 30, 58, 10, 41, 18, 59, 39, 46, 60, 41, 26, 54, 52, 15, 43, 14, 32, 24, 25, 27, 17, 46, 22, 45,
	34, 41, 49, 16, 37
];

const groupsBy = (nameOf: (lead: number) => string): GroupTimes[] => {
	const names = day.map((_, lead) => nameOf(lead));
	return [...new Set(names)].map((name) => {
		const of = names.flatMap((one, lead) => (one === name ? [lead] : []));
		const once = (leads: number[], days: number[]): DayCount[] => leads.map((lead) => [days[lead]!, 1]);
		return {
			clients: once(
				of.filter((lead) => outcome[lead] === 1),
				day
			),
			others: once(
				of.filter((lead) => outcome[lead] !== 1),
				followUp
			)
		};
	});
};
const two = groupsBy((lead) => (lead < 35 ? 'a' : 'b'));
const three = groupsBy((lead) => (lead < 25 ? 'a' : lead < 45 ? 'b' : 'c'));
const near = (value: number) => expect.closeTo(value, 9);
const test = (groups: GroupTimes[]) => logRank(riskTable(groups));

describe('the log-rank test', () => {
	it('of two groups', () => {
		expect(test(two)).toEqual({
			observed: [15, 7],
			expected: [near(11.9179616081016), near(10.0820383918984)],
			chisq: near(1.80652342282824),
			df: 1,
			p: near(0.178925841355099)
		});
	});

	it('of three groups', () => {
		expect(test(three)).toMatchObject({ chisq: near(5.18588231207905), df: 2, p: near(0.0747997186001004) });
	});

	it('of a pair among them is that of the two alone', () => {
		const pair = logRank(riskTable(three), [0, 2]);
		const alone = test([three[0]!, three[2]!]);
		expect(pair).toEqual({ ...alone, chisq: near(alone.chisq), p: near(alone.p) });
	});

	it('does not depend on the order of the groups, nor on how days are counted together', () => {
		const { chisq, p } = test(three);
		fc.assert(
			fc.property(fc.shuffledSubarray(three, { minLength: 3 }), (groups) => {
				const doubled = groups.map(({ clients, others }) => ({
					clients: together(clients),
					others: together(others)
				}));
				expect(test(doubled)).toMatchObject({ chisq: near(chisq), p: near(p) });
			})
		);
	});

	it('tells nothing where all became clients on one day, or nobody did', () => {
		const dayZero: GroupTimes = { clients: [[0, 12]], others: [] };
		expect(test([dayZero, dayZero])).toMatchObject({ chisq: 0, df: 0, p: 1 });
		const nobody: GroupTimes = { clients: [], others: [[10, 12]] };
		expect(test([nobody, nobody, nobody])).toMatchObject({ observed: [0, 0, 0], chisq: 0, df: 0, p: 1 });
		expect(test([nobody])).toMatchObject({ df: 0, p: 1 });
		expect(test([])).toMatchObject({ df: 0, p: 1 });
	});

	it('passes over a group without leads, and over one that was never at risk', () => {
		const { chisq } = test(three);
		const none: GroupTimes = { clients: [], others: [] };
		const young: GroupTimes = { clients: [], others: [[-1, 5]] };
		for (const groups of [
			[none, ...three],
			[...three, none],
			[three[0]!, young, three[1]!, three[2]!]
		])
			expect(test(groups)).toMatchObject({ chisq: near(chisq), df: 2 });
	});

	it('finds a group with fewer clients', () => {
		const of = (clients: number): GroupTimes => ({
			clients: Array.from({ length: clients }, (_, i) => [i, 1] as const),
			others: [[100, 80 - clients]]
		});
		expect(test([of(40), of(40), of(12)]).p).toBeLessThan(1e-4);
		expect(test([of(40), of(40), of(40)])).toMatchObject({ chisq: near(0), df: 2, p: near(1) });
	});
});

function together(counts: readonly DayCount[]): DayCount[] {
	const sums = new Map<number, number>();
	for (const [day, leads] of counts) sums.set(day, (sums.get(day) ?? 0) + leads);
	return [...sums];
}
