/** The groups of a breakdown, side by side. */
import { enough } from '#lib/stats/enough.ts';
import { lastFollowedDay, pointAt } from './followed.ts';
import type { GroupKey, Incidence } from './report.ts';

export type Group = { key: GroupKey } & Incidence;

/** Days since arrival whose shares are compared. */
export const groupDays = [30, 90, 365] as const;

export interface GroupRow {
	key: GroupKey;
	leads: number;
	clients: number;
	lost: number;
	open: number;
	/** Clients of all leads by the end of each of `groupDays`; null: too few leads are followed so long. */
	shares: ({ share: number; lo: number | null; hi: number | null } | null)[];
	/** Day by which half of those that ever become clients have; null with too few clients. */
	half: number | null;
	/** Median days of the clients with a usable date, and how many they are. */
	median: number | null;
	dated: number;
	leftOut: number;
	/** Too few dated clients to say when the others come. */
	few: boolean;
}

export function groupRow({ key, ...group }: Group, window = Infinity): GroupRow {
	const { leads, clients, lost, open, curve, converted, leftOut } = group;
	const followed = lastFollowedDay(curve) ?? -1;
	const few = converted.n < enough;
	return {
		...{ key, leads, clients, lost, open, leftOut, few },
		shares: groupDays.map((day) => {
			const point = day <= Math.min(followed, window) ? pointAt(curve, day) : null;
			return point && { share: point.incidence, lo: point.lo, hi: point.hi };
		}),
		half: few ? null : group.halfTimeDays,
		median: few ? null : converted.median,
		dated: converted.n
	};
}

/**
 * The groups that are drawn as lines, `most` of them: those with most leads, or the last ones of a breakdown by time,
 * in the order given. Only groups with a client by the last day that enough leads are followed to.
 */
export function drawnGroups(groups: readonly Group[], most: number, inTime: boolean): Group[] {
	const drawable = groups.filter(({ curve }) => {
		const followed = lastFollowedDay(curve) ?? 0;
		return followed >= 1 && (pointAt(curve, followed)?.incidence ?? 0) > 0;
	});
	if (inTime) return drawable.slice(-most);
	const largest = drawable.toSorted((a, b) => b.leads - a.leads).slice(0, most);
	return drawable.filter((group) => largest.includes(group));
}

/** The latest of `groupDays` to which both are followed, with both shares; null without one. */
export function sharesOfPair(a: GroupRow, b: GroupRow): { day: number; a: number; b: number } | null {
	const i = groupDays.findLastIndex((_, i) => a.shares[i] && b.shares[i]);
	return i < 0 ? null : { day: groupDays[i]!, a: a.shares[i]!.share, b: b.shares[i]!.share };
}
