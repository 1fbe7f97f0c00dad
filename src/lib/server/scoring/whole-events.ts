/** All events of some leads. */
import { sql } from 'kysely';
import type { EventType } from '#lib/events/event.ts';
import { dayNumber } from '#lib/events/zone.ts';
import type { PlaceableEvent } from '#lib/funnel/replay.ts';
import type { ScoredEvent } from '#lib/scoring/compile.ts';
import type { ReportContext } from '../reports/context.ts';

type HitEvent = PlaceableEvent & ScoredEvent;

/** Types whose mere date means the end of the day. */
export const endOfDayTypes: ReadonlySet<string> = new Set(['client', 'refused', 'unfit', 'junk', 'returned']);

interface EventRow {
	lead_id: string;
	record_id: string;
	type: EventType;
	ms: number | null;
	day: string | null;
	approximate: boolean;
	source: string;
	row_key: string | null;
	activity: string | null;
	attributes: Record<string, string> | null;
}

/** The events of leads as replay takes them, by lead. */
export async function readEvents(context: ReportContext, ids: string[]): Promise<Map<string, HitEvent[]>> {
	const byLead = new Map<string, HitEvent[]>();
	if (ids.length === 0) return byLead;
	const { rows } = await sql<EventRow>`
		SELECT r.lead_id, e.record_id, e.type, date_part('epoch', e.at) * 1000 AS ms, e.day::text,
			e.approximate, e.source, e.row_key, e.activity, e.attributes
		FROM records r JOIN events e USING (record_id)
		WHERE r.lead_id = ANY (${ids}::uuid[])
		ORDER BY r.lead_id, e.event_key`.execute(context.trx);
	rows.forEach((row, i) => {
		const day = row.day === null ? null : dayNumber(row.day);
		const event: HitEvent = {
			key: String(1e9 + i),
			type: row.type,
			ms:
				day === null
					? Math.round(row.ms!)
					: endOfDayTypes.has(row.type)
						? context.zone.endOfDay(day)
						: context.zone.startOfDay(day),
			approximate: row.approximate,
			record: row.record_id,
			row: row.row_key === null ? null : `${row.source}\0${row.row_key}`,
			activity: row.activity,
			attributes: row.attributes
		};
		const list = byLead.get(row.lead_id);
		if (list) list.push(event);
		else byLead.set(row.lead_id, [event]);
	});
	return byLead;
}
