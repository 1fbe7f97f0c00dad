/**
 * The sentences that open the channels page: what a client costs here and there, and whether that is more than chance.
 * A part is a kind with its numbers; the page puts it into words. Computed on the server: the tests need its library.
 */
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { holm, level } from '#lib/stats/adjust.ts';
import { costPerResult } from '#lib/stats/cost-per-result.ts';
import { enough } from '#lib/stats/enough.ts';
import { sameRate } from '#lib/stats/same-rate.ts';
import type { ChannelKey, ChannelRow, ChannelsReport, Range } from './report.ts';

interface Priced {
	key: ChannelKey;
	/** Cost per client. */
	cac: number;
}

export type ChannelSentencePart =
	/** Two rows whose clients differ in cost by more than chance. */
	| { kind: 'costs'; cheap: Priced; dear: Priced }
	/** No two of the rows with enough clients do; the one with most spend. `few`: how many have too few. */
	| ({ kind: 'costsSame'; compared: number; few: number } & Priced)
	/** Two rows, where nothing can be said of chance (period mode). */
	| { kind: 'costsPlain'; cheap: Priced; dear: Priced }
	/** What a client costs in all rows that cost money; `few`: they have too few clients to compare. */
	| { kind: 'cost'; cac: number; range: Range; few: boolean }
	/** The only row that cost money. */
	| ({ kind: 'onlyCost'; range: Range } & Priced)
	/** Money was spent, and nobody became a client. */
	| { kind: 'noClients'; cost: number; leads: number }
	/** A row without the clients (or leads) that its money brings elsewhere, by more than chance. */
	| { kind: 'nothingFor'; what: 'client' | 'lead'; key: ChannelKey; cost: number; expected: number }
	/** Without costs: rows whose leads become clients more or less often than the others' of the same weeks. */
	| { kind: 'conversions'; better: Converting[]; worse: Converting[] }
	/** Without costs: no row does. */
	| { kind: 'conversionsSame' }
	/** Without costs or verdicts. */
	| { kind: 'counts'; leads: number; clients: number };

interface Converting {
	key: ChannelKey;
	/** Clients per lead more than the others'. */
	difference: number;
}

/** Pairs are looked at among so many rows with most spend: more would hide what is clear among these. */
const most = 12;

/** Empty for no leads and no costs. */
export function channelSentence(report: ChannelsReport): ChannelSentencePart[] {
	const { total, rows } = report;
	const paid = paidRows(rows);
	if (paid.length > 0) return costParts(report, paid);
	if (total.leads === 0) return [];
	const judged = rows.filter(({ verdict }) => verdict !== null && verdict !== 'few');
	if (judged.length === 0) return [{ kind: 'counts', leads: total.leads, clients: total.clients }];
	const different = conversions(rows);
	return different.length > 0 ? different : [{ kind: 'conversionsSame' }];
}

function conversions(rows: readonly ChannelRow[]): ChannelSentencePart[] {
	const better = converting(rows, 'better');
	const worse = converting(rows, 'worse');
	return better.length + worse.length > 0 ? [{ kind: 'conversions', better, worse }] : [];
}

/** The two that differ most. */
const converting = (rows: readonly ChannelRow[], verdict: 'better' | 'worse'): Converting[] =>
	rows
		.filter((row) => row.verdict === verdict && row.difference !== null)
		.map(({ key, difference }) => ({ key, difference: difference! }))
		.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
		.slice(0, 2);

/** A row that cost money. */
interface Paid {
	key: ChannelKey;
	leads: number;
	clients: number;
	cost: number;
	/**
	 * The cost, less where its leads came in weeks whose leads have had little time to become clients: the clients to be
	 * expected of its leads over those to be expected of as many leads of all weeks.
	 */
	ripe: number;
}

function paidRows(rows: readonly ChannelRow[]): Paid[] {
	const judged = rows.filter(({ expected }) => expected !== null);
	const leads = sum(judged, (row) => row.leads);
	const rate = leads > 0 ? sum(judged, (row) => row.expected!) / leads : 0;
	return rows
		.flatMap(({ key, leads, clients, cost, expected }): Paid[] => {
			if (cost === null || cost <= 0) return [];
			const ripeness = expected === null || leads === 0 || rate === 0 ? 1 : expected / leads / rate;
			return [{ key, leads, clients, cost, ripe: cost * ripeness }];
		})
		.sort((a, b) => b.cost - a.cost);
}

function costParts({ by, filters, rows }: ChannelsReport, paid: readonly Paid[]): ChannelSentencePart[] {
	const cohort = filters.mode === 'cohort';
	const cost = sum(paid, (row) => row.cost);
	const clients = sum(paid, (row) => row.clients);
	if (clients === 0) return [{ kind: 'noClients', cost, leads: sum(paid, (row) => row.leads) }];
	const range = costPerResult(cost, clients).interval;
	const overall = { kind: 'cost' as const, cac: cost / clients, range };
	if (by.every(isTimeBreakdown)) return [{ ...overall, few: false }];
	if (paid.length === 1) return [{ kind: 'onlyCost', key: paid[0]!.key, cac: cost / clients, range }];
	const ripeCost = sum(paid, ({ ripe }) => ripe);
	const compared = paid.filter(({ ripe, clients: own }) => {
		const expected = (clients * ripe) / ripeCost;
		return ripe > 0 && own > 0 && Math.max(own, expected) >= enough;
	});
	if (compared.length < 2) return [{ ...overall, few: true }, ...nothingFor(paid, cohort)];
	if (!cohort) return [{ kind: 'costsPlain', ...plainPair(compared) }];
	const pair = clearPair(compared.slice(0, most));
	if (pair) return [{ kind: 'costs', ...pair }, ...nothingFor(paid, cohort)];
	const counts = { compared: compared.length, few: paid.length - compared.length };
	return [
		{ kind: 'costsSame', ...priced(compared[0]!), ...counts },
		...nothingFor(paid, cohort),
		...conversions(rows)
	];
}

const sum = <T>(rows: readonly T[], value: (row: T) => number) =>
	rows.reduce((total, row) => total + value(row), 0);

const priced = ({ key, cost, clients }: Paid): Priced => ({ key, cac: cost / clients });
const cac = ({ cost, clients }: Paid) => cost / clients;

interface Pair {
	cheap: Paid;
	dear: Paid;
}
const named = ({ cheap, dear }: Pair) => ({ cheap: priced(cheap), dear: priced(dear) });

/** What the dear one's clients cost more than at the cheap one's price. */
const excess = ({ cheap, dear }: Pair) => dear.cost - dear.clients * cac(cheap);

/** The row with most spend and the cheapest; if they are one, it and the dearest. Rows by cost. */
function plainPair([biggest, ...rest]: readonly Paid[]): { cheap: Priced; dear: Priced } {
	const [cheapest, dearest] = [
		rest.toSorted((a, b) => cac(a) - cac(b))[0]!,
		rest.toSorted((a, b) => cac(b) - cac(a))[0]!
	];
	return cac(cheapest) < cac(biggest!)
		? named({ cheap: cheapest, dear: biggest! })
		: named({ cheap: biggest!, dear: dearest });
}

/**
 * Of the pairs that differ by more than chance (by Holm, all pairs looked at): the row with most spend beside the
 * cheapest one; else beside the one whose clients cost most more; else the two among the others. Rows by cost.
 */
function clearPair(rows: readonly Paid[]): { cheap: Priced; dear: Priced } | null {
	const pairs = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => [a, b] as const));
	const chances = holm(pairs.map(([a, b]) => sameRate(a.clients, a.ripe, b.clients, b.ripe)));
	const clear = pairs.flatMap(([a, b], i): Pair[] => {
		if (chances[i]! > level) return [];
		const [cheap, dear] = cac(a) < cac(b) ? [a, b] : [b, a];
		// Else the one that looks dear only has younger leads.
		return cheap.clients / cheap.ripe > dear.clients / dear.ripe ? [{ cheap, dear }] : [];
	});
	const biggest = rows[0]!;
	const cheapest = clear.filter(({ dear }) => dear === biggest).sort((a, b) => cac(a.cheap) - cac(b.cheap));
	const others = clear.toSorted(
		(a, b) => Number(b.cheap === biggest) - Number(a.cheap === biggest) || excess(b) - excess(a)
	);
	const pair = cheapest[0] ?? others[0];
	return pair ? named(pair) : null;
}

/**
 * The dearest of the rows that brought no client, or not even a lead, where their money would have brought some at the
 * price of the others (by Holm, all such rows looked at).
 */
function nothingFor(paid: readonly Paid[], cohort: boolean): ChannelSentencePart[] {
	if (!cohort) return [];
	const all = {
		cost: sum(paid, ({ cost }) => cost),
		ripe: sum(paid, ({ ripe }) => ripe),
		leads: sum(paid, ({ leads }) => leads),
		clients: sum(paid, ({ clients }) => clients)
	};
	const empty = paid
		.filter(({ clients }) => clients === 0)
		.map((row) => {
			const [what, own, total, results] =
				row.leads === 0
					? (['lead', row.cost, all.cost, all.leads] as const)
					: (['client', row.ripe, all.ripe, all.clients] as const);
			const others = total - own;
			return {
				part: {
					kind: 'nothingFor' as const,
					what,
					key: row.key,
					cost: row.cost,
					expected: (results * own) / others
				},
				chance: own > 0 && others > 0 ? sameRate(0, own, results, others) : 1
			};
		});
	const chances = holm(empty.map(({ chance }) => chance));
	return empty
		.filter((_, i) => chances[i]! <= level)
		.slice(0, 1)
		.map(({ part }) => part);
}

/**
 * Whether clients of one row cost less than those of the other by more than chance, if the two are the cheapest and the
 * dearest of so many rows: the chance of their difference counts for each pair that they may have been picked from.
 */
export function costsLess(
	rows: readonly ChannelRow[],
	cheap: ChannelKey,
	dear: ChannelKey,
	pickedFrom: number
): boolean {
	const paid = new Map(paidRows(rows).map((row) => [JSON.stringify(row.key), row]));
	const a = paid.get(JSON.stringify(cheap));
	const b = paid.get(JSON.stringify(dear));
	if (!a || !b || a.ripe === 0 || b.ripe === 0 || a.clients / a.ripe <= b.clients / b.ripe) return false;
	const pairs = (pickedFrom * (pickedFrom - 1)) / 2;
	return sameRate(a.clients, a.ripe, b.clients, b.ripe) * pairs <= level;
}
