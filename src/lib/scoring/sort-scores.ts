/** Sorts scores, which lie close together and are often equal, faster than a sort that compares. */

/** A bucket of fewer is sorted in place. */
const FEW = 24;

/** Ascending, into a new array. */
export function sortScores(values: Float64Array): Float64Array {
	const n = values.length;
	const into = new Float64Array(n);
	if (n === 0) return into;
	let [lo, hi] = [Infinity, -Infinity];
	for (let i = 0; i < n; i++) {
		if (values[i]! < lo) lo = values[i]!;
		if (values[i]! > hi) hi = values[i]!;
	}
	if (lo === hi) return into.fill(lo);
	if (!Number.isFinite(hi - lo)) return values.slice().sort();
	const buckets = n;
	const scale = (buckets - 1) / (hi - lo);
	const bucket = new Uint32Array(n);
	const from = new Uint32Array(buckets + 1);
	for (let i = 0; i < n; i++) {
		bucket[i] = (values[i]! - lo) * scale;
		from[bucket[i]! + 1]!++;
	}
	for (let b = 0; b < buckets; b++) from[b + 1]! += from[b]!;
	// Each bucket is filled from its start; where it ends up is where the next one starts.
	for (let i = 0; i < n; i++) into[from[bucket[i]!]!++] = values[i]!;
	for (let b = 0, start = 0; b < buckets; b++) {
		const end = from[b]!;
		sortPart(into, start, end);
		start = end;
	}
	return into;
}

function sortPart(values: Float64Array, start: number, end: number): void {
	let isSorted = true;
	for (let i = start + 1; i < end; i++) if (values[i - 1]! > values[i]!) isSorted = false;
	if (isSorted) return;
	if (end - start > FEW) {
		values.subarray(start, end).sort();
		return;
	}
	for (let i = start + 1; i < end; i++) {
		const value = values[i]!;
		let at = i;
		for (; at > start && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
		values[at] = value;
	}
}
