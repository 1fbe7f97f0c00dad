/** The table of who gets which channels, as it is drawn: the largest channels as columns, the others together. */
import type { Mix, MixRow } from '#lib/managers/mix.ts';

/** Columns of their own. */
const mostChannels = 12;

interface MixViewRow extends Pick<MixRow, 'key' | 'leads' | 'expected' | 'verdict' | 'temperatures'> {
	/** By column. */
	counts: number[];
}

interface MixView {
	/** Channels with a column of their own, the largest first. */
	channels: (string | null)[];
	/** Channels in the last column; 0: there is none. */
	others: number;
	temperatures: number[] | null;
	all: Pick<MixViewRow, 'leads' | 'counts' | 'expected'>;
}

const columns = (counts: readonly number[], others: number) => [
	...counts.slice(0, counts.length - others),
	...(others > 0 ? [counts.slice(counts.length - others).reduce((a, b) => a + b, 0)] : [])
];

/** A last channel alone has a column of its own. */
const othersOf = ({ channels }: Pick<Mix, 'channels'>) =>
	channels.length > mostChannels + 1 ? channels.length - mostChannels : 0;

export function mixView(mix: Mix): MixView {
	const others = othersOf(mix);
	return {
		channels: mix.channels.slice(0, mix.channels.length - others).map(({ key }) => key),
		others,
		temperatures: mix.temperatures,
		all: { leads: mix.all.leads, counts: columns(mix.all.channels, others), expected: mix.all.expected }
	};
}

export const viewRow = (
	{ key, leads, expected, verdict, temperatures, channels }: MixRow,
	mix: Mix
): MixViewRow => ({
	...{ key, leads, expected, verdict, temperatures },
	counts: columns(channels, othersOf(mix))
});
