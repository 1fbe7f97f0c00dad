/** Why the share of leads that become clients changed between two periods: other leads came, or they convert otherwise. */
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { newcombe, type Interval } from '#lib/stats/intervals.ts';
import { againstOthers } from '#lib/stats/strata.ts';
import type { ChannelKey, WhatChanged } from './report.ts';

/** What a row brought in one period. */
export interface RowCounts {
	key: ChannelKey;
	leads: number;
	clients: number;
	/** Leads that are neither client nor lost. Absent: none. */
	open?: number;
}

type Counts = Omit<Required<RowCounts>, 'key'>;
const nothing: Counts = { leads: 0, clients: 0, open: 0 };

/**
 * The change of clients / leads as sums of two parts of every row (METHODS, section 3), with w its share of the leads,
 * r its rate, a bar the mean of both periods, R̄ the mean of the two overall rates:
 * mix = (w₁ − w₀)(r̄ − R̄), rate = w̄ (r₁ − r₀). A row absent in one period has its rate of the other, so that it is all
 * mix; a period without any leads has the shares and rates of the other, so that nothing changed. For clients that are
 * among the leads of their period (cohort mode) only.
 */
export function whatChanged(before: readonly RowCounts[], after: readonly RowCounts[]): WhatChanged {
	const then = byKey(before);
	const now = byKey(after);
	const all = { before: total(before), after: total(after) };
	const share = (own: Counts, { leads }: Counts) => (leads > 0 ? own.leads / leads : null);
	const overall = both(rateOf(all.before), rateOf(all.after));
	const middle = mean(overall);
	const rows = [...new Set([...then.keys(), ...now.keys()])].map((name) => {
		const old = then.get(name) ?? nothing;
		const own = now.get(name) ?? nothing;
		const shares = both(share(old, all.before), share(own, all.after));
		const rates = both(rateOf(old), rateOf(own));
		const weight = mean(shares);
		return {
			key: JSON.parse(name) as ChannelKey,
			old,
			own,
			mix: shares[0] === shares[1] ? 0 : (shares[1] - shares[0]) * (mean(rates) - middle),
			rate: weight * (rates[1] - rates[0]),
			weight
		};
	});
	const certain = certainties(rows);
	const sum = (part: 'mix' | 'rate') => rows.reduce((sum, row) => sum + row[part], 0);
	return {
		before: leadsAndClients(all.before),
		after: leadsAndClients(all.after),
		change: overall[1] - overall[0],
		mix: sum('mix'),
		rate: sum('rate'),
		...certainties([{ old: all.before, own: all.after }])[0]!,
		rows: rows
			.map(({ key, old, own, mix, rate, weight }, i) => ({
				key,
				before: leadsAndClients(old),
				after: leadsAndClients(own),
				mix,
				rate,
				rateInterval: scaled(difference({ old, own }), weight),
				...certain[i]!
			}))
			.sort((a, b) => Math.abs(b.mix) + Math.abs(b.rate) - Math.abs(a.mix) - Math.abs(a.rate))
	};
}

function byKey(rows: readonly RowCounts[]): Map<string, Counts> {
	const counts = new Map<string, Counts>();
	for (const row of rows) {
		const name = JSON.stringify(row.key);
		counts.set(name, total([counts.get(name) ?? nothing, row]));
	}
	return counts;
}

function total(rows: readonly (Omit<RowCounts, 'key'> | Counts)[]): Counts {
	const sum = { ...nothing };
	for (const { leads, clients, open = 0 } of rows) {
		sum.leads += leads;
		sum.clients += clients;
		sum.open += open;
	}
	return sum;
}

const leadsAndClients = ({ leads, clients }: Counts) => ({ leads, clients });
const rateOf = ({ leads, clients }: Counts) => (leads > 0 ? clients / leads : null);

/** Two values, a missing one as the other; 0 where both are missing. */
const both = (a: number | null, b: number | null): [number, number] => [a ?? b ?? 0, b ?? a ?? 0];
const mean = ([a, b]: readonly [number, number]) => (a + b) / 2;

interface Pair {
	old: Counts;
	own: Counts;
}
type Certainty = Pick<WhatChanged, 'clear' | 'young'>;

/** Range of the rate of now less that of then. */
const difference = ({ old, own }: Pair, clients = own.clients): Interval =>
	newcombe(clients, own.leads, old.clients, old.leads);

const scaled = ([lo, hi]: Interval, by: number): Interval =>
	lo === null ? [null, null] : [lo * by, hi * by];

function certainties(pairs: readonly Pair[]): Certainty[] {
	const judged = pairs.flatMap((pair, i) => {
		const { chance } = againstOthers([
			{
				leads: pair.own.leads,
				events: pair.own.clients,
				allLeads: pair.own.leads + pair.old.leads,
				allEvents: pair.own.clients + pair.old.clients
			}
		]);
		return chance === null ? [] : [{ i, chance }];
	});
	const adjusted = benjaminiHochberg(judged.map(({ chance }) => chance));
	const different = new Set(judged.filter((_, place) => adjusted[place]! <= level).map(({ i }) => i));
	return pairs.map((pair, i) => {
		const [lo, hi] = difference(pair);
		const clear = different.has(i) && lo !== null && (lo > 0 || hi < 0);
		return { clear, young: clear && hi < 0 && couldBeMadeUp(pair) };
	});
}

/** Whether the fall would not be clear if the leads that are open beyond the share open of then became clients. */
function couldBeMadeUp({ old, own }: Pair): boolean {
	const openMore = Math.max(0, own.open - (own.leads * old.open) / old.leads);
	const [, hi] = difference({ old, own }, Math.min(own.leads, own.clients + openMore));
	return !(hi !== null && hi < 0);
}
