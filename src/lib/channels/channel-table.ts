/** The channels report as plain tables with the names of the JSON, for CSV and XLSX. Nothing is rounded. */
import { attributionModels } from '#lib/filters/names.ts';
import { keyValues, type Table } from '#lib/funnel/funnel-table.ts';
import { maturityColumns, maturityValues } from '#lib/leadtime/maturity-columns.ts';
import type { Attribution, ChannelFigures, ChannelKey, ChannelRow, ChannelsReport, Range } from './report.ts';

type Value = Table['rows'][number][number];

/** A range as two columns. */
const ends = (name: string) => [`${name}Low`, `${name}High`];

type NameOf<T> = {
	[Name in keyof ChannelFigures]: ChannelFigures[Name] extends T ? Name : never;
}[keyof ChannelFigures];
type PlainName = NameOf<number | null>;
type RangeName = NameOf<Range>;

const figures: (PlainName | RangeName | 'claim')[] = [
	...(['leads', 'requests', 'newRequests', 'returningRequests', 'clientRequests'] as const),
	...(['iql', 'eql', 'mql', 'sal', 'sql', 'clients', 'conversion', 'interval'] as const),
	...(['open', 'junk', 'unfit', 'targetShare', 'hoursLost'] as const),
	...(['impressions', 'clicks', 'ctr', 'cpc', 'clickToLead', 'cost', 'refunds', 'claim'] as const),
	...(['cpl', 'cplInterval', 'costPerMql', 'costPerMqlInterval'] as const),
	...(['costPerSql', 'costPerSqlInterval', 'cac', 'cacInterval', 'next1000'] as const),
	...(['revenue', 'averageSale', 'roi', 'spendShare', 'attributedClients', 'attributedRevenue'] as const)
];

const ranges: ReadonlySet<string> = new Set<RangeName>([
	...(['interval', 'cplInterval', 'costPerMqlInterval', 'costPerSqlInterval', 'cacInterval'] as const),
	...(['next1000'] as const)
]);
const isRange = (name: PlainName | RangeName): name is RangeName => ranges.has(name);

const figureColumns = [
	...figures.flatMap((name) =>
		name === 'claim' ? ['claimLeads', 'claimAmount'] : isRange(name) ? ends(name) : [name]
	),
	...maturityColumns
];

const figureValues = (row: ChannelFigures): Value[] => [
	...figures.flatMap((name): Value[] => {
		if (name === 'claim') return [row.claim?.leads ?? null, row.claim?.amount ?? null];
		const value = row[name];
		return Array.isArray(value) ? value : [value];
	}),
	...maturityValues(row.maturity)
];

const verdictColumns = ['expected', 'others', 'difference', ...ends('differenceInterval'), 'verdict'];
const verdictValues = (row: ChannelRow): Value[] => [
	...[row.expected, row.others, row.difference, ...row.differenceInterval, row.verdict]
];

const compared = ['leads', 'clients', 'conversion', 'cost', 'cac', 'revenue'] as const;

/** A row a channel (or whatever the breakdown is); with a comparison some of its figures beside them. */
export function rowTable({ by, rows, comparison }: ChannelsReport): Table {
	const header = [...by, ...figureColumns, ...verdictColumns];
	const values = (row: ChannelRow) => [...keyValues(row.key), ...figureValues(row), ...verdictValues(row)];
	if (!comparison) return { header, rows: rows.map(values) };
	const then = new Map(comparison.rows.map((row) => [JSON.stringify(row.key), row]));
	return {
		header: [
			...[...header, 'comparedFrom', 'comparedTo'],
			...compared.map((name) => `compared${name[0]!.toUpperCase()}${name.slice(1)}`)
		],
		rows: rows.map((row) => {
			const before = then.get(JSON.stringify(row.key));
			const { from, to } = comparison;
			return [...values(row), from, to, ...compared.map((name) => before?.[name] ?? null)];
		})
	};
}

/** One row: the sums of all. */
export const totalTable = ({ total }: Pick<ChannelsReport, 'total'>): Table => ({
	header: figureColumns,
	rows: [figureValues(total)]
});

/** A row a channel: what it added to the change of the conversion. Null without a comparison to compute it from. */
export function changedTable({ by, comparison }: Pick<ChannelsReport, 'by' | 'comparison'>): Table | null {
	if (!comparison?.changed) return null;
	return {
		header: [
			...[...by, 'beforeLeads', 'beforeClients', 'afterLeads', 'afterClients', 'mix', 'rate'],
			...[...ends('rateInterval'), 'clear', 'young']
		],
		rows: comparison.changed.rows.map(({ key, before, after, mix, rate, rateInterval, clear, young }) => [
			...[...keyValues(key), before.leads, before.clients, after.leads, after.clients, mix, rate],
			...[...rateInterval, clear, young]
		])
	};
}

/** `clients` and `first`: clientsFirst; `time-decay`: clientsTimeDecay. */
const modelColumn = (what: string, model: string) =>
	what +
	model
		.split('-')
		.map((word) => word[0]!.toUpperCase() + word.slice(1))
		.join('');

/** A row a channel: its clients and their money by each model. */
export const attributionTable = ({ rows }: Pick<Attribution, 'rows'>, by: readonly string[]): Table => ({
	header: [
		...by,
		...attributionModels.map((model) => modelColumn('clients', model)),
		...attributionModels.map((model) => modelColumn('revenue', model)),
		...['alone', 'starts', 'finishes', 'between', 'removalEffect']
	],
	rows: rows.map(({ key, clients, revenue, alone, starts, finishes, between, removalEffect }) => [
		...keysOf(key, by),
		...attributionModels.map((model) => clients[model]),
		...attributionModels.map((model) => revenue[model]),
		...[alone, starts, finishes, between, removalEffect]
	])
});

/** The row of clients without a touch has one key, however many the others have. */
const keysOf = (key: ChannelKey, by: readonly string[]) => by.map((_, i) => keyValues(key)[i] ?? null);

/** A row a path, its steps in one cell; a step without a value is empty. */
export const pathTable = ({ paths }: Pick<Attribution, 'paths'>): Table => ({
	header: ['path', 'leads', 'clients', 'conversion', ...ends('interval'), 'halfTimeDays'],
	rows: paths.map(({ path, leads, clients, conversion, interval, halfTimeDays }) => [
		path
			.map((key) =>
				keyValues(key)
					.map((value) => value ?? '')
					.join(' / ')
			)
			.join(' > '),
		...[leads, clients, conversion, ...interval, halfTimeDays]
	])
});
