/** Whether the leads of each month still are those that a model was set for: its score, and each of its rules. */
import { countBins, decileEnds, driftOf, type Drift } from './drift.ts';
import type { ScoreModel } from './model.ts';
import { pairsByRule } from './rule-pairs.ts';
import type { Counts } from './score-table.ts';

/** The months that are compared with the base, and of which period each lead is. */
export interface DriftPeriods {
	/** Days `YYYY-MM-DD`; `to` is the day after the last. */
	base: { from: string; to: string; leads: number };
	/** The base is what came before the model was published; else the first months of the data. */
	published: boolean;
	months: { month: string; leads: number }[];
	/** Of each lead: -1 none, 0 the base, then the months. */
	period: Int16Array;
}

export interface DriftCell extends Drift {
	/** Share of the month's leads that the rule counts for; of the score, its mean. */
	value: number;
}

export interface DriftRow {
	/** Null: the score. */
	key: string | null;
	label: string;
	/** As `value` of the months. */
	base: number;
	/** Null for months with too few leads. */
	months: (DriftCell | null)[];
}

export interface DriftReport extends Omit<DriftPeriods, 'period'> {
	/** Chance of each comparison that is called a change: .05 / (rules × months). */
	alpha: number;
	/** The score first. */
	rows: DriftRow[];
}

/** Leads that a month needs, and a base. */
export const enoughMonth = 50;
export const enoughBase = 200;
/** Days before a model is published whose leads it was set for. */
const baseDays = 90;
/** Without a publication, months at the beginning of the data. */
const firstMonths = 3;
/** The latest months are compared. */
const mostMonths = 24;

/**
 * `days`: when each lead arrived (`YYYY-MM-DD`), in any order; `published`: day of the last publication, null for none.
 * The base is what arrived in the 90 days before it, if that is 200 leads and a whole month came after; else the first
 * three months, and as many more as it takes to have 200 leads. Null if nothing is left to compare with it.
 */
export function driftPeriods(days: readonly string[], published: string | null): DriftPeriods | null {
	/** Leads by day. */
	const arrived = new Map<string, number>();
	for (const day of days) arrived.set(day, (arrived.get(day) ?? 0) + 1);
	const found = (published !== null && afterPublication(arrived, published)) || firstOf(arrived);
	if (!found) return null;
	const { base, from, isPublished } = found;
	const months = [...new Set([...arrived.keys()].filter((day) => day >= from).map((day) => day.slice(0, 7)))]
		.sort()
		.slice(-mostMonths);
	if (months.length === 0) return null;
	const places = new Map(months.map((month, i) => [month, i + 1]));
	const isBase = (day: string) => day >= base.from && day < base.to;
	const placeOf = new Map(
		[...arrived.keys()].map((day) => [
			day,
			isBase(day) ? 0 : day >= from ? (places.get(day.slice(0, 7)) ?? -1) : -1
		])
	);
	const period = new Int16Array(days.length);
	for (let i = 0; i < days.length; i++) period[i] = placeOf.get(days[i]!)!;
	const leads = new Array<number>(months.length + 1).fill(0);
	for (const place of period) if (place >= 0) leads[place]!++;
	return {
		base: { ...base, leads: leads[0]! },
		published: isPublished,
		months: months.map((month, i) => ({ month: `${month}-01`, leads: leads[i + 1]! })),
		period
	};
}

interface Base {
	base: { from: string; to: string };
	/** First day that is compared. */
	from: string;
	isPublished: boolean;
}

const addDays = (day: string, days: number) =>
	new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

function afterPublication(arrived: ReadonlyMap<string, number>, published: string): Base | null {
	const base = { from: addDays(published, -baseDays), to: published };
	let [before, after] = [0, 0];
	for (const [day, leads] of arrived)
		if (day >= published) after += leads;
		else if (day >= base.from) before += leads;
	return before >= enoughBase && after >= enoughMonth ? { base, from: published, isPublished: true } : null;
}

function firstOf(arrived: ReadonlyMap<string, number>): Base | null {
	const byMonth = new Map<string, number>();
	for (const [day, leads] of arrived) {
		const month = day.slice(0, 7);
		byMonth.set(month, (byMonth.get(month) ?? 0) + leads);
	}
	let leads = 0;
	for (const [i, month] of [...byMonth.keys()].sort().entries()) {
		leads += byMonth.get(month)!;
		if (i + 1 < firstMonths || leads < enoughBase) continue;
		const to = `${addDays(`${month}-01`, 31).slice(0, 7)}-01`;
		return {
			base: { from: `${[...byMonth.keys()].sort()[0]!}-01`, to },
			from: to,
			isPublished: false
		};
	}
	return null;
}

/**
 * `counts`: how often each rule was met, without decay, and `score`, both of the same leads as the periods. Yields
 * between rules.
 */
export function* monthDrift(
	model: ScoreModel,
	counts: Counts,
	score: Float64Array,
	{ period, ...periods }: DriftPeriods
): Generator<void, DriftReport> {
	const { base, months } = periods;
	const judged = months.filter(({ leads }) => leads >= enoughMonth).length;
	const alpha = 0.05 / Math.max(1, model.rules.length * judged);
	const sizes = [base.leads, ...months.map(({ leads }) => leads)];
	const isJudged = (i: number) => i === 0 || sizes[i]! >= enoughMonth;
	const driftRow = (
		key: string | null,
		label: string,
		values: Float64Array[],
		valueOf: (values: Float64Array) => number
	): DriftRow => {
		const ends = decileEnds(values[0]!.slice().sort());
		const before = countBins(values[0]!, ends);
		return {
			key,
			label,
			base: valueOf(values[0]!),
			months: values
				.slice(1)
				.map((own, i) =>
					isJudged(i + 1) ? { value: valueOf(own), ...driftOf(before, countBins(own, ends), alpha) } : null
				)
		};
	};
	const scores = sizes.map((size) => new Float64Array(size));
	const at = new Uint32Array(sizes.length);
	period.forEach((place, i) => {
		if (place >= 0) scores[place]![at[place]!++] = score[i]!;
	});
	yield;
	const rows = [driftRow(null, '', scores, mean)];
	yield;
	const pairs = pairsByRule(counts, model.rules.length);
	yield;
	for (const [place, rule] of model.rules.entries()) {
		const values = sizes.map((size) => new Float64Array(size));
		at.fill(0);
		for (let k = pairs.from[place]!; k < pairs.from[place + 1]!; k++) {
			const own = period[pairs.lead[k]!]!;
			if (own >= 0) values[own]![at[own]!++] = counts.count[pairs.at[k]!]!;
		}
		rows.push(driftRow(rule.key, rule.label, values, shareAbove));
		yield;
	}
	return { ...periods, alpha, rows };
}

const mean = (values: Float64Array) =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const shareAbove = (values: Float64Array) =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / values.length;
