import { error } from '@sveltejs/kit';
import {
	attributionTable,
	changedTable,
	pathTable,
	rowTable,
	totalTable
} from '#lib/channels/channel-table.ts';
import { handoverTable, rejectionTable } from '#lib/channels/handover.ts';
import { monthly } from '#lib/channels/monthly.ts';
import { trendTable } from '#lib/channels/trend.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { attributionReport } from '#lib/server/reports/attribution.ts';
import { breakdownOf } from '#lib/server/reports/breakdown-keys.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { countedChannels, fullChannelsReport } from '#lib/server/reports/full-channels.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

const counted = (filters: Filters) => withReport((context) => countedChannels(context, filters));
const whole = async (filters: Filters) => fullChannelsReport(await database(), config, filters);
const attributed = async (filters: Filters) => attributionReport(await database(), config, filters);
const handedOver = (filters: Filters) => withReport((context) => handoverReport(context, filters));

/** Tables by their name; `months`: rows by month of arrival and breakdown; `trend`: the lines of the charts. Null where the filters give none. */
const tables: Record<string, (filters: Filters) => Promise<Table | null>> = {
	rows: async (filters) => rowTable(await whole(filters)),
	total: async (filters) => totalTable(await whole(filters)),
	months: async (filters) => rowTable(await counted(monthly(filters))),
	changed: async (filters) => changedTable(await counted(filters)),
	attribution: async (filters) => {
		const attribution = await attributed(filters);
		return attribution && attributionTable(attribution, breakdownOf(filters));
	},
	trend: async (filters) => trendTable(await withReport((context) => channelTrendReport(context, filters))),
	handover: async (filters) => {
		const handover = await handedOver(filters);
		return handover && handoverTable(handover);
	},
	rejections: async (filters) => {
		const handover = await handedOver(filters);
		return handover && rejectionTable(handover);
	},
	paths: async (filters) => {
		const attribution = await attributed(filters);
		return attribution && pathTable(attribution);
	}
};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table) ? await tables[params.table]!(filters) : null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`channels-${params.table}.csv`, csv(table.header, table.rows));
};
