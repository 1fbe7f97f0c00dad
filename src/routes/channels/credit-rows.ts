import type { Attribution, AttributionRow, ChannelRow } from '#lib/channels/report.ts';
import type { AttributionModel } from '#lib/filters/names.ts';
import { wilson } from '#lib/stats/intervals.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount, keyNames } from '#lib/ui/words.ts';

/** The models that stand side by side on the page; the others are in the API and the CSV. */
export const shownModels = ['first', 'last', 'linear', 'markov'] as const satisfies AttributionModel[];
export type ShownModel = (typeof shownModels)[number];

/** What a model credits a row with. */
interface Credit {
	model: ShownModel;
	clients: number;
	revenue: number;
	/** Cost of a credited client; null without cost or credit. */
	each: number | null;
}

export type CreditTotal = Omit<Credit, 'each'>;

export interface CreditRow extends Omit<AttributionRow, 'clients' | 'revenue'> {
	id: string;
	names: string[];
	/** Touches without a value, clients without a touch, or both. */
	none: boolean;
	/** Nothing but clients without a touch. */
	untouched: boolean;
	/** Of the models that could be computed, in their order. */
	credits: Credit[];
	/** Ends of the credits in clients. */
	least: number;
	most: number;
}

/** Rows of an attribution with the costs of the report, most clients first, those without a touch last. */
export function creditRows(
	attribution: Attribution,
	channels: readonly Pick<ChannelRow, 'key' | 'cost'>[],
	by: readonly string[]
): CreditRow[] {
	const costs = new Map(channels.map(({ key, cost }) => [JSON.stringify(key), cost]));
	return attribution.rows
		.map(({ clients, revenue, ...row }) => {
			const id = JSON.stringify(row.key);
			const none = [row.key].flat().every((value) => value === null);
			const untouched = none && row.alone + row.starts + row.finishes + row.between === 0;
			const cost = untouched ? null : costs.get(id);
			const credits = shownModels.flatMap((model): Credit[] => {
				const count = clients[model];
				const each = cost && cost > 0 && count ? cost / count : null;
				return count === null ? [] : [{ model, clients: count, revenue: revenue[model] ?? 0, each }];
			});
			const counts = credits.map((credit) => credit.clients);
			return {
				...row,
				id,
				names: none ? [noneName(untouched, attribution.lookBackDays)] : keyNames(by, row.key),
				none,
				untouched,
				credits,
				least: Math.min(...counts),
				most: Math.max(...counts)
			};
		})
		.sort((a, b) => Number(a.untouched) - Number(b.untouched) || b.most - a.most);
}

function noneName(untouched: boolean, lookBackDays: number): string {
	const days = dayCount(lookBackDays);
	return untouched ? m.credit_untouched({ days }) : m.credit_none({ days });
}

/** The clients that a model credits a row with. */
const creditOf = ({ credits }: CreditRow, model: ShownModel) =>
	credits.find((credit) => credit.model === model)!.clients;

/** The sums of the rows, model by model. */
export const creditTotals = (rows: readonly CreditRow[]): CreditTotal[] =>
	(rows[0]?.credits ?? []).map(({ model }, i) => ({
		model,
		clients: rows.reduce((sum, { credits }) => sum + credits[i]!.clients, 0),
		revenue: rows.reduce((sum, { credits }) => sum + credits[i]!.revenue, 0)
	}));

/** What a row gets under the first and the last touch. */
export interface Moved {
	row: CreditRow;
	first: number;
	last: number;
}

/** The row whose credit depends most on whether the first or the last touch is asked; null where none moves. */
export function mostMoved(rows: readonly CreditRow[]): Moved | null {
	const moves = rows.map((row) => ({ row, first: creditOf(row, 'first'), last: creditOf(row, 'last') }));
	const distance = ({ first, last }: Moved) => Math.abs(last - first);
	const [top] = moves.sort((a, b) => distance(b) - distance(a));
	return top && distance(top) >= 0.5 ? top : null;
}

/**
 * Rows that begin paths of several channels rather than end them, and the reverse, beyond chance (the range of the
 * share of starts among both excludes one half); those that do it most often first.
 */
export function rolesOf(rows: readonly CreditRow[]): { starters: CreditRow[]; finishers: CreditRow[] } {
	const share = ({ starts, finishes }: CreditRow) => wilson(starts, starts + finishes);
	return {
		starters: rows.filter((row) => (share(row)[0] ?? 0) > 0.5).sort((a, b) => b.starts - a.starts),
		finishers: rows.filter((row) => (share(row)[1] ?? 1) < 0.5).sort((a, b) => b.finishes - a.finishes)
	};
}
