/** The suggested points as a table for spreadsheets. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import { wilson } from '#lib/stats/intervals.ts';
import type { Suggestion } from './suggest.ts';

/** A rule a row; `suggested` is empty where nothing is suggested. */
export function suggestionTable(suggestion: Suggestion | null): Table {
	const { rules = [], found = null } = suggestion ?? {};
	return {
		header: [
			'rule',
			'label',
			'role',
			'points',
			'suggested',
			'hits',
			'clients',
			'rate',
			'rateLow',
			'rateHigh'
		],
		rows: rules.map(({ key, label, role, before, points, hits, clients }) => [
			...[key, label, role, before, found ? points : null, hits, clients],
			...[hits > 0 ? clients / hits : null, ...wilson(clients, hits)]
		])
	};
}
