/** The dot plot's rows: what a client costs by channel or, where no costs are known, how many leads become clients. */
import type { ChannelFigures, ChannelRow } from '#lib/channels/report.ts';
import type { Dot } from '#lib/ui/dot-scale.ts';
import { sortRows } from './arrange-rows.ts';

/** More rows than this are no picture any more. */
const most = 20;

export type Measure = 'cost' | 'rate';

export interface DotRows {
	measure: Measure;
	/** Most spend first; by leads if costs are not known. */
	rows: ChannelRow[];
	/** How many rows there are to plot. */
	all: number;
	/** Leads, and no cost; most clients first. */
	unpaid: ChannelRow[];
	unpaidCount: number;
	/** More came back than was spent. */
	paidBack: ChannelRow[];
}

export const dotOf = (measure: Measure, row: ChannelFigures): Dot =>
	measure === 'cost'
		? { value: row.cac, range: row.cacInterval }
		: { value: row.conversion, range: row.interval };

/** Null where there is nothing to plot. */
export function dotRows(rows: readonly ChannelRow[]): DotRows | null {
	const measure = rows.some(({ cost }) => cost !== null) ? 'cost' : 'rate';
	const plotted = rows.filter((row) =>
		measure === 'cost' ? (row.cost ?? 0) > 0 : row.leads > 0 && row.conversion !== null
	);
	const unpaid = measure === 'cost' ? rows.filter(({ cost, leads }) => cost === 0 && leads > 0) : [];
	const paidBack = rows.filter(({ cost }) => (cost ?? 0) < 0);
	if (plotted.length + unpaid.length + paidBack.length === 0) return null;
	return {
		measure,
		rows: sortRows(plotted, measure === 'cost' ? 'spend' : 'leads').slice(0, most),
		all: plotted.length,
		unpaid: unpaid.toSorted((a, b) => b.clients - a.clients || b.leads - a.leads).slice(0, most),
		unpaidCount: unpaid.length,
		paidBack: paidBack.slice(0, most)
	};
}
