/** Who gets which leads: by channel and by temperature, and what average managers would make of them. */
import type { Filters } from '#lib/filters/filters.ts';
import { temperatures } from '#lib/filters/names.ts';
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { chiSquareTail } from '#lib/stats/chi-square.ts';
import type { ManagersReport } from './report.ts';
import { byName } from './rows.ts';

/** Leads of the base of one manager, channel and temperature at acceptance. */
export interface MixCell {
	manager: string | null;
	channel: string | null;
	/** 0 cold, 1 warm, 2 hot; null without a model. */
	temperature: number | null;
	leads: number;
	/** Those of them that reached the goal. */
	made: number;
}

/** Whether the channels of a manager's leads are others than those of the other managers' by more than chance. */
type MixVerdict = 'differs' | 'chance' | 'few';

export interface MixRow {
	/** null: leads without a manager. */
	key: string | null;
	leads: number;
	/** By channel and by temperature, in the order of the report. */
	channels: number[];
	temperatures: number[];
	/**
	 * Results that managers on average would make of leads of these channels and temperatures, as a share of them:
	 * whenever the leads came, so that whoever has young ones is not given weak ones. Null where nobody is judged.
	 */
	expected: number | null;
	/** null for leads without a manager, and where only won leads name theirs. */
	verdict: MixVerdict | null;
}

export interface Mix {
	base: Filters['base'];
	goal: Filters['goal'];
	credit: Filters['credit'];
	/** Why `expected` is null. */
	notJudged: ManagersReport['notJudged'];
	/** Largest first. */
	channels: { key: string | null; leads: number }[];
	/** Leads with a manager that were cold, warm and hot when they were accepted; null without a model, and of all leads. */
	temperatures: number[] | null;
	/** By name; leads without a manager last. */
	rows: MixRow[];
	/** Leads with a manager: what the rows are compared with. */
	all: { leads: number; channels: number[]; expected: number | null };
}

/** Fewer leads of a kind than this, were a manager's like the others', are put together with the next kind. */
const leastExpected = 5;

/** `groupOf`: equal for managers who are compared with each other; `shown`: which rows are wanted. */
export function mix(
	cells: readonly MixCell[],
	{
		base,
		goal,
		credit,
		notJudged,
		rate
	}: Pick<Mix, 'base' | 'goal' | 'credit' | 'notJudged'> & { rate: number | null },
	withTemperatures: boolean,
	groupOf: (manager: string) => string,
	shown: (manager: string | null) => boolean
): Mix {
	const named = cells.filter(({ manager }) => manager !== null);
	const byChannel = [...sums(cells, ({ channel }) => channel)]
		.map(([key, leads]) => ({ key, leads }))
		.sort((a, b) => b.leads - a.leads || byName(a, b));
	const channels = byChannel.map(({ key }) => key);
	const count = (own: readonly MixCell[]) => {
		const found = sums(own, ({ channel }) => channel);
		return channels.map((channel) => found.get(channel) ?? 0);
	};
	const warmth = (own: readonly MixCell[]) => {
		const found = sums(own, ({ temperature }) => temperature);
		return temperatures.map((_, i) => found.get(i) ?? 0);
	};
	const all = { leads: total(named), channels: count(named), expected: notJudged === null ? rate : null };
	const worth = worthOf(named, ({ manager, channel, temperature }) =>
		JSON.stringify([groupOf(manager!), channel, withTemperatures ? temperature : null])
	);
	// Whoever has won has a name then: the channels that sell would be those that differ.
	const isCompared = (key: string | null) => key !== null && notJudged !== 'wonOnly';
	const found = [...Map.groupBy(cells, ({ manager }) => manager)].map(([key, own]) => {
		const row: MixRow = {
			...{ key, leads: total(own), channels: count(own), verdict: isCompared(key) ? 'few' : null },
			temperatures: withTemperatures ? warmth(own) : [],
			expected: notJudged === null && key !== null ? worth(own) : null
		};
		return { row, chance: isCompared(key) ? sameMix(row.channels, all.channels) : null };
	});
	const known = found.filter(({ chance }) => chance !== null);
	const adjusted = benjaminiHochberg(known.map(({ chance }) => chance!));
	for (const [i, { row }] of known.entries()) row.verdict = adjusted[i]! <= level ? 'differs' : 'chance';
	return {
		...{ base, goal, credit, notJudged, channels: byChannel, all },
		temperatures: withTemperatures ? warmth(named) : null,
		rows: found.flatMap(({ row }) => (shown(row.key) ? [row] : [])).sort(byName)
	};
}

/** The share of a manager's leads that would reach the goal at what all of `cells` make of each kind of lead. */
function worthOf(
	cells: readonly MixCell[],
	kindOf: (cell: MixCell) => string
): (own: readonly MixCell[]) => number | null {
	const kinds = new Map<string, { leads: number; made: number }>();
	for (const cell of cells) {
		const kind = kinds.get(kindOf(cell)) ?? { leads: 0, made: 0 };
		kinds.set(kindOf(cell), { leads: kind.leads + cell.leads, made: kind.made + cell.made });
	}
	return (own) => {
		const leads = total(own);
		if (leads === 0) return null;
		const expected = own.map((cell) => {
			const kind = kinds.get(kindOf(cell))!;
			return (cell.leads * kind.made) / kind.leads;
		});
		return expected.reduce((sum, n) => sum + n, 0) / leads;
	};
}

const total = (cells: readonly MixCell[]) => cells.reduce((sum, { leads }) => sum + leads, 0);

function sums<K>(cells: readonly MixCell[], of: (cell: MixCell) => K): Map<K, number> {
	const found = new Map<K, number>();
	for (const cell of cells) found.set(of(cell), (found.get(of(cell)) ?? 0) + cell.leads);
	return found;
}

/**
 * The chance that counts of a manager and of the others differ as much as they do if all get the same kinds of leads:
 * Pearson's chi-square over the kinds. `all`: the manager's counts included. Small kinds are put together; null where
 * fewer than two are left.
 */
export function sameMix(own: readonly number[], all: readonly number[]): number | null {
	const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
	const [n, N] = [sum(own), sum(all)];
	const share = Math.min(n, N - n) / N;
	const kinds: { own: number; all: number }[] = [];
	let rest = { own: 0, all: 0 };
	for (const i of all.map((_, i) => i).sort((a, b) => all[b]! - all[a]!)) {
		rest = { own: rest.own + own[i]!, all: rest.all + all[i]! };
		if (rest.all * share < leastExpected) continue;
		kinds.push(rest);
		rest = { own: 0, all: 0 };
	}
	const last = kinds.at(-1);
	if (last) Object.assign(last, { own: last.own + rest.own, all: last.all + rest.all });
	if (kinds.length < 2) return null;
	let value = 0;
	for (const kind of kinds) {
		const expected = (kind.all * n) / N;
		const others = kind.all - expected;
		value += (kind.own - expected) ** 2 * (1 / expected + 1 / others);
	}
	return chiSquareTail(value, kinds.length - 1);
}
