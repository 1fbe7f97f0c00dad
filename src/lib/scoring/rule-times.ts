/** When a rule happened that counts: what its `max` and half-life are counted from, without a look at all hits. */
import { isInTime, type Cohort } from './cohort.ts';
import type { HitTable } from './hits.ts';
import type { RulePairs } from './rule-pairs.ts';

/** The hits of the k-th lead that the rule counts for are at `from[k] .. from[k + 1]`, ascending. */
export interface RuleTimes {
	from: Uint32Array;
	/** ms since the lead was created */
	times: Float64Array;
}

/** Of the rule at `place`, which happens at events. */
export function ruleTimes(
	hits: HitTable,
	pairs: RulePairs,
	place: number,
	{ leads, decision }: Pick<Cohort, 'leads' | 'decision'>
): RuleTimes {
	const lead = pairs.lead.subarray(pairs.from[place], pairs.from[place + 1]);
	const from = new Uint32Array(lead.length + 1);
	let times = new Float64Array(lead.length * 2);
	let size = 0;
	for (let k = 0; k < lead.length; k++) {
		const i = lead[k]!;
		const at = decision[i]!;
		const end = hits.start[leads[i]! + 1]!;
		for (let h = hits.start[leads[i]!]!; h < end; h++) {
			if (hits.what[h]! >> 1 !== place || !isInTime(hits.after[h]!, at)) continue;
			if (size === times.length) times = grown(times);
			times[size++] = hits.after[h]!;
		}
		from[k + 1] = size;
	}
	return { from, times };
}

function grown(times: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
	const more = new Float64Array(times.length * 2);
	more.set(times);
	return more;
}
