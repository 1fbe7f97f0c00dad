/** Channels that are probably one, spelled differently. */

export interface LookAlike {
	/** The spelling that most leads have: what the others are to count as. */
	name: string;
	others: { name: string; leads: number }[];
}

/** Cyrillic letters that look like Latin ones: both stand in names typed on two keyboards. */
const twins = new Map([...'асеорхукмтвн'].map((letter, i) => [letter, 'aceopxykmtbh'[i]!]));

/** The name without case, accents, blanks and punctuation, and with look-alike letters made one. */
export function foldName(name: string): string {
	const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
	const letters = plain.replace(/[^\p{L}\p{N}]+/gu, '');
	const mixed = /\p{Script=Latin}/u.test(letters) && /\p{Script=Cyrillic}/u.test(letters);
	return mixed ? letters.replace(/\p{Script=Cyrillic}/gu, (letter) => twins.get(letter) ?? letter) : letters;
}

/** Groups of two or more names that fold to the same, the largest first. Names of punctuation alone are left. */
export function lookAlikes(channels: readonly { name: string; leads: number }[]): LookAlike[] {
	const groups = new Map<string, { name: string; leads: number }[]>();
	for (const channel of channels) {
		const folded = foldName(channel.name);
		if (folded === '') continue;
		groups.set(folded, [...(groups.get(folded) ?? []), channel]);
	}
	return [...groups.values()]
		.filter((group) => group.length > 1)
		.map((group) => group.sort((a, b) => b.leads - a.leads || (a.name < b.name ? -1 : 1)))
		.sort((a, b) => size(b) - size(a))
		.map(([first, ...others]) => ({ name: first!.name, others }));
}

const size = (group: { leads: number }[]) => group.reduce((sum, { leads }) => sum + leads, 0);
