import type { ChannelKey, Range, WhatChanged } from '#lib/channels/report.ts';
import { largestRemainder } from '#lib/stats/largest-remainder.ts';
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

/** Rows beyond those shown, as one. */
export type RestRow = Pick<ChangedRow, 'before' | 'after' | 'mix' | 'rate'>;

/** The first `most` rows (one more if that is the last), and all other leads of the change; null without others. */
export function foldRows(
	rows: readonly ChangedRow[],
	{ before, after, mix, rate }: WhatChanged,
	most: number
): { shown: ChangedRow[]; rest: RestRow | null } {
	const shown = rows.slice(0, rows.length === most + 1 ? rows.length : most);
	const less = (all: number, value: (row: ChangedRow) => number) =>
		shown.reduce((left, row) => left - value(row), all);
	const rest = {
		before: {
			leads: less(before.leads, (row) => row.before.leads),
			clients: less(before.clients, (row) => row.before.clients)
		},
		after: {
			leads: less(after.leads, (row) => row.after.leads),
			clients: less(after.clients, (row) => row.after.clients)
		},
		mix: less(mix, (row) => row.mix),
		rate: less(rate, (row) => row.rate)
	};
	return { shown, rest: rest.before.leads + rest.after.leads > 0 ? rest : null };
}

/** Hundredths of a point, signed: −31 → "−0.31". */
export function formatHundredths(parts: number): string {
	const text = (Math.abs(parts) / 100).toFixed(2);
	return text === '0.00' ? text : `${parts > 0 ? '+' : '−'}${text}`;
}

/** Hundredths of a point of each row and of the sums, rounded so that they add up down and across. */
export function changedTable(rows: readonly RestRow[], { mix, rate, change }: WhatChanged) {
	const hundredths = (parts: readonly number[], sum: number) =>
		largestRemainder(
			parts.map((part) => part * 10_000),
			sum
		);
	const all = Math.round(change * 10_000);
	const [mixSum, rateSum] = hundredths([mix, rate], all) as [number, number];
	const part = (name: 'mix' | 'rate') => rows.map((row) => row[name]);
	return {
		change: all,
		mix: mixSum,
		rate: rateSum,
		mixes: hundredths(part('mix'), mixSum),
		rates: hundredths(part('rate'), rateSum)
	};
}
