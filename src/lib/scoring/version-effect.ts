/** Whether a published version changed what is handed over: the weeks before it against those since. */
import { whatChanged } from '#lib/channels/what-changed.ts';
import type { WhatChanged } from '#lib/channels/report.ts';
import { poissonInterval, wilson, type Interval } from '#lib/stats/intervals.ts';
import { sameRate } from '#lib/stats/same-rate.ts';

/** A lead that became an MQL. Times after it in ms; null: it did not happen. */
export interface HandedOver {
	/** ms */
	at: number;
	acceptedAfter: number | null;
	clientAfter: number | null;
	channel: string | null;
}

/** Leads handed over from `from` up to, not including, `to` (ms), with the version that was live then. */
export interface Span {
	from: number;
	to: number;
	handed: readonly HandedOver[];
}

/** A rate among the leads that were handed over long enough ago. */
export interface LaterRate {
	of: number;
	count: number;
	rate: number | null;
	interval: Interval;
}

export interface EffectWeek {
	/** Weeks from the publication to its first instant: −1 is the last one before. */
	week: number;
	/** ms */
	from: number;
	handed: number;
	/** Range of the number that such a week brings. */
	handedInterval: [lo: number, hi: number];
	accepted: LaterRate;
	clients: LaterRate;
}

export interface EffectSide {
	weeks: number;
	handed: number;
	perWeek: number;
	perWeekInterval: [lo: number, hi: number];
	accepted: LaterRate;
	clients: LaterRate;
}

export interface VersionEffect {
	before: EffectSide;
	after: EffectSide;
	/** Chance of numbers of hand-overs that differ as much by chance; null without any. */
	handedChance: number | null;
	/** By channel; null where no lead was handed over long enough ago on one of the sides. */
	acceptance: WhatChanged | null;
	conversion: WhatChanged | null;
	weeks: EffectWeek[];
	acceptDays: number;
	clientDays: number;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/**
 * `asOf` (ms): the data go up to it. A lead counts as accepted within `acceptDays`, as a client within `clientDays` of
 * its hand-over, among those handed over at least so long ago: the youngest leads would look bad otherwise. Weeks are
 * whole ones, counted from the publication at `after.from`.
 */
export function versionEffect(
	before: Span,
	after: Span,
	{ asOf, acceptDays, clientDays }: { asOf: number; acceptDays: number; clientDays: number }
): VersionEffect {
	const happened = (kind: 'accepted' | 'clients', lead: HandedOver) => {
		const [ms, days] =
			kind === 'accepted' ? [lead.acceptedAfter, acceptDays] : [lead.clientAfter, clientDays];
		return ms !== null && ms <= days * DAY;
	};
	const ripe = (kind: 'accepted' | 'clients', handed: readonly HandedOver[]) =>
		handed.filter(({ at }) => asOf - at >= (kind === 'accepted' ? acceptDays : clientDays) * DAY);
	const later = (kind: 'accepted' | 'clients', handed: readonly HandedOver[]): LaterRate => {
		const old = ripe(kind, handed);
		const count = old.filter((lead) => happened(kind, lead)).length;
		return {
			of: old.length,
			count,
			rate: old.length > 0 ? count / old.length : null,
			interval: wilson(count, old.length)
		};
	};
	const side = ({ from, to, handed }: Span): EffectSide => {
		const weeks = (to - from) / WEEK;
		const [lo, hi] = poissonInterval(handed.length);
		return {
			weeks,
			handed: handed.length,
			perWeek: handed.length / weeks,
			perWeekInterval: [lo / weeks, hi / weeks],
			accepted: later('accepted', handed),
			clients: later('clients', handed)
		};
	};
	const changed = (kind: 'accepted' | 'clients'): WhatChanged | null => {
		const rows = ({ handed }: Span) =>
			[...Map.groupBy(ripe(kind, handed), ({ channel }) => channel)].map(([key, leads]) => ({
				key,
				leads: leads.length,
				clients: leads.filter((lead) => happened(kind, lead)).length
			}));
		const [old, now] = [rows(before), rows(after)];
		return old.length > 0 && now.length > 0 ? whatChanged(old, now) : null;
	};
	const start = after.from;
	const first = -Math.floor((start - before.from) / WEEK);
	const last = Math.floor((after.to - start) / WEEK);
	const all = [...before.handed, ...after.handed];
	const byWeek = Map.groupBy(all, ({ at }) => Math.floor((at - start) / WEEK));
	const weeks: EffectWeek[] = [];
	for (let week = first; week < last; week++) {
		const handed = byWeek.get(week) ?? [];
		weeks.push({
			week,
			from: start + week * WEEK,
			handed: handed.length,
			handedInterval: poissonInterval(handed.length),
			accepted: later('accepted', handed),
			clients: later('clients', handed)
		});
	}
	return {
		before: side(before),
		after: side(after),
		handedChance:
			all.length > 0
				? sameRate(before.handed.length, before.to - before.from, after.handed.length, after.to - after.from)
				: null,
		acceptance: changed('accepted'),
		conversion: changed('clients'),
		weeks,
		acceptDays,
		clientDays
	};
}
