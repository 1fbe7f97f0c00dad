/** Who gets what as plain tables, with the names of the data. Fractions are left unrounded. */
import { temperatures as warmths } from '#lib/filters/names.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { Mix } from './mix.ts';
import type { LoadRow } from './open-load.ts';
import type { SharedCompany } from './two-reps.ts';

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** A row a manager and channel (or temperature) of which somebody had leads. */
export const mixTable = ({ rows, channels, temperatures, all }: Mix): Table => ({
	header: [
		'manager',
		'of',
		'value',
		'leads',
		'allOfManager',
		'share',
		'shareOfAll',
		'expected',
		'expectedOfAll'
	],
	rows: rows.flatMap((row) => {
		const kinds = [
			...channels.map(({ key }, i) => ({
				of: 'channel',
				value: key,
				n: row.channels[i]!,
				all: all.channels[i]!
			})),
			...(temperatures ?? []).map((n, i) => ({
				...{ of: 'temperature', value: warmths[i]!, n: row.temperatures[i]!, all: n }
			}))
		];
		return kinds.map(({ of, value, n, all: ofAll }) => [
			...[row.key, of, value, n, row.leads, share(n, row.leads), share(ofAll, all.leads)],
			...[row.expected, all.expected]
		]);
	})
});

/** A row a manager and period: its last day, open leads then, and leads that came in it. */
export const loadTable = ({ rows, days }: { rows: readonly LoadRow[]; days: readonly string[] }): Table => ({
	header: ['manager', 'day', 'open', 'came'],
	rows: rows.flatMap(({ key, open, came }) => days.map((day, i) => [key, day, open[i]!, came[i]!]))
});

/** A row a company and manager. */
export const companyTable = (companies: readonly SharedCompany[]): Table => ({
	header: ['company', 'companyLeads', 'companyOpen', 'manager', 'leads', 'open'],
	rows: companies.flatMap(({ company, leads, open, managers }) =>
		managers.map((one) => [company, leads, open, one.manager, one.leads, one.open])
	)
});
