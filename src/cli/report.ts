import { writeFileSync } from 'node:fs';
import { parseFilters, type Filters } from '#lib/filters/filters.ts';
import { filterParams } from '#lib/filters/filter-params.ts';
import { isFilterName } from '#lib/filters/names.ts';
import { WrongFilter } from '#lib/filters/wrong-filter.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { csv } from '#lib/ui/csv.ts';
import { printChannels } from './channels-report.ts';
import { printFunnel } from './funnel-report.ts';
import { printLeadTime } from './lead-time-report.ts';
import { printManagers } from './managers-report.ts';
import { printQuality } from './quality-report.ts';
import { printScoring } from './scoring-report.ts';
import type { Call } from './sluice.ts';
import { UserError } from './user-error.ts';
import type { Sheet } from './workbook.ts';

/** A report in every form in which it can be printed. */
export interface PrintedReport {
	json: ReportHead;
	text(): string;
	/** The first one is what CSV has. */
	tables: Sheet[];
}

/** `all`: also the tables that CSV has no room for. */
type Printer = (db: Database, config: Config, filters: Filters, all: boolean) => Promise<PrintedReport>;

/** A report that is read in one transaction. */
const inOne =
	(print: (context: ReportContext, filters: Filters, all: boolean) => Promise<PrintedReport>): Printer =>
	(db, config, filters, all) =>
		withReport(db, config, (context) => print(context, filters, all));

const reports: Record<string, Printer> = {
	funnel: inOne(printFunnel),
	channels: printChannels,
	'lead-time': printLeadTime,
	managers: inOne(printManagers),
	scoring: inOne(printScoring),
	quality: inOne(printQuality)
};
const formats = ['table', 'json', 'csv', 'xlsx'];

/** `sluice report NAME`: the numbers of the page, for people and for scripts. */
export async function report({ words, options, params, config, open }: Call): Promise<void> {
	const [name = '', ...rest] = words;
	const print = Object.hasOwn(reports, name) ? reports[name] : undefined;
	if (!print)
		throw new UserError(`There is no report "${name}". The reports are: ${Object.keys(reports).join(', ')}.`);
	if (rest.length) throw new UserError(`"${rest.join(' ')}" is not understood; filters begin with --.`);
	const format = options.json ? 'json' : String(options.format ?? 'table');
	if (!formats.includes(format)) throw new UserError(`--format "${format}": one of ${formats.join(', ')}.`);
	const out = options.out === undefined ? null : String(options.out);
	if (format === 'xlsx' && out === null && process.stdout.isTTY)
		throw new UserError(`A workbook is not for the terminal: add --out ${name}.xlsx.`);
	for (const key of params.keys())
		if (!isFilterName(key)) throw new UserError(`--${key} is not a filter. The README lists them.`);
	const { filters, problem } = parseFilters(params);
	if (problem) throw new UserError(`--${problem.message}`);
	const db = await open();
	const printed = await print(db, config, filters, format === 'xlsx').catch((error: unknown) => {
		if (error instanceof WrongFilter) throw new UserError(`--${error.message}.`);
		throw error;
	});
	const bytes = await formatted(printed, name, format);
	if (out === null) process.stdout.write(bytes);
	else writeOut(out, bytes);
}

async function formatted({ json, text, tables }: PrintedReport, name: string, format: string) {
	if (format === 'json') return `${JSON.stringify(json)}\n`;
	if (format === 'table') return `${text()}\n`;
	if (format === 'csv') return csv(tables[0]!.table.header, tables[0]!.table.rows);
	const { workbook } = await import('./workbook.ts');
	return workbook([...tables, { name: 'about', table: about(name, json) }]);
}

/** What the numbers depend on, so that they can be had again. */
function about(name: string, head: ReportHead): Table {
	const rows: Table['rows'] = [
		['report', name],
		['data up to', head.asOf],
		['time zone', head.timezone],
		['currency', head.currency],
		['leads', head.leads],
		['leads of excluded channels, left out', head.excluded],
		['score model', head.model],
		['data version', head.dataVersion]
	];
	for (const [filter, value] of filterParams(head.filters)) rows.push([`filter ${filter}`, value]);
	return { header: ['of this report', 'value'], rows };
}

function writeOut(file: string, bytes: string | Buffer): void {
	try {
		writeFileSync(file, bytes);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
		throw new UserError(`${file} cannot be written (${code}): name another place with --out.`);
	}
}
