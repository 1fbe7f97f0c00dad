import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Filters } from '#lib/filters/filters.ts';
import { decodeHits, type HitsHead } from '#lib/scoring/hit-codec.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { workbench, type Comparison, type WorkbenchOptions } from '#lib/scoring/workbench.ts';
import type { WorkbenchStart } from '#lib/scoring/workbench-start.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { withReport } from '../reports/context.ts';
import { averageSale } from './average-sale.ts';
import { chosenModel, liveModelOf } from './chosen-model.ts';
import { cohortOptions } from './judged.ts';
import { keptHits, type KeptHits } from './kept-hits.ts';

/** The workbench as the page opens, from the very hits that the browser reads then; null while there is no model. */
export async function workbenchStart(
	db: Database,
	config: Config,
	filters: Filters
): Promise<WorkbenchStart | null> {
	const kept = await keptHits(db, config, filters);
	if (!kept) return null;
	const { timezone } = config;
	const read = await withReport(db, config, async (context) => {
		const model = await chosenModel(context.trx, filters);
		if (!model) return null;
		const { minutesPerLead, margin, scoring } = context.settings;
		return {
			model,
			live: await liveModelOf(context.trx),
			...cohortOptions(context, filters),
			timezone,
			withAccepted: context.recorded.has('sal'),
			averageSale: await averageSale(context, filters),
			hoursPerWeek: scoring.hoursPerWeek,
			minutesPerLead,
			costPerLead: scoring.costPerLead,
			margin
		};
	});
	if (!read) return null;
	const { model, live, horizonDays, delayDays } = read;
	const { head, ...first } = await compared(kept, model, live, { horizonDays, delayDays, timezone });
	return { ...read, ...first, key: head.key, asOf: head.asOf };
}

interface Compared {
	head: HitsHead;
	channels: (string | null)[];
	comparison: Comparison;
}

/** Comparisons of one table that are kept. */
const MOST = 8;

const byHits = new WeakMap<KeptHits, Map<string, Promise<Compared>>>();

/** What the models make of the hits: computed once for as long as they are kept. */
async function compared(
	kept: KeptHits,
	model: ScoreModel,
	live: ScoreModel | null,
	options: Pick<WorkbenchOptions, 'horizonDays' | 'delayDays' | 'timezone'>
): Promise<Compared> {
	let known = byHits.get(kept);
	if (!known) byHits.set(kept, (known = new Map()));
	const key = JSON.stringify([model, live, options]);
	let made = known.get(key);
	if (!made) {
		made = compare(kept, model, live, options);
		known.set(key, made);
		// What failed is tried again.
		made.catch(() => known.delete(key));
		if (known.size > MOST) known.delete(known.keys().next().value!);
	}
	return made;
}

/** In turns, so that requests are answered between them: the hits, the draft, then the live model. */
async function compare(
	kept: KeptHits,
	model: ScoreModel,
	live: ScoreModel | null,
	options: Pick<WorkbenchOptions, 'horizonDays' | 'delayDays' | 'timezone'>
): Promise<Compared> {
	const { head, ...table } = decodeHits(await promisify(gunzip)(kept.bytes));
	await setImmediate();
	const bench = workbench(table);
	const all = { ...options, asOf: head.asOf, channels: null };
	let comparison = bench.compare(model, null, all);
	if (live) {
		await setImmediate();
		comparison = bench.compare(model, live, all);
	}
	return { head, channels: table.facts.channels, comparison };
}
