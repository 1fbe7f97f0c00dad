/** Whether leads of several groups become clients equally soon (METHODS, section 5, Difference: the log-rank test). */
import { chiSquareTail } from '#lib/stats/chi-square.ts';

/**
 * Leads of one group by whole elapsed days: those that became clients, by the day they did, and all others, lost ones
 * too, by the day up to which they could have (that of the as-of date). Days may come in any order and repeatedly.
 */
export interface GroupTimes {
	clients: readonly DayCount[];
	others: readonly DayCount[];
}

export type DayCount = readonly [day: number, leads: number];

export interface LogRank {
	observed: number[];
	/** Clients of each group if all were alike. */
	expected: number[];
	chisq: number;
	/** One less than the groups; less still where some cannot be told apart from the others. */
	df: number;
	/** Chance of groups at least as different if all were alike; 1 where nothing can be told. */
	p: number;
}

/** Of each group, by the days on which any of them had a client: leads at risk, and clients. */
export interface RiskTable {
	atRisk: Float64Array[];
	clients: Float64Array[];
}

/** What tests of these groups, and of some of them, are made from. */
export function riskTable(groups: readonly GroupTimes[]): RiskTable {
	const days = [...new Set(groups.flatMap(({ clients }) => clients.map(([day]) => day)))].sort(
		(a, b) => a - b
	);
	const placeOf = new Map(days.map((day, i) => [day, i]));
	const clients = groups.map((group) => {
		const counts = new Float64Array(days.length);
		for (const [day, leads] of group.clients) counts[placeOf.get(day)!]! += leads;
		return counts;
	});
	const atRisk = groups.map((group) => {
		// Those that leave on a day are at risk on it and before: gathered at its place, then added up from the end.
		const counts = new Float64Array(days.length);
		for (const list of [group.clients, group.others])
			for (const [day, leads] of list) {
				const place = lastUpTo(days, day);
				if (place >= 0) counts[place]! += leads;
			}
		for (let i = days.length - 2; i >= 0; i--) counts[i]! += counts[i + 1]!;
		return counts;
	});
	return { atRisk, clients };
}

/** Place of the last of the ascending `days` that is not later than `day`; -1: all are. */
function lastUpTo(days: readonly number[], day: number): number {
	let [from, to] = [0, days.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (days[middle]! <= day) from = middle + 1;
		else to = middle;
	}
	return from - 1;
}

/** The test of the groups at these places of the table (all of them, or a pair). */
export function logRank(
	table: RiskTable,
	groups: readonly number[] = table.atRisk.map((_, i) => i)
): LogRank {
	const atRisk = groups.map((g) => table.atRisk[g]!);
	const clients = groups.map((g) => table.clients[g]!);
	const observed = groups.map(() => 0);
	const expected = groups.map(() => 0);
	const variance = groups.map(() => groups.map(() => 0));
	for (let day = 0; day < (atRisk[0]?.length ?? 0); day++) {
		let n = 0;
		let d = 0;
		for (let i = 0; i < groups.length; i++) {
			n += atRisk[i]![day]!;
			d += clients[i]![day]!;
		}
		if (d === 0) continue;
		const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
		for (let i = 0; i < groups.length; i++) {
			const share = atRisk[i]![day]! / n;
			observed[i]! += clients[i]![day]!;
			expected[i]! += d * share;
			if (spread === 0 || share === 0) continue;
			for (let j = 0; j <= i; j++)
				variance[i]![j]! += spread * share * ((i === j ? 1 : 0) - atRisk[j]![day]! / n);
		}
	}
	const excess = observed.map((clients, i) => clients - expected[i]!);
	const { value: chisq, rank: df } = quadraticForm(variance.slice(0, -1), excess.slice(0, -1));
	return { observed, expected, chisq, df, p: df === 0 ? 1 : chiSquareTail(chisq, df) };
}

/** Pivots smaller than this share of their variance are rounding of nothing. */
const nothing = 1e-9;

/**
 * x′ V⁻ x and the rank of V, of which the lower triangle is given: Cholesky's decomposition, which passes over what
 * depends on what came before.
 */
function quadraticForm(
	lower: readonly (readonly number[])[],
	x: readonly number[]
): { value: number; rank: number } {
	const rows: number[][] = [];
	const solved: number[] = [];
	const kept: boolean[] = [];
	let value = 0;
	let rank = 0;
	for (let i = 0; i < x.length; i++) {
		const row: number[] = [];
		let pivot = lower[i]![i]!;
		let rest = x[i]!;
		for (let j = 0; j < i; j++) {
			let entry = lower[i]![j]!;
			for (let k = 0; k < j; k++) entry -= row[k]! * rows[j]![k]!;
			row.push(kept[j] ? entry / rows[j]![j]! : 0);
			pivot -= row[j]! ** 2;
			rest -= row[j]! * solved[j]!;
		}
		kept.push(pivot > nothing * lower[i]![i]!);
		row.push(kept[i] ? Math.sqrt(pivot) : 0);
		solved.push(kept[i] ? rest / row[i]! : 0);
		rows.push(row);
		value += solved[i]! ** 2;
		if (kept[i]) rank++;
	}
	return { value, rank };
}
