/** Returned leads as a plain table with the names of the JSON. */
import { keyValues, type Table } from '#lib/funnel/funnel-table.ts';
import type { Returned, ReturnedFigures } from './report.ts';

const which = ['first', 'last', 'all'] as const;

const columns = [
	...['leads', 'clients', 'yield', 'intervalLow', 'intervalHigh'],
	...which.flatMap((name) =>
		['Visits', 'Passed', 'Waiting', 'Rate', 'IntervalLow', 'IntervalHigh'].map((what) => `${name}${what}`)
	)
];

const values = (figures: ReturnedFigures): Table['rows'][number] => [
	...[figures.leads, figures.clients, figures.yield, ...figures.interval],
	...which.flatMap((name) => {
		const passes = figures.passes?.[name];
		if (!passes) return Array<null>(6).fill(null);
		return [passes.visits, passes.passed, passes.waiting, passes.rate, ...passes.interval];
	})
];

/** A row a group of `by`; without a breakdown one row of all. No row where no lead was sent back. */
export function returnedTable(returned: Returned | null, by: readonly string[]): Table {
	const rows = !returned
		? []
		: by.length === 0
			? [values(returned)]
			: returned.groups.map((group) => [...keyValues(group.key), ...values(group)]);
	return { header: [...by, ...columns], rows };
}
