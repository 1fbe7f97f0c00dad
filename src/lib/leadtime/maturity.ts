/** How complete a young cohort is, and what it will come to (METHODS, section 4). */
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { countRange } from '#lib/stats/count-range.ts';
import { followedPoints } from './followed.ts';
import type { IncidencePoint } from './incidence.ts';
import type { Maturity } from './report.ts';

/** What cohorts are measured by: shares of all leads by the end of each day since arrival, from day 0 to the last. */
export interface Reference {
	/** Clients. */
	incidence: readonly number[];
	/** Neither clients nor lost. */
	open: readonly number[];
}

/** Leads of one cohort. Ages are days up to the as-of date. */
export interface Cohort {
	/** All of them by whole days of age; `fractions`: what they are older than that, summed up. */
	ages: readonly { day: number; leads: number; fractions: number }[];
	/** Clients by the as-of date. */
	clients: number;
	/** Of those still open then; those older than the reference may be left out. */
	openAges: Iterable<number>;
}

/**
 * Whether rows by `by` can be measured: not in period mode or within a window, where the leads of a row had the same
 * time or are other people than its clients, and not where leads or rows are chosen by how leads ended.
 */
export const canMature = (filters: Pick<Filters, 'mode' | 'window' | 'values'>, by: readonly string[]) =>
	filters.mode === 'cohort' && filters.window === undefined && !isByOutcome(filters, by);

/**
 * The curve day by day, up to the last day with at least 50 leads and 5 % of all still at risk. Null without such a
 * day, and where nobody has become a client by then.
 */
export function maturityReference(curve: readonly IncidencePoint[]): Reference | null {
	const points = followedPoints(curve);
	const last = points.at(-1);
	if (!last || last.incidence <= 0) return null;
	const incidence: number[] = [];
	const open: number[] = [];
	for (const point of points) {
		const before = { incidence: incidence.at(-1) ?? 0, open: open.at(-1) ?? 1 };
		while (incidence.length < point.day) {
			incidence.push(before.incidence);
			open.push(before.open);
		}
		incidence.push(point.incidence);
		open.push(point.open);
	}
	return { incidence, open };
}

/**
 * With F and S linear within the day, a the ages and τ the last day of the reference:
 * complete = mean F(min(a, τ + 1)) / F(τ); expectedClients = clients + Σ p over the open leads, p = (F(τ) − F(a)) / S(a)
 * within 0 and 1. The range is where 95 % of sums of chances p lie: a count with the mean Σ p and the variance
 * Σ p (1 − p), on top of the clients; it knows no other chance than that. Null without a reference or leads.
 */
export function maturity(reference: Reference | null, { ages, clients, openAges }: Cohort): Maturity | null {
	const leads = ages.reduce((sum, each) => sum + each.leads, 0);
	if (!reference || leads === 0) return null;
	const { incidence } = reference;
	const days = incidence.length;
	const end = incidence[days - 1]!;
	let come = 0;
	for (const { day, leads, fractions } of ages) {
		const before = day === 0 ? 0 : incidence[Math.min(day, days) - 1]!;
		come += leads * before + (day < days ? (incidence[day]! - before) * fractions : 0);
	}
	const { mean, variance } = toCome(reference, openAges);
	const [lo, hi] = countRange(mean, variance, 0.95);
	const complete = come / (leads * end);
	return {
		// Sums of many shares miss 1 by their rounding.
		complete: complete > 1 - 1e-12 ? 1 : complete,
		days,
		finalShare: end,
		expectedClients: clients + mean,
		expectedRange: [clients + lo, clients + hi]
	};
}

/** The clients to come of open leads of these ages: Σ p, and its variance Σ p (1 − p). */
export function toCome(
	{ incidence, open }: Reference,
	openAges: Iterable<number>
): { mean: number; variance: number } {
	const days = incidence.length;
	const end = incidence[days - 1]!;
	let mean = 0;
	let variance = 0;
	for (const age of openAges) {
		const day = Math.floor(age);
		if (day >= days) continue;
		const within = (shares: readonly number[], start: number) => {
			const before = day === 0 ? start : shares[day - 1]!;
			return before + (shares[day]! - before) * (age - day);
		};
		const stillOpen = within(open, 1);
		const chance = stillOpen > 0 ? Math.min(1, Math.max(0, (end - within(incidence, 0)) / stillOpen)) : 0;
		mean += chance;
		variance += chance * (1 - chance);
	}
	return { mean, variance };
}
