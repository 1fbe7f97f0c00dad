import type { ChannelKey, Range, WhatChanged } from '#lib/channels/report.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { keyNames } from '#lib/ui/words.ts';

interface Counts {
	leads: number;
	clients: number;
}

export interface ChangedRow {
	id: string;
	key: ChannelKey;
	names: string[];
	before: Counts;
	after: Counts;
	/** Share of all leads, and clients per lead; null where there are no leads. */
	shares: [before: number | null, after: number | null];
	rates: [before: number | null, after: number | null];
	/** Parts of the change of the conversion, fractions. */
	mix: number;
	rate: number;
	range: Range;
	/** How sure the change of its rate is; null for a row that is absent in one period. */
	sure: 'clear' | 'young' | 'chance' | null;
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);

/** The rows of a change in its order: those that moved most first. */
export const changedRows = ({ rows, before, after }: WhatChanged, by: readonly string[]): ChangedRow[] =>
	rows.map((row) => ({
		id: JSON.stringify(row.key),
		key: row.key,
		names: keyNames(by, row.key),
		before: row.before,
		after: row.after,
		shares: [ratio(row.before.leads, before.leads), ratio(row.after.leads, after.leads)],
		rates: [ratio(row.before.clients, row.before.leads), ratio(row.after.clients, row.after.leads)],
		mix: row.mix,
		rate: row.rate,
		range: row.rateInterval,
		sure: row.rateInterval[0] === null ? null : row.young ? 'young' : row.clear ? 'clear' : 'chance'
	}));

/** "could be chance", where there is a doubt. */
export const sureness = (sure: ChangedRow['sure']) =>
	sure === 'chance' ? m.could_be_chance() : sure === 'young' ? m.too_early() : '';

/** The first `most` rows, and the sum of the others where there are more than one. */
export function foldRows(rows: readonly ChangedRow[], most: number) {
	if (rows.length <= most + 1) return { shown: [...rows], rest: null };
	const others = rows.slice(most);
	const sum = (name: 'mix' | 'rate') => others.reduce((total, row) => total + row[name], 0);
	return { shown: rows.slice(0, most), rest: { count: others.length, mix: sum('mix'), rate: sum('rate') } };
}

/**
 * Parts of a conversion in hundredths of a point, rounded so that they add up to the rounded sum: each is rounded
 * down, and what is missing goes to those that lost most.
 */
export function hundredths(parts: readonly number[], sum: number): number[] {
	const exact = parts.map((part) => part * 10_000);
	const rounded = exact.map(Math.floor);
	const missing = sum - rounded.reduce((total, part) => total + part, 0);
	const order = exact.map((part, i) => ({ i, lost: part - rounded[i]! })).sort((a, b) => b.lost - a.lost);
	for (const { i } of order.slice(0, Math.max(0, missing))) rounded[i]!++;
	return rounded;
}

/** Hundredths of a point, signed: −31 → "−0.31". */
export function formatHundredths(parts: number): string {
	const text = (Math.abs(parts) / 100).toFixed(2);
	return text === '0.00' ? text : `${parts > 0 ? '+' : '−'}${text}`;
}

/** What the table shows: hundredths of a point of each row, and of the sums, that add up both ways. */
export function changedTable(rows: readonly ChangedRow[], { mix, rate, change }: WhatChanged) {
	const all = Math.round(change * 10_000);
	const [mixes, rates] = hundredths([mix, rate], all) as [number, number];
	return {
		change: all,
		mix: mixes,
		rate: rates,
		mixes: hundredths(
			rows.map((row) => row.mix),
			mixes
		),
		rates: hundredths(
			rows.map((row) => row.rate),
			rates
		)
	};
}
