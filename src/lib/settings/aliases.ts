/** Channels that are written in several ways and count as one. */

/** The channel that a channel counts as, through chains of aliases (a → b → c gives c). */
export function channelOf(aliases: { channel: Record<string, string> }, channel: string): string {
	let name = channel;
	// No chain without a circle is longer than the list.
	for (let left = Object.keys(aliases.channel).length; left > 0; left--) {
		if (!Object.hasOwn(aliases.channel, name)) break;
		name = aliases.channel[name]!;
	}
	return name;
}

/** Every alias with the channel at the end of its chain. */
export const resolveAliases = (aliases: { channel: Record<string, string> }): Map<string, string> =>
	new Map(Object.keys(aliases.channel).map((from) => [from, channelOf(aliases, from)]));

/** The channels of an alias that leads back to itself; null if there is none. */
export function aliasCycle(channels: Record<string, string>): string[] | null {
	for (const start of Object.keys(channels)) {
		const seen = [start];
		let name = channels[start]!;
		while (Object.hasOwn(channels, name) && !seen.includes(name)) {
			seen.push(name);
			name = channels[name]!;
		}
		if (name === start) return seen;
	}
	return null;
}
