/** Channels and managers that are written in several ways and count as one. */

/** The name that a name counts as, through chains of aliases (a → b → c gives c). */
function endOf(aliases: Record<string, string>, written: string): string {
	let name = written;
	// No chain without a circle is longer than the list.
	for (let left = Object.keys(aliases).length; left > 0; left--) {
		if (!Object.hasOwn(aliases, name)) break;
		name = aliases[name]!;
	}
	return name;
}

/** The channel that a channel counts as. */
export const channelOf = (aliases: { channel: Record<string, string> }, channel: string): string =>
	endOf(aliases.channel, channel);

/** Every alias with the name at the end of its chain. */
export const resolveAliases = (aliases: Record<string, string>): Map<string, string> =>
	new Map(Object.keys(aliases).map((from) => [from, endOf(aliases, from)]));

/** The names of an alias that leads back to itself; null if there is none. */
export function aliasCycle(aliases: Record<string, string>): string[] | null {
	for (const start of Object.keys(aliases)) {
		const seen = [start];
		let name = aliases[start]!;
		while (Object.hasOwn(aliases, name) && !seen.includes(name)) {
			seen.push(name);
			name = aliases[name]!;
		}
		if (name === start) return seen;
	}
	return null;
}
