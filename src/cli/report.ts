import { parseFilters } from '#lib/filters/filters.ts';
import { isFilterName } from '#lib/filters/names.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { fullFunnelReport } from '#lib/server/reports/funnel.ts';
import { funnelCsv, funnelTable } from './funnel-report.ts';
import type { Call } from './sluice.ts';
import { UserError } from './user-error.ts';

const formats = ['table', 'json', 'csv'];

/** `sluice report funnel`: the numbers of the page, for people and for scripts. */
export async function report({ words, options, params, config, open }: Call): Promise<void> {
	const [name, ...rest] = words;
	if (name !== 'funnel') throw new UserError(`There is no report "${name ?? ''}". The reports are: funnel.`);
	if (rest.length) throw new UserError(`"${rest.join(' ')}" is not understood; filters begin with --.`);
	const format = options.json ? 'json' : String(options.format ?? 'table');
	if (!formats.includes(format)) throw new UserError(`--format "${format}": one of ${formats.join(', ')}.`);
	for (const key of params.keys())
		if (!isFilterName(key)) throw new UserError(`--${key} is not a filter. The README lists them.`);
	const { filters, problem } = parseFilters(params);
	if (problem) throw new UserError(`--${problem.message}`);
	const db = await open();
	const funnel = await withReport(db, config, (context) => fullFunnelReport(context, filters));
	if (format === 'json') console.log(JSON.stringify(funnel));
	else if (format === 'csv') process.stdout.write(funnelCsv(funnel));
	else console.log(funnelTable(funnel));
}
