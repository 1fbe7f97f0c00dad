/**
 * The time from arrival to first contact (METHODS, section 5): bands, and what became of their leads, on the wall clock
 * and on the working hours.
 */
import { benjaminiHochberg, level } from '../stats/adjust.ts';
import { newcombe, wilson } from '../stats/intervals.ts';
import { quantile } from '../stats/quantile.ts';
import { againstOthers, type AgainstOthers, type Stratum } from '../stats/strata.ts';
import {
	responseBands,
	type BandFigures,
	type HourCell,
	type HourComparison,
	type ResponseClock,
	type ResponseRow,
	type ResponseTimes,
	type Share
} from './report.ts';
import { afterHour, responseStates, stateIndex, withinHour, type ResponseState } from './response-states.ts';

export type Clock = 'wall' | 'working';

/** Leads of one kind that stand alike on both clocks; cells of one kind and state add up. */
export interface ResponseCell {
	/** Leads of one kind are compared with each other only. */
	kind: string;
	/** Indexes in `responseStates`. */
	wall: number;
	working: number;
	leads: number;
	clients: number;
}

export const share = (count: number, of: number): Share => ({
	count,
	of,
	rate: of > 0 ? count / of : null,
	interval: wilson(count, of)
});

/** Leads and clients by state. */
export type StateCounts = Record<ResponseState, { leads: number; clients: number }>;

export function stateCounts(cells: Iterable<Omit<ResponseCell, 'kind'>>, clock: Clock): StateCounts {
	const counts = Object.fromEntries(
		responseStates.map((state) => [state, { leads: 0, clients: 0 }])
	) as StateCounts;
	for (const cell of cells) {
		const sum = counts[responseStates[cell[clock]]!];
		sum.leads += cell.leads;
		sum.clients += cell.clients;
	}
	return counts;
}

const sumOf = (counts: StateCounts, states: readonly ResponseState[], what: 'leads' | 'clients') =>
	states.reduce((sum, state) => sum + counts[state][what], 0);

const unjudged: Pick<BandFigures, 'others' | 'difference' | 'differenceInterval' | 'verdict'> = {
	others: null,
	difference: null,
	differenceInterval: [null, null],
	verdict: null
};

/** The bands with their conversion, not judged. */
export const bandsOf = (counts: StateCounts): BandFigures[] =>
	responseBands.map((band) => {
		const { leads, clients } = counts[band];
		const { rate, interval } = share(clients, leads);
		return { band, leads, clients, conversion: rate, interval, ...unjudged };
	});

/** Quantiles of minutes in ascending order, beside the counts of the same leads. */
export function clockOf(counts: StateCounts, sortedMinutes: Float64Array): Omit<ResponseClock, 'bands'> {
	const answered = sumOf(counts, [...withinHour, ...afterHour], 'leads');
	return {
		n: answered,
		medianMinutes: quantile(sortedMinutes, 0.5),
		p90Minutes: quantile(sortedMinutes, 0.9),
		withinHour: share(sumOf(counts, withinHour, 'leads'), answered + counts.never.leads)
	};
}

/** What does not depend on the clock. */
function contactsOf(counts: StateCounts): Pick<ResponseTimes, 'waiting' | 'leftOut' | 'reach'> {
	const contacted = sumOf(counts, [...withinHour, ...afterHour, 'unknown'], 'leads');
	return {
		waiting: counts.waiting.leads,
		leftOut: counts.unknown.leads,
		reach: share(contacted, contacted + counts.never.leads)
	};
}

/** The leads with an answer, or certainly without one: those that bands compare. */
const isInBand = (state: number) => state <= stateIndex.never;

/**
 * The bands, each against all others among leads of one kind (METHODS, section 2). Give cells that nothing chose by how
 * leads ended.
 */
export function judgedBands(cells: readonly ResponseCell[], clock: Clock): BandFigures[] {
	const banded = cells.filter((cell) => isInBand(cell[clock]));
	const found = responseBands.map((band) => against(banded, (cell) => cell[clock] === stateIndex[band]));
	const adjusted = adjustedChances(found);
	return bandsOf(stateCounts(cells, clock)).map((figures, i) => ({
		...figures,
		others: found[i]!.others,
		difference: found[i]!.difference,
		differenceInterval: found[i]!.interval,
		verdict: verdictOf(found[i]!, adjusted[i]!)
	}));
}

/** Null stays null. */
function adjustedChances(found: readonly AgainstOthers[]): (number | null)[] {
	const judged = found.flatMap(({ chance }) => chance ?? []);
	const adjusted = benjaminiHochberg(judged);
	let next = 0;
	return found.map(({ chance }) => (chance === null ? null : adjusted[next++]!));
}

const verdictOf = ({ observed, expected }: AgainstOthers, chance: number | null): BandFigures['verdict'] =>
	chance === null ? 'few' : chance > level ? 'same' : observed > expected ? 'better' : 'worse';

/** Some of the leads against the rest of them. */
function against(cells: readonly ResponseCell[], isOwn: (cell: ResponseCell) => boolean): AgainstOthers {
	const strata = new Map<string, Stratum>();
	for (const cell of cells) {
		let stratum = strata.get(cell.kind);
		if (!stratum) strata.set(cell.kind, (stratum = { leads: 0, events: 0, allLeads: 0, allEvents: 0 }));
		stratum.allLeads += cell.leads;
		stratum.allEvents += cell.clients;
		if (!isOwn(cell)) continue;
		stratum.leads += cell.leads;
		stratum.events += cell.clients;
	}
	return againstOthers(strata.values());
}

/** Leads answered within an hour against those answered later; `judged`: among leads of one kind too. */
export function hourComparison(
	cells: readonly ResponseCell[],
	clock: Clock,
	judged: boolean
): HourComparison {
	const counts = stateCounts(cells, clock);
	const converted = (states: readonly ResponseState[]) =>
		share(sumOf(counts, states, 'clients'), sumOf(counts, states, 'leads'));
	const within = converted(withinHour);
	const later = converted(afterHour);
	const isIn = (states: readonly ResponseState[]) => {
		const indexes = states.map((state) => stateIndex[state]);
		return (cell: ResponseCell) => indexes.includes(cell[clock]);
	};
	const answered = cells.filter(isIn([...withinHour, ...afterHour]));
	const found = judged ? against(answered, isIn(withinHour)) : null;
	return {
		within,
		later,
		difference: within.rate === null || later.rate === null ? null : within.rate - later.rate,
		interval: newcombe(within.count, within.of, later.count, later.of),
		sameKind: found && {
			difference: found.difference,
			differenceInterval: found.interval,
			verdict: verdictOf(found, found.chance)
		}
	};
}

/** Leads of one group, and the minutes of those answered at a known time, in ascending order. */
export interface Answered {
	cells: readonly Omit<ResponseCell, 'kind'>[];
	minutes: Record<Clock, Float64Array>;
}

/** `bands`: those of the whole, judged; a group's are not. */
export function responseTimes(
	{ cells, minutes }: Answered,
	bands?: Record<Clock, BandFigures[]>
): ResponseTimes {
	const wall = stateCounts(cells, 'wall');
	const working = stateCounts(cells, 'working');
	return {
		...clockOf(wall, minutes.wall),
		bands: bands?.wall ?? bandsOf(wall),
		working: { ...clockOf(working, minutes.working), bands: bands?.working ?? bandsOf(working) },
		...contactsOf(wall)
	};
}

export function responseRow(key: string | null, { cells, minutes }: Answered): ResponseRow {
	const wall = stateCounts(cells, 'wall');
	return {
		key,
		leads: sumOf(wall, responseStates, 'leads'),
		...clockOf(wall, minutes.wall),
		working: clockOf(stateCounts(cells, 'working'), minutes.working),
		...contactsOf(wall)
	};
}

/** An hour of the week: its leads by state on the wall clock, and the minutes of those answered, in ascending order. */
export function hourCell(cells: Answered['cells'], sortedMinutes: Float64Array): HourCell {
	const counts = stateCounts(cells, 'wall');
	const { waiting, reach } = contactsOf(counts);
	const { n, medianMinutes, withinHour } = clockOf(counts, sortedMinutes);
	return {
		arrivals: sumOf(counts, responseStates, 'leads'),
		waiting,
		contacted: reach.count,
		n,
		medianMinutes,
		withinHour
	};
}

/** Most leads first, then by name; those without one last among equals. */
export const byLeads = (a: ResponseRow, b: ResponseRow): number =>
	b.leads - a.leads || Number(a.key === null) - Number(b.key === null) || (a.key! < b.key! ? -1 : 1);
