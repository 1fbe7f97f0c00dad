/** What can be chosen for the table of channels, without the schema that reads it. */

export const columnGroups = [
	'main',
	'change',
	'reach',
	'demand',
	'quality',
	'stages',
	'clients',
	'money',
	'all'
] as const;
export type ColumnGroup = (typeof columnGroups)[number];

export const rowSorts = ['spend', 'leads', 'name'] as const;
export type RowSort = (typeof rowSorts)[number];
