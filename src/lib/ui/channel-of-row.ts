import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { readValue } from '#lib/filters/values.ts';

/** The one value that a filter lets through; undefined for several, none or the rest. */
export function onlyChosen(filters: Filters, name: string): string | undefined {
	const values = (filters.values[name] ?? []).map(readValue);
	return values.length === 1 && !values[0]!.not ? values[0]!.value : undefined;
}

/** The colour and mark of a row are its channel's: its key, or the one channel chosen; undefined if there is none. */
export function channelOfRow(
	filters: Filters,
	by: readonly string[],
	key: ChannelKey
): string | null | undefined {
	const place = by.indexOf('channel');
	if (place >= 0) return Array.isArray(key) ? (key[place] ?? null) : key;
	const channel = onlyChosen(filters, 'channel');
	return channel === '' ? null : channel;
}
