/** How new the data of each source are. */
import { sql } from 'kysely';
import { dayNumber } from '#lib/events/zone.ts';
import type { SourceFreshness } from '#lib/quality/report.ts';
import type { ReportContext } from './context.ts';

/** All sources that have events, the newest data last, so that what has gone quiet comes first. */
export async function freshness({ trx, zone }: ReportContext): Promise<SourceFreshness[]> {
	const { rows } = await sql<{
		source: string;
		records: number;
		newest_at: Date | null;
		newest_day: string | null;
		last_load: Date | null;
	}>`
		SELECT e.source, e.newest_at, e.newest_day,
			(SELECT count(*)::int FROM records r WHERE r.source = e.source) AS records,
			(SELECT max(coalesce(l.finished_at, l.started_at)) FROM loads l
				WHERE l.id = e.load_id OR (l.source = e.source AND l.kind = 'events' AND l.status <> 'removed')) AS last_load
		FROM (SELECT source, max(at) FILTER (WHERE NOT approximate) AS newest_at,
				max(day) FILTER (WHERE NOT approximate) AS newest_day, max(load_id) AS load_id
			FROM events GROUP BY source) e`.execute(trx);
	const sources = rows.map((row) => {
		const day = row.newest_day === null ? -Infinity : zone.startOfDay(dayNumber(row.newest_day));
		const newest = Math.max(row.newest_at?.getTime() ?? -Infinity, day);
		return {
			source: row.source,
			records: row.records,
			newestEvent: newest === -Infinity ? null : new Date(newest).toISOString(),
			lastLoad: row.last_load?.toISOString() ?? null
		};
	});
	return sources.sort((a, b) => ((a.lastLoad ?? '') < (b.lastLoad ?? '') ? -1 : 1));
}
