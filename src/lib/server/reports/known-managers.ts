/** Everybody who ever had a lead, for the settings. */
import { sql } from 'kysely';
import type { ReportContext } from './context.ts';

interface KnownManager {
	name: string;
	/** Leads that they have now or had last. */
	leads: number;
	/** What the leads say of them (see `managerFields`); the settings come before it. */
	team: string | null;
	role: string | null;
}

/** By name; with those whom only the settings name. */
export async function knownManagers(context: ReportContext): Promise<KnownManager[]> {
	const { generation, settings, peopleOfData } = context;
	const { rows } = await sql<{ name: string; leads: number }>`
		SELECT name, sum(leads)::int AS leads FROM (
			SELECT manager AS name, count(*) AS leads FROM lead_rows
			WHERE generation = ${generation} AND manager IS NOT NULL GROUP BY 1
			UNION ALL SELECT DISTINCT manager, 0 FROM assignments WHERE generation = ${generation}
			UNION ALL SELECT unnest(${Object.keys(settings.managers)}::text[]), 0
		) n GROUP BY 1`.execute(context.trx);
	return rows
		.map(({ name, leads }) => ({ name, leads, ...(peopleOfData.get(name) ?? { team: null, role: null }) }))
		.sort((a, b) => a.name.localeCompare(b.name) || (a.name < b.name ? -1 : 1));
}
