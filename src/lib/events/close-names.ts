/** Names that someone may have meant. */

/** Up to three of `names` that are spelled almost like `name`, the closest first. */
export function closeNames(name: string, names: readonly string[]): string[] {
	const wanted = plain(name);
	return names
		.map((candidate) => ({ candidate, distance: distance(wanted, plain(candidate)) }))
		.filter(({ candidate, distance }) => {
			const other = plain(candidate);
			const within =
				wanted.length > 2 && other.length > 2 && (other.includes(wanted) || wanted.includes(other));
			return within || distance <= Math.max(1, Math.floor(wanted.length / 4));
		})
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3)
		.map(({ candidate }) => candidate);
}

const plain = (name: string) => name.toLowerCase().replace(/[\s_.-]+/g, '');

/** Levenshtein's: how many letters to add, drop or change. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
		}
		row = next;
	}
	return row[b.length]!;
}
