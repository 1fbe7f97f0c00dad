/** What a published version changed: each lead is replayed with the version that was live at the time. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Filters } from '#lib/filters/filters.ts';
import { replay, type ReplayEvent } from '#lib/funnel/replay.ts';
import { stageIndex } from '#lib/funnel/stages.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { makeScorer } from '#lib/scoring/scorer.ts';
import {
	versionEffect,
	type HandedOver,
	type Span,
	type VersionEffect
} from '#lib/scoring/version-effect.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { inTurns } from '../give-way.ts';
import { openLeadEvents, takeLeadEvents } from '../leads/read-events.ts';
import { createBatchTable, replayContext, type ReplayContext } from '../leads/replay-leads.ts';
import { replaySettings } from '../leads/replay-settings.ts';
import { findModel } from '../scoring/models.ts';
import type { Publication } from '../scoring/publications.ts';
import { cached } from './cached.ts';
import { asOfMs, withReport } from './context.ts';
import { arrivalScope, everFilters } from './lead-filter.ts';

export interface VersionEffectReport {
	publication: Publication;
	/** What was live before it; null: no model. */
	before: Publication['model'];
	/** Null: there are no whole weeks to compare, before it or since. */
	effect: VersionEffect | null;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const MOST_WEEKS = 12;
const ACCEPT_DAYS = 14;
const CLIENT_DAYS = [90, 60, 30, 14, 7];
const BATCH = 10_000;

/** `publication`: one of `publications`, all there ever were in order of time. */
export async function versionEffectReport(
	db: Database,
	config: Config,
	filters: Filters,
	publications: readonly Publication[],
	publication: Publication
): Promise<VersionEffectReport> {
	const previous = publications[publications.indexOf(publication) - 1];
	const effect = await cached(db, config, ['version-effect', publication, filters], () =>
		compare(db, config, filters, publication, previous)
	);
	return { publication, before: previous?.model ?? null, effect };
}

async function compare(
	db: Database,
	config: Config,
	filters: Filters,
	{ from, until, model }: Publication,
	previous: Publication | undefined
): Promise<VersionEffect | null> {
	const found = await withReport(db, config, async (context) => {
		const asOf = asOfMs(context, filters);
		if (asOf === null) return null;
		const to = Math.min(until ?? Infinity, asOf, from + MOST_WEEKS * WEEK);
		const { where } = arrivalScope(context, everFilters(filters));
		const first = await sql<{ ms: number | null }>`
			SELECT date_part('epoch', min(l.created_at)) * 1000 AS ms FROM lead_rows l WHERE ${where}`.execute(
			context.trx
		);
		const earliest = Math.max(previous?.from ?? -Infinity, first.rows[0]?.ms ?? from);
		const weeks = Math.min(MOST_WEEKS, Math.floor((from - earliest) / WEEK));
		if (weeks < 1 || to - from < WEEK) return null;
		const start = from - weeks * WEEK;
		// The other version may have handed over when a lead told something, which is no activity.
		const firstDay = sql`(${new Date(start)}::timestamptz AT TIME ZONE ${config.timezone}::text)::date`;
		const { rows } = await sql<{ lead_id: string }>`
			SELECT l.lead_id FROM lead_rows l
			WHERE ${where} AND l.created_at < ${new Date(to)}
				AND (greatest(l.moved_at, l.last_activity_at) >= ${new Date(start)} OR l.lead_id IN (
					SELECT r.lead_id FROM records r JOIN events e USING (record_id)
					WHERE e.type IN ('profile', 'assigned') AND NOT e.approximate
						AND (e.at >= ${new Date(start)} OR e.day >= ${firstDay})))
			ORDER BY l.lead_id`.execute(context.trx);
		return { asOf, start, to, generation: context.generation, ids: rows.map((row) => row.lead_id) };
	});
	if (!found) return null;
	const { asOf, start, to, generation, ids } = found;
	const modelOf = async (of: Publication['model'] | undefined) => of && findModel(db.pool, modelName(of));
	const [old, now] = [await modelOf(previous?.model), await modelOf(model)];
	const before: HandedOver[] = [];
	const after: HandedOver[] = [];
	await eachLead(db.pool, config, generation, ids, (events, context) => {
		// A stage is entered at an event: without one in the weeks in question, a replay would find nothing.
		const isIn = (from: number, to: number) => events.some(({ ms }) => ms >= from && ms < to);
		const then = isIn(start, from) ? handedOver(events, context, old ?? null) : null;
		if (then && then.at >= start && then.at < from) before.push(then);
		const since = isIn(from, to) ? handedOver(events, context, now ?? null) : null;
		if (since && since.at >= from && since.at < to) after.push(since);
	});
	const span = (handed: HandedOver[], from: number, to: number): Span => ({ from, to, handed });
	return versionEffect(span(before, start, from), span(after, from, to), {
		asOf,
		acceptDays: Math.min(ACCEPT_DAYS, clientDays(filters, from, asOf)),
		clientDays: clientDays(filters, from, asOf)
	});
}

/** So long that half of the time since the publication is old enough, unless the filters say how long. */
const clientDays = ({ horizon }: Filters, from: number, asOf: number): number =>
	horizon ?? CLIENT_DAYS.find((days) => days * DAY <= (asOf - from) / 2) ?? CLIENT_DAYS.at(-1)!;

/** When a lead became an MQL by this model, and what came of it. */
function handedOver(
	events: ReplayEvent[],
	{ zone }: ReplayContext,
	model: ScoreModel | null
): HandedOver | null {
	const { entries, channel } = replay(events, zone, model && makeScorer(model));
	const mql = entries[stageIndex.mql];
	if (!mql) return null;
	const after = (stage: 'sal' | 'client') => {
		const entry = entries[stageIndex[stage]];
		return entry ? entry.ms - mql.ms : null;
	};
	return { at: mql.ms, acceptedAfter: after('sal'), clientAfter: after('client'), channel };
}

async function eachLead(
	pool: pg.Pool,
	config: Config,
	generation: number,
	ids: string[],
	take: (events: ReplayEvent[], context: ReplayContext) => void
): Promise<void> {
	const client = await pool.connect();
	let failed = true;
	try {
		const context = await replayContext(client, generation, await replaySettings(client, config));
		await client.query(createBatchTable);
		for (let i = 0; i < ids.length; i += BATCH) {
			await client.query('TRUNCATE replay_batch');
			await client.query(
				`INSERT INTO replay_batch
				SELECT lead_id, row_number() OVER (ORDER BY lead_id) - 1 FROM unnest($1::uuid[]) AS lead_id`,
				[ids.slice(i, i + BATCH)]
			);
			await client.query('ANALYZE replay_batch');
			const { leadIds, stream } = await openLeadEvents(client);
			await takeLeadEvents({ leadIds, stream: inTurns(stream) }, context, (_, events) =>
				take(events, context)
			);
		}
		failed = false;
	} finally {
		// A COPY that broke off leaves its connection unusable.
		client.release(failed);
	}
}
