import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { auditTable, driftTable } from '#lib/scoring/audit-table.ts';
import type { ScoringReport } from '#lib/scoring/report.ts';
import {
	calibrationTable,
	modelTable,
	notTakenTable,
	profitTable,
	thresholdTable
} from '#lib/scoring/scoring-table.ts';
import { sharedTable } from '#lib/scoring/shared-table.ts';
import { versionWeeksTable } from '#lib/scoring/version-table.ts';
import { config, database } from '#lib/server/app.ts';
import { auditReport } from '#lib/server/reports/audit.ts';
import { keptScoringReport } from '#lib/server/reports/scoring.ts';
import { sharedReport } from '#lib/server/reports/shared.ts';
import { versionEffectReport } from '#lib/server/reports/version-effect.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { chosenPublication } from '../versions/chosen-publication.ts';
import { orWrongFilter } from '../../or-wrong-filter.ts';

const judged =
	(table: (report: ScoringReport) => Table) =>
	async (filters: Filters): Promise<Table> =>
		table(await keptScoringReport(await database(), config, filters));

/** Tables by their name. */
const tables: Record<string, (filters: Filters, params: URLSearchParams) => Promise<Table>> = {
	thresholds: judged(thresholdTable),
	models: judged(modelTable),
	calibration: judged(calibrationTable),
	profit: judged(profitTable),
	'not-taken': judged(notTakenTable),
	shared: async (filters) => sharedTable((await sharedReport(await database(), config, filters)).rows),
	audit: async (filters) => auditTable((await auditReport(await database(), config, filters))?.rules ?? []),
	drift: async (filters) => driftTable((await auditReport(await database(), config, filters))?.drift ?? null),
	'version-weeks': async (filters, params) => {
		const db = await database();
		const publications = await readPublications(db.pool);
		const chosen = chosenPublication(publications, params);
		const found = chosen && (await versionEffectReport(db, config, filters, publications, chosen)).effect;
		return versionWeeksTable(found ?? { weeks: [] });
	}
};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table)
		? await orWrongFilter(tables[params.table]!(filters, url.searchParams))
		: null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`scoring-${params.table}.csv`, csv(table.header, table.rows));
};
