import type { ManagerRow } from '#lib/managers/report.ts';

/** What the table shows of a row. */
const names = [
	...(['key', 'team', 'role', 'leads', 'accepted', 'sql', 'clients', 'conversion', 'interval'] as const),
	...(['expected', 'others', 'ratio', 'verdict', 'level', 'responseMedianMinutes'] as const),
	...(['open', 'returned', 'refused', 'unfit', 'junk', 'revenue'] as const)
] as const satisfies (keyof ManagerRow)[];

export type TableRow = Pick<ManagerRow, (typeof names)[number]>;

/** The rest is not sent. */
export const tableRow = (row: ManagerRow): TableRow =>
	Object.fromEntries(names.map((name) => [name, row[name]])) as unknown as TableRow;
