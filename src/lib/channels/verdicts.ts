/** Which rows of the channels report bring better or worse leads than the rest of the same weeks. */
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { againstOthers, type Stratum } from '#lib/stats/strata.ts';
import type { ChannelRow } from './report.ts';

/** Leads of one row that came in one stratum (ISO week). Cells of one row and stratum add up. */
export interface VerdictCell {
	/** The row's key as JSON; leads without a channel are a row like the others. */
	key: string;
	stratum: string;
	leads: number;
	clients: number;
}

export type RowVerdict = Pick<ChannelRow, 'expected' | 'others' | 'difference' | 'differenceInterval'> & {
	verdict: NonNullable<ChannelRow['verdict']>;
};

/**
 * Every row against all others within each stratum (METHODS, sections 2 and 3). Give the cells of all rows, shown or
 * not, chosen by nothing that depends on how leads end.
 */
export function verdicts(cells: Iterable<VerdictCell>): Map<string, RowVerdict> {
	const units = [...strataByKey(cells)].map(([key, strata]) => ({ key, ...againstOthers(strata) }));
	const judged = units.flatMap(({ key, chance }) => (chance === null ? [] : [{ key, chance }]));
	const adjusted = benjaminiHochberg(judged.map(({ chance }) => chance));
	const different = new Set(judged.filter((_, i) => adjusted[i]! <= level).map(({ key }) => key));
	return new Map(
		units.map(({ key, observed, expected, others, difference, interval, few }) => [
			key,
			{
				expected,
				others,
				difference,
				differenceInterval: interval,
				verdict: few ? 'few' : !different.has(key) ? 'same' : observed > expected ? 'better' : 'worse'
			}
		])
	);
}

function strataByKey(cells: Iterable<VerdictCell>): Map<string, Stratum[]> {
	const own = new Map<string, Map<string, { leads: number; clients: number }>>();
	const all = new Map<string, { leads: number; clients: number }>();
	for (const { key, stratum, leads, clients } of cells) {
		let row = own.get(key);
		if (!row) own.set(key, (row = new Map()));
		add(row, stratum, leads, clients);
		add(all, stratum, leads, clients);
	}
	const strata = (row: ReadonlyMap<string, { leads: number; clients: number }>) =>
		[...row].map(([stratum, { leads, clients }]): Stratum => {
			const everybody = all.get(stratum)!;
			return { leads, events: clients, allLeads: everybody.leads, allEvents: everybody.clients };
		});
	return new Map([...own].map(([key, row]) => [key, strata(row)]));
}

function add(
	sums: Map<string, { leads: number; clients: number }>,
	stratum: string,
	leads: number,
	clients: number
): void {
	const sum = sums.get(stratum);
	if (sum) {
		sum.leads += leads;
		sum.clients += clients;
	} else sums.set(stratum, { leads, clients });
}
