import { expect, it } from 'vitest';
import { holm } from '#lib/stats/adjust.ts';
import { comparable, curveDifference, mostGroups, type ComparedGroup } from './curve-difference.ts';
import { logRank, riskTable } from './log-rank.ts';

/** `clients` leads that buy on the days after `from`, one a day, and 50 that do not in 90 days. */
const group = (key: string, clients: number, from = 0): ComparedGroup => ({
	key,
	clients: Array.from({ length: clients }, (_, i) => [from + i, 1] as const),
	others: [[90, 50]]
});

it('compares the groups with enough clients, all at once and in pairs', () => {
	const groups = [group('fast', 40), group('few', 9), group('slow', 10, 60), group('as fast', 38)];
	const difference = curveDifference(groups)!;
	const compared = [groups[0]!, groups[2]!, groups[3]!];
	const { chisq, df, p } = logRank(riskTable(compared));
	expect(difference).toMatchObject({ groups: 3, chisq, df, p });
	const pairs = [
		['fast', 'slow', 0, 1],
		['fast', 'as fast', 0, 2],
		['slow', 'as fast', 1, 2]
	] as const;
	const chances = holm(pairs.map(([, , a, b]) => logRank(riskTable([compared[a]!, compared[b]!])).p));
	expect(difference.pairs).toEqual(
		pairs.map(([a, b], i) => ({ a, b, p: expect.closeTo(chances[i]!, 12), clear: i !== 1 }))
	);
});

it('has nothing to compare with fewer than two groups of ten clients', () => {
	expect(curveDifference([])).toBeNull();
	expect(
		curveDifference([group('only', 50), group('few', 9), { key: null, clients: [], others: [] }])
	).toBeNull();
	expect(curveDifference([group('one', 10), group('other', 10)])).toMatchObject({ groups: 2, p: 1 });
});

it('compares the groups with the most clients where there are many', () => {
	const many = Array.from({ length: 100 }, (_, i) => group(`campaign ${i}`, 10 + (i % 50)));
	const chosen = comparable(many);
	expect(chosen).toHaveLength(mostGroups);
	expect(Math.min(...chosen.map(({ clients }) => clients.length))).toBe(45);
	expect(curveDifference(many)!.pairs).toHaveLength((mostGroups * (mostGroups - 1)) / 2);
});
