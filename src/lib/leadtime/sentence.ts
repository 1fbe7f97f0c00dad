/**
 * The sentences that open the lead time page and answer "how long does it take?". A part is a kind with its numbers;
 * the page puts it into words.
 */
import { enough } from '#lib/stats/enough.ts';
import { lastFollowedDay, pointAt } from './followed.ts';
import type { Incidence } from './report.ts';

export type SentencePart =
	/** More than a fifth of the clients have no usable date: the curve is that of the `dated` ones. */
	| { kind: 'undated'; leftOut: number; clients: number; dated: number }
	/** There are clients, but none of them has a usable date. */
	| { kind: 'noDates'; clients: number; leads: number }
	/** Nobody is a client; `lost` and `open` are the others. */
	| { kind: 'none'; leads: number; lost: number; open: number }
	/** The only lead, and after how many days it came to that (null: not known, or open). */
	| { kind: 'one'; outcome: 'client' | 'lost' | 'open'; day: number | null }
	/** Too few clients to say when. */
	| { kind: 'few'; clients: number; leads: number }
	/** Too few leads are followed for long enough to give shares by day. */
	| { kind: 'counts'; clients: number; leads: number }
	/** Of `base` leads, so many are clients by the end of each day, with `digits` after the point. */
	| { kind: 'shares'; base: number; digits: 0 | 1; days: { day: number; count: number }[] }
	/** All clients became so on the day they arrived. */
	| { kind: 'onArrival'; base: number; digits: 0 | 1; count: number }
	/** The day by which half of the clients have come, and of the lost leads are lost. */
	| { kind: 'half'; day: number }
	| { kind: 'lossHalf'; day: number };

const month = 30;
const year = 365;
/** A curve that enough leads are followed along for so long is read up to a year, if it goes on that far. */
const nearlyAYear = 330;

/** Of the clients, how many may be without a date before the first sentence says so (METHODS, section 5). */
const mostUndated = 0.2;

/** The parts in their order; none without leads. `window`: days after which nothing counts. */
export function leadTimeSentence(whole: Incidence, window?: number): SentencePart[] {
	const { leads, clients, lost, open, leftOutClients, curve } = whole;
	if (leads === 0) return [];
	if (leads === 1) return [theOne(whole)];
	if (clients === 0) return [{ kind: 'none', leads, lost, open }, ...lossHalf(whole)];
	const dated = whole.converted.n;
	if (dated === 0 && leftOutClients > 0) return [{ kind: 'noDates', clients, leads }, ...lossHalf(whole)];
	const undated: SentencePart[] =
		leftOutClients > mostUndated * clients
			? [{ kind: 'undated', leftOut: leftOutClients, clients, dated: clients - leftOutClients }]
			: [];
	if (dated < enough) return [...undated, { kind: 'few', clients, leads }, ...lossHalf(whole)];
	const onArrival = curve.every(({ day, client }) => day === 0 || client === 0);
	if (onArrival) {
		const { base, digits, counts } = perBase([curve.at(-1)!.incidence]);
		return [...undated, { kind: 'onArrival', base, digits, count: counts[0]! }, ...lossHalf(whole)];
	}
	return [
		...undated,
		shares(whole, window) ?? { kind: 'counts', clients, leads },
		...(whole.halfTimeDays === null ? [] : [{ kind: 'half' as const, day: whole.halfTimeDays }]),
		...lossHalf(whole)
	];
}

function theOne({ clients, lost, curve }: Incidence): SentencePart {
	const outcome = clients ? 'client' : lost ? 'lost' : 'open';
	const ended = curve.find((point) => point.client + point.lost > 0);
	return { kind: 'one', outcome, day: ended?.day ?? null };
}

const lossHalf = ({ lossHalfTimeDays, lost }: Incidence): SentencePart[] =>
	lossHalfTimeDays === null || lost < enough ? [] : [{ kind: 'lossHalf', day: lossHalfTimeDays }];

/** Null where no day has a client that enough leads are followed to. */
function shares({ curve }: Incidence, window = Infinity): SentencePart | null {
	const followed = lastFollowedDay(curve);
	if (followed === null) return null;
	const goesOn = followed >= nearlyAYear && (curve.at(-1)?.day ?? 0) >= year;
	const last = Math.min(goesOn ? year : followed, window, year);
	const share = (day: number) => pointAt(curve, day)?.incidence ?? 0;
	if (share(last) === 0) return null;
	const early = [month, 7, 1].find(
		(day) => day <= last / 2 && share(day) > 0 && share(day) < 0.9 * share(last)
	);
	const days = early === undefined ? [last] : [early, last];
	const { base, digits, counts } = perBase(days.map(share));
	return { kind: 'shares', base, digits, days: days.map((day, i) => ({ day, count: counts[i]! })) };
}

/** Whole numbers of 100 leads, unless rounding would change one by more than a tenth; of 1,000 or more where rare. */
function perBase(shares: number[]): { base: number; digits: 0 | 1; counts: number[] } {
	const most = Math.max(...shares);
	const base = [100, 1000, 10_000].find((base) => most * base >= 1) ?? 100_000;
	const counts = shares.map((share) => share * base);
	const misleads = counts.some((count) => Math.abs(Math.round(count) - count) > count / 10);
	const digits = misleads ? 1 : 0;
	return { base, digits, counts: counts.map((count) => Number(count.toFixed(digits))) };
}
