/** Which groups' curves differ by more than chance: all at once, and each pair. */
import { holm, level } from '#lib/stats/adjust.ts';
import { enough } from '#lib/stats/enough.ts';
import { logRank, riskTable, type GroupTimes } from './log-rank.ts';
import type { CurveDifference, GroupKey } from './report.ts';

/** The groups with the most clients are compared: so many that their pairs can still tell anything. */
export const mostGroups = 30;

export interface ComparedGroup extends GroupTimes {
	key: GroupKey;
}

const clientsOf = ({ clients }: GroupTimes) => clients.reduce((sum, [, leads]) => sum + leads, 0);

/** The groups that can be compared: with enough clients, and not too many of them. In the order given. */
export function comparable<T extends GroupTimes>(groups: readonly T[]): T[] {
	const counts = new Map(groups.map((group) => [group, clientsOf(group)]));
	const most = groups
		.filter((group) => counts.get(group)! >= enough)
		.sort((a, b) => counts.get(b)! - counts.get(a)!)
		.slice(0, mostGroups);
	return groups.filter((group) => most.includes(group));
}

/**
 * The test of all groups that can be compared, and of every pair of them, adjusted for the number of pairs. Leads
 * without a usable date are to be left out, as in the curve. Null with fewer than two such groups.
 */
export function curveDifference(groups: readonly ComparedGroup[]): CurveDifference | null {
	const compared = comparable(groups);
	if (compared.length < 2) return null;
	const table = riskTable(compared);
	const { chisq, df, p } = logRank(table);
	const pairs = compared.flatMap((_, a) => compared.slice(a + 1).map((_, i) => [a, a + 1 + i] as const));
	const chances = holm(pairs.map((pair) => logRank(table, pair).p));
	return {
		groups: compared.length,
		chisq,
		df,
		p,
		pairs: pairs.map(([a, b], i) => ({
			a: compared[a]!.key,
			b: compared[b]!.key,
			p: chances[i]!,
			clear: chances[i]! <= level
		}))
	};
}
