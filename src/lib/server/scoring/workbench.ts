import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Filters } from '#lib/filters/filters.ts';
import { decodeHits } from '#lib/scoring/hit-codec.ts';
import { workbench } from '#lib/scoring/workbench.ts';
import type { WorkbenchStart } from '#lib/scoring/workbench-start.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { withReport } from '../reports/context.ts';
import { averageSale } from './average-sale.ts';
import { chosenModel, liveModelOf } from './chosen-model.ts';
import { cohortOptions } from './judged.ts';
import { keptHits } from './kept-hits.ts';

/** The workbench as the page opens, from the very hits that the browser reads then; null while there is no model. */
export async function workbenchStart(
	db: Database,
	config: Config,
	filters: Filters
): Promise<WorkbenchStart | null> {
	const kept = await keptHits(db, config, filters);
	if (!kept) return null;
	const { head, ...table } = decodeHits(await promisify(gunzip)(kept.bytes));
	return withReport(db, config, async (context) => {
		const model = await chosenModel(context.trx, filters);
		if (!model) return null;
		const live = await liveModelOf(context.trx);
		const options = { ...cohortOptions(context, filters), asOf: head.asOf };
		const { timezone } = config;
		const { minutesPerLead, margin, scoring } = context.settings;
		return {
			model,
			live,
			comparison: workbench(table).compare(model, live, { ...options, channels: null, timezone }),
			key: head.key,
			...options,
			timezone,
			channels: table.facts.channels,
			withAccepted: context.recorded.has('sal'),
			averageSale: await averageSale(context, filters),
			hoursPerWeek: scoring.hoursPerWeek,
			minutesPerLead,
			costPerLead: scoring.costPerLead,
			margin
		};
	});
}
