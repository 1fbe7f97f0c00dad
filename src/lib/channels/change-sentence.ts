/** What changed between two periods, in parts of sentences that add up; the page puts them into words. */
import { largestRemainder } from '#lib/stats/largest-remainder.ts';
import type { ChannelKey, WhatChanged } from './report.ts';

/** Chance: could be chance. Young: the leads that are still open could make the fall up. */
export type Sureness = 'clear' | 'young' | 'chance';

export type ChangePart =
	/** Nobody came in one of the periods. */
	| { kind: 'noLeads'; when: 'before' | 'after' }
	/** Clients, and what part of the difference comes of more or fewer leads and of their conversion. */
	| { kind: 'clients'; before: number; after: number; byLeads: number; byConversion: number }
	/** Conversions as fractions, their difference in tenths of a point. */
	| { kind: 'conversion'; before: number; after: number; tenths: number; sure: Sureness }
	/** Better (+) or weaker (−) leads came. The tenths of this and the following parts add up to the conversion's. */
	| { kind: 'mix'; tenths: number }
	/** Leads of one row convert better or worse. */
	| { kind: 'rate'; key: ChannelKey; tenths: number; sure: Sureness }
	/** Those of all other rows. */
	| { kind: 'others'; tenths: number };

/** So many rows are named. */
const most = 3;

const perPoint = 1000;

/** A conversion of a few in a thousand changes by less than a tenth of a point: parts of 0 are left out. */
export function changeSentence(changed: WhatChanged): ChangePart[] {
	const { before, after } = changed;
	if (before.leads === 0) return [{ kind: 'noLeads', when: 'before' }];
	if (after.leads === 0) return [{ kind: 'noLeads', when: 'after' }];
	const rates = [before.clients / before.leads, after.clients / after.leads] as const;
	const tenths = Math.round(changed.change * perPoint);
	return [
		{ kind: 'clients', before: before.clients, after: after.clients, ...clientsBy(changed) },
		{ kind: 'conversion', before: rates[0], after: rates[1], tenths, sure: sureness(changed) },
		...parts(changed, tenths)
	];
}

/** Exactly: the difference of leads at the mean conversion, the difference of conversion at the mean of leads. */
function clientsBy({ before, after }: WhatChanged) {
	const conversion = (before.clients / before.leads + after.clients / after.leads) / 2;
	const byLeads = Math.round((after.leads - before.leads) * conversion);
	return { byLeads, byConversion: after.clients - before.clients - byLeads };
}

function parts({ rows, mix, rate }: WhatChanged, sum: number): ChangePart[] {
	const named = rows
		.filter((row) => Math.abs(row.rate) * perPoint >= 0.5)
		.sort((a, b) => Math.abs(b.rate) - Math.abs(a.rate))
		.slice(0, most);
	const others = rate - named.reduce((total, row) => total + row.rate, 0);
	const [ofMix, ofOthers, ...ofNamed] = largestRemainder(
		[mix, others, ...named.map((row) => row.rate)].map((part) => part * perPoint),
		sum
	);
	const all: (ChangePart & { tenths: number })[] = [
		{ kind: 'mix', tenths: ofMix! },
		...named.map((row, i) => ({
			kind: 'rate' as const,
			key: row.key,
			tenths: ofNamed[i]!,
			sure: sureness(row)
		})),
		{ kind: 'others', tenths: ofOthers! }
	];
	return all.filter(({ tenths }) => tenths !== 0);
}

const sureness = ({ clear, young }: { clear: boolean; young: boolean }): Sureness =>
	young ? 'young' : clear ? 'clear' : 'chance';
