/** Forecast: how many of the leads that are open now become clients in the next days, and how well that went before. */
import { sql } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import { addLead, createTally, windowCount, type WindowTally } from '#lib/leadtime/forecast-windows.ts';
import { horizonsOf, makeForecast, type ForecastData } from '#lib/leadtime/make-forecast.ts';
import type { Forecast } from '#lib/leadtime/report.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { cached } from './cached.ts';
import { asOfMs, withReport, type ReportContext } from './context.ts';
import { leadScope, type LeadScope } from './lead-filter.ts';

/** Leads that are in memory at the same time. */
const BATCH = 20_000;

const DAY = 86_400_000;

/** A forecast is about all open leads, whenever they arrived. */
export const forecastFilters = (filters: Filters): Filters => ({
	...filters,
	from: undefined,
	to: undefined,
	window: undefined,
	mode: 'cohort'
});

/**
 * The next 30, 60 and 90 days and to the end of the month. Of all leads of the filters, whenever they arrived: `from`,
 * `to`, `window` and `mode` are not looked at. Null with filters on the outcome or the stage; empty without events.
 *
 * Kept for the data version; not to be asked for within a report's transaction, since it waits for one of its own.
 */
export async function forecastReport(
	db: Database,
	config: Config,
	filters: Filters
): Promise<Forecast[] | null> {
	if (isByOutcome(filters, [])) return null;
	const { asOf, values } = filters;
	return cached(db, config, ['forecast', { asOf, values }], () =>
		withReport(db, config, (context) => readForecast(context, forecastFilters(filters)))
	);
}

async function readForecast(context: ReportContext, filters: Filters): Promise<Forecast[]> {
	const asOf = asOfMs(context, filters);
	if (asOf === null) return [];
	const { zone, digits } = context;
	const scope = leadScope(context, filters);
	const { first, ...counts } = await readCounts(context, scope, asOf);
	const firstLeadDays = Math.floor((asOf - (first ?? asOf)) / DAY);
	const horizons = horizonsOf(asOf, zone);
	const tallies = horizons.map(({ days }) => createTally(days, windowCount(days, firstLeadDays)));
	await readLeads(context, scope, asOf, tallies);
	const data: ForecastData = { asOf, zone, digits, ...counts };
	return horizons.map((horizon, i) => makeForecast(horizon, tallies[i]!, data));
}

const client = sql.lit(outcomes.indexOf('client'));
const open = sql.lit(outcomes.indexOf('open'));

async function readCounts({ trx }: ReportContext, { where }: LeadScope, asOf: number) {
	const { rows } = await sql<{ first: number | null } & Pick<ForecastData, 'clients' | 'leftOutClients'>>`
		SELECT date_part('epoch', min(l.created_at)) * 1000 AS first,
			count(*) FILTER (WHERE l.outcome = ${client} AND l.outcome_at <= ${new Date(asOf)})::int AS clients,
			count(*) FILTER (WHERE l.outcome = ${client} AND l.outcome_at <= ${new Date(asOf)}
				AND NOT l.outcome_exact)::int AS "leftOutClients"
		FROM lead_rows l WHERE ${where}`.execute(trx);
	return rows[0]!;
}

interface LeadRow {
	/** JSON: times and what the lead was from then on, in turn. */
	moves: string;
	amount: number | null;
	undated: boolean;
}

/** Adds every lead that was open now or at the start of a window, and every client, in batches. */
async function readLeads(
	{ trx }: ReportContext,
	{ where }: LeadScope,
	asOf: number,
	tallies: readonly WindowTally[]
): Promise<void> {
	await sql`DECLARE forecast_leads NO SCROLL CURSOR FOR
		SELECT jsonb_path_query_array(d.moves, '$[*][0, 2]')::text AS moves, l.amount_minor AS amount,
			l.outcome = ${client} AND NOT l.outcome_exact AS undated
		FROM lead_rows l JOIN lead_details d USING (generation, lead_id)
		WHERE ${where} AND (l.outcome IN (${open}, ${client}) OR ${seenOpen(asOf, tallies)})`.execute(trx);
	for (;;) {
		const { rows } = await sql<LeadRow>`FETCH ${sql.lit(BATCH)} FROM forecast_leads`.execute(trx);
		await giveWay(add(rows, asOf, tallies));
		if (rows.length < BATCH) break;
	}
	await sql`CLOSE forecast_leads`.execute(trx);
}

/** Lost leads that were open at the as-of instant or at the start of a window; of the others nothing is learned. */
function seenOpen(asOf: number, tallies: readonly WindowTally[]) {
	const now = sql`${new Date(asOf)}::timestamptz`;
	const windowsBefore = (column: string, days: number) =>
		sql`floor(date_part('epoch', ${now} - ${sql.ref(column)}) / ${sql.lit(days * 86_400)})`;
	const within = tallies
		.filter(({ windows }) => windows.length > 0)
		.map(
			({ days, windows }) => sql`l.outcome_at > ${new Date(asOf - days * windows.length * DAY)}
				AND ${windowsBefore('l.created_at', days)} > ${windowsBefore('l.outcome_at', days)}`
		);
	return sql`(${sql.join([sql`l.outcome_at > ${now}`, ...within], sql` OR `)})`;
}

function* add(
	rows: readonly LeadRow[],
	asOf: number,
	tallies: readonly WindowTally[]
): Generator<void, void> {
	for (const [i, { moves, amount, undated }] of rows.entries()) {
		const told = JSON.parse(moves) as (number | Stage | Outcome)[];
		addLead(tallies, asOf, { moves: told, undatedClient: undated, amount });
		if (i % 1024 === 1023) yield;
	}
}
