/** Since when somebody is met in the data, and when a lead last came to them. */
import { sql } from 'kysely';
import { goneAfterDays } from '#lib/managers/rep-presence.ts';
import type { Presence } from '#lib/managers/rep-report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { asOfMs, type ReportContext } from './context.ts';

const DAY = 86_400_000;

/** Whatever the filters but the as-of date; null: no lead was ever theirs. */
export async function managerPresence(
	context: ReportContext,
	filters: Filters,
	name: string
): Promise<Presence | null> {
	const at = asOfMs(context, filters) ?? 0;
	const { rows } = await sql<{ first: Date | null; last: Date | null }>`
		SELECT min(since) AS first, max(since) FILTER (WHERE previous IS DISTINCT FROM manager) AS last
		FROM assignments
		WHERE generation = ${context.generation} AND manager = ${name} AND since <= ${new Date(at)}`.execute(
		context.trx
	);
	const { first, last } = rows[0]!;
	if (!first || !last) return null;
	return {
		first: first.toISOString(),
		last: last.toISOString(),
		gone: at - last.getTime() > goneAfterDays * DAY
	};
}

/** Whether a name is met anywhere among the people who have leads, or in the settings. */
export async function isKnownManager(context: ReportContext, name: string): Promise<boolean> {
	if (context.people.has(name)) return true;
	const { rows } = await sql<{ known: boolean }>`
		SELECT EXISTS (SELECT FROM assignments WHERE generation = ${context.generation} AND manager = ${name}) AS known`.execute(
		context.trx
	);
	return rows[0]!.known;
}
