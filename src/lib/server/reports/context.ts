/** What every report reads within: one transaction on the live generation, and the date the data go up to. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, timeZone, type Zone } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { asOf, asOfDepth } from '#lib/funnel/as-of.ts';
import { recordedStages } from '#lib/funnel/funnel.ts';
import { readStanding } from '#lib/funnel/standing.ts';
import { stages, type Stage } from '#lib/funnel/stages.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { parseSettings, type Settings } from '#lib/settings/settings.ts';
import { currencyDigits } from '#lib/stats/money.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import type { Schema } from '../db/schema.ts';
import { modelOfRows } from '../scoring/models.ts';
import { readPeople, withSettings, type People } from './people.ts';

export interface ReportContext {
	trx: Transaction<Schema>;
	config: Config;
	zone: Zone;
	/** Digits of the minor unit of the reporting currency. */
	digits: number;
	generation: number;
	dataVersion: number;
	/** NAME@VERSION of the score model that the lead rows were made with; null without one. */
	model: string | null;
	scoreModel: ScoreModel | null;
	/** The newest exact event time that counts; null without events. */
	newest: number | null;
	ladder: Stage[];
	recorded: ReadonlySet<Stage>;
	behindSeconds: number;
	/** As they are now, but those that lead rows depend on as the rows were made with. */
	settings: Settings;
	/** Team and role of the managers that have one: as the settings say, else as their leads do. */
	people: People;
	/** As their leads say alone. */
	peopleOfData: People;
	/** Small results that several reports need of the same data, by what they are and depend on. */
	kept: Map<string, unknown>;
}

type OfData = Pick<ReportContext, 'newest' | 'recorded' | 'kept' | 'peopleOfData'>;

/** What depends on the data alone, by database and data version: asked for once, not by every report. */
const known = new WeakMap<Database, { key: string; value: OfData }>();

/**
 * Runs `read` in one read-only transaction that sees one generation whole.
 * Throws if the schema has no generation yet: commands bring it up to date before they serve.
 */
export async function withReport<T>(
	db: Database,
	config: Config,
	read: (context: ReportContext) => Promise<T>
): Promise<T> {
	return db.kysely
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			// Before the snapshot is taken: a generation is dropped only when no report reads it.
			await sql`LOCK TABLE lead_rows, lead_details, touches, assignments IN ACCESS SHARE MODE`.execute(trx);
			// Grouped counts yield few rows, but the planner expects so many that it would not share the work. Nor is a row
			// to cost too little: it would have every lead handed on to one process, for this to group them all.
			await sql`SET LOCAL parallel_tuple_cost = 0.01`.execute(trx);
			await sql`SET LOCAL parallel_setup_cost = 10`.execute(trx);
			const state = await sql<{
				generation: number | null;
				data_version: number;
				model: string | null;
				stored_model: object | null;
				behind: number;
				settings: Record<string, unknown>;
			}>`SELECT s.generation, s.data_version, g.model,
				(SELECT m.model FROM score_models m WHERE m.name || '@' || m.version = g.model) AS stored_model,
				(SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM settings) || coalesce(g.settings, '{}') AS settings,
				(SELECT coalesce(date_part('epoch', now() - min(t.touched_at)), 0)
					FROM touched_leads t WHERE t.generation = s.generation) AS behind
				FROM state s LEFT JOIN generations g ON g.id = s.generation`.execute(trx);
			const { generation, data_version, model, stored_model, behind, settings } = state.rows[0]!;
			if (generation === null) throw new Error('There are no lead rows yet: run "sluice rebuild".');
			const parsed = parseSettings(settings);
			const scoreModel = modelOfRows(model, stored_model);
			const zone = timeZone(config.timezone);
			const key = `${generation} ${data_version} ${config.timezone}`;
			let ofData = known.get(db);
			if (ofData?.key !== key) {
				ofData = { key, value: await readOfData(trx, generation, zone, parsed) };
				known.set(db, ofData);
			}
			return read({
				trx,
				config,
				zone,
				digits: currencyDigits(config.currency),
				generation,
				dataVersion: data_version,
				model,
				scoreModel,
				ladder: stages.filter((stage) => stage !== 'eql' || scoreModel?.thresholds.eql !== undefined),
				behindSeconds: Math.max(0, behind),
				settings: parsed,
				...ofData.value,
				people: withSettings(ofData.value.peopleOfData, parsed)
			});
		});
}

async function readOfData(
	trx: Transaction<Schema>,
	generation: number,
	zone: Zone,
	{ managerFields }: Settings
): Promise<OfData> {
	const cells = await sql<{ standing: number; leads: number; exact: number }>`
		SELECT standing, count(*)::int AS leads, sum(exact_events)::int8 AS exact
		FROM lead_rows WHERE generation = ${generation} GROUP BY standing`.execute(trx);
	const total = cells.rows.reduce((sum, cell) => sum + cell.exact, 0);
	const depth = asOfDepth(total);
	const instants = await sql<{ ms: number }>`
		SELECT date_part('epoch', at) * 1000 AS ms FROM events
		WHERE NOT approximate AND at IS NOT NULL ORDER BY at DESC LIMIT ${depth}`.execute(trx);
	const ends = sql`type IN ('client', 'refused', 'unfit', 'junk', 'returned')`;
	const days = await sql<{ day: string; ends: boolean }>`
		SELECT day, ${ends} AS ends FROM events
		WHERE NOT approximate AND day IS NOT NULL ORDER BY day DESC, ${ends} DESC LIMIT ${depth}`.execute(trx);
	const times = [
		...instants.rows.map((row) => Math.round(row.ms)),
		...days.rows.map((row) =>
			row.ends ? zone.endOfDay(dayNumber(row.day)) : zone.startOfDay(dayNumber(row.day))
		)
	];
	times.sort((a, b) => b - a);
	return {
		kept: new Map(),
		peopleOfData: (managerFields.team ?? managerFields.role) ? await readPeople(trx, generation) : new Map(),
		newest: asOf(times, total),
		recorded: recordedStages(cells.rows.map(({ standing, leads }) => ({ ...readStanding(standing), leads })))
	};
}

/** The end of the day that `asOf` names, else the newest time of the data (ms); null without events. */
export const asOfMs = (context: ReportContext, filters: Filters): number | null =>
	filters.asOf === undefined ? context.newest : context.zone.endOfDay(dayNumber(filters.asOf));
