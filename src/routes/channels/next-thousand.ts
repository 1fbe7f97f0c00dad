import type { ChannelFigures, ChannelRow, Range } from '#lib/channels/report.ts';
import { enough } from '#lib/stats/enough.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import { keyNames } from '#lib/ui/words.ts';

export interface NextRow {
	id: string;
	key: ChannelRow['key'];
	names: string[];
	cost: number;
	clients: number;
	/** Clients that the amount would buy, and their range; the point is 0 where no client has come yet. */
	bought: number;
	range: [lo: number, hi: number];
}

export interface NextThousand {
	/** 1,000 of the reporting currency, or as many thousands as buy a client at the cost of all. */
	amount: number;
	/** By spend. */
	judged: NextRow[];
	/** Too few clients, both seen and to be expected. */
	few: NextRow[];
	/** Some rows have no cost, or nothing but refunds. */
	unpaid: boolean;
}

/** What `amount` more would buy in each row that is paid for, from the clients that 1,000 buy. */
export function nextThousand(
	rows: readonly ChannelRow[],
	total: Pick<ChannelFigures, 'cost' | 'clients'>,
	by: readonly string[]
): NextThousand {
	let amount = 1000;
	if (total.clients > 0) while (amount < 1e9 && amount * total.clients < (total.cost ?? 0)) amount *= 10;
	const paid = rows.flatMap((row): NextRow[] => {
		const [lo, hi] = row.next1000;
		if (row.cost === null || row.cost <= 0 || hi === null) return [];
		return [
			{
				id: JSON.stringify(row.key),
				key: row.key,
				names: keyNames(by, row.key),
				cost: row.cost,
				clients: row.clients,
				bought: (amount * row.clients) / row.cost,
				range: [((lo ?? 0) * amount) / 1000, (hi * amount) / 1000]
			}
		];
	});
	paid.sort((a, b) => b.cost - a.cost);
	const judgeable = new Set(
		rows
			.filter((row) => Math.max(row.clients, row.expected ?? 0) >= enough)
			.map((row) => JSON.stringify(row.key))
	);
	return {
		amount,
		judged: paid.filter(({ id }) => judgeable.has(id)),
		few: paid.filter(({ id }) => !judgeable.has(id)),
		unpaid: rows.length > paid.length
	};
}

/** The rows where the money buys most and least. */
export function mostAndLeast(judged: readonly NextRow[]): { most: NextRow; least: NextRow } | null {
	if (judged.length < 2) return null;
	const order = judged.toSorted((a, b) => b.bought - a.bought);
	return { most: order[0]!, least: order.at(-1)! };
}

/** "8–14", "0.6–1.2". */
export function formatBought([lo, hi]: Range | NextRow['range']): string {
	const format = (hi ?? 0) < 10 ? formatNumber : formatCount;
	return `${format(lo)}–${format(hi)}`;
}
