import type { Attribution, AttributionModel, AttributionRow, ChannelRow } from '#lib/channels/report.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { keyNames } from '#lib/ui/words.ts';

/** The models that stand side by side on the page; the others are in the API and the CSV. */
export const shownModels = ['first', 'last', 'linear', 'markov'] as const satisfies AttributionModel[];
export type ShownModel = (typeof shownModels)[number];

export interface CreditRow extends AttributionRow {
	id: string;
	names: string[];
	/** The client's money that the row cost; null where it is not known. */
	cost: number | null;
	/** Of its dots on the chart. */
	least: number;
	most: number;
}

/** The row of clients without a touch. */
export const isUntouched = ({ key }: Pick<AttributionRow, 'key'>) => key === null;

/** Rows of an attribution with the costs of the report, most clients first, those without a touch last. */
export function creditRows(
	attribution: Attribution,
	channels: readonly Pick<ChannelRow, 'key' | 'cost'>[],
	by: readonly string[]
): CreditRow[] {
	const costs = new Map(channels.map(({ key, cost }) => [JSON.stringify(key), cost]));
	return attribution.rows
		.map((row) => {
			const id = JSON.stringify(row.key);
			const credits = shownModels.map((model) => row.clients[model]);
			return {
				...row,
				id,
				names: keyNames(by, row.key),
				cost: isUntouched(row) ? null : (costs.get(id) ?? null),
				least: Math.min(...credits),
				most: Math.max(...credits)
			};
		})
		.sort((a, b) => Number(isUntouched(a)) - Number(isUntouched(b)) || b.most - a.most);
}

/** Cost of a client credited by a model; null without cost or credit. */
export const costPerCredit = ({ cost, clients }: CreditRow, model: AttributionModel): number | null =>
	cost !== null && cost > 0 && clients[model] > 0 ? cost / clients[model] : null;

/** The sums of the rows shown. */
export function creditTotal(rows: readonly CreditRow[], model: AttributionModel) {
	return {
		clients: rows.reduce((sum, row) => sum + row.clients[model], 0),
		revenue: rows.reduce((sum, row) => sum + row.revenue[model], 0)
	};
}

/** The row whose credit depends most on whether the first or the last touch is asked; null where none moves. */
export function mostMoved(rows: readonly CreditRow[]): CreditRow | null {
	const distance = ({ clients }: CreditRow) => Math.abs(clients.last - clients.first);
	const [top] = rows.filter((row) => !isUntouched(row)).sort((a, b) => distance(b) - distance(a));
	return top && distance(top) >= 0.5 ? top : null;
}

/**
 * Rows that begin paths of several channels rather than end them, and the reverse, beyond chance (the range of the
 * share of starts among both excludes one half); those that do it most often first.
 */
export function rolesOf(rows: readonly CreditRow[]): { starters: CreditRow[]; finishers: CreditRow[] } {
	const share = ({ starts, finishes }: CreditRow) => wilson(starts, starts + finishes);
	const touched = rows.filter((row) => !isUntouched(row));
	return {
		starters: touched.filter((row) => (share(row)[0] ?? 0) > 0.5).sort((a, b) => b.starts - a.starts),
		finishers: touched.filter((row) => (share(row)[1] ?? 1) < 0.5).sort((a, b) => b.finishes - a.finishes)
	};
}
