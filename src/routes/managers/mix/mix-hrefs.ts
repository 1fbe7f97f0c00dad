/** The leads behind the figures of the table of who gets what. */
import type { Filters } from '#lib/filters/filters.ts';
import type { Temperature } from '#lib/filters/names.ts';
import { onlyValue, writeValue } from '#lib/filters/values.ts';
import { managerFilter, rowDrill } from '#lib/managers/drill.ts';
import type { Mix } from '#lib/managers/mix.ts';
import { leadsHref } from '#lib/ui/links.ts';

type Counted = Pick<Mix, 'base' | 'goal' | 'credit'> & { filters: Filters };

/** All leads of a rep (null: of nobody; undefined: of all reps together), or those of some of them. */
export function mixHref(
	counted: Counted,
	rep: string | null | undefined,
	of: { channels?: string[]; temperature?: Temperature } = {}
): string | null {
	const { filters, select } = rowDrill(counted, rep ?? null, 'base');
	const values = { ...filters.values };
	if (rep === undefined) values[managerFilter(counted)] = [writeValue({ not: true, value: '' })];
	if (of.channels) values.channel = of.channels;
	return leadsHref({
		filters: { ...filters, values },
		select: of.temperature ? { ...select, acceptedTemperature: of.temperature } : select
	});
}

/** The filter of one column of channels; `last`: all that have no column, of those that the filters let in. */
export const columnChannels = (
	channels: readonly (string | null)[],
	i: number,
	{ values }: Filters
): string[] =>
	i < channels.length
		? [onlyValue(channels[i]!)]
		: [
				...(values.channel ?? []),
				...channels.map((channel) => writeValue({ not: true, value: channel ?? '' }))
			];
