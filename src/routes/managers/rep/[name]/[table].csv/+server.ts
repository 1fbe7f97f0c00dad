import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import {
	repFigureTable,
	repHandoverTable,
	repKindTable,
	repMonthTable,
	repReasonTable,
	repStepTable
} from '#lib/managers/rep-table.ts';
import { withReport } from '#lib/server/app.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { managerHandovers } from '#lib/server/reports/manager-handovers.ts';
import { managerPeers } from '#lib/server/reports/manager-peers.ts';
import { managerStanding } from '#lib/server/reports/manager-standing.ts';
import { managerWork } from '#lib/server/reports/manager-work.ts';
import { managerParts } from '#lib/server/reports/managers.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../../../read-filters.ts';
import { repOfPath } from '../../../rep-path.ts';

type Make = (context: ReportContext, filters: Filters, name: string) => Promise<Table>;

/** Tables by their name, one a section. Without rows where nobody is judged. */
const tables: Record<string, Make> = {
	kinds: async (...asked) => repKindTable((await managerParts(...asked))?.strata ?? []),
	months: async (...asked) => {
		const months = (await managerParts(...asked))?.months ?? [];
		return repMonthTable(months, (await managerStanding(...asked)).open);
	},
	steps: async (...asked) => repStepTable((await managerStanding(...asked)).steps),
	reasons: async (...asked) => {
		const { reasons, returned } = await managerStanding(...asked);
		return repReasonTable(reasons, returned);
	},
	figures: async (context, filters, name) => {
		const { own, others } = await managerWork(context, managerPeers(context, filters, name));
		return repFigureTable(own, others);
	},
	handovers: async (context, filters, name) =>
		repHandoverTable(await managerHandovers(context, managerPeers(context, filters, name), name))
};

export const GET = async ({ params, url }) => {
	const make = Object.hasOwn(tables, params.table) ? tables[params.table]! : null;
	if (!make) error(404, m.error_not_found());
	const filters = readFilters(url);
	const { header, rows } = await withReport((context) => make(context, filters, repOfPath(params.name)));
	return csvFile(`sales-rep-${params.table}.csv`, csv(header, rows));
};
