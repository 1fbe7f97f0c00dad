/** Teams and roles of the managers: as the settings say, else as the attributes of most of their leads do. */
import { sql, type Transaction } from 'kysely';
import { readRole, type ManagerPlace } from '#lib/settings/managers.ts';
import type { Settings } from '#lib/settings/settings.ts';
import type { Schema } from '../db/schema.ts';

export type People = ReadonlyMap<string, ManagerPlace>;

/** What the leads of each manager say; of equally many the one that comes first in the alphabet. */
export async function readPeople(trx: Transaction<Schema>, generation: number): Promise<People> {
	const commonest = (column: string) => sql`mode() WITHIN GROUP (ORDER BY ${sql.ref(column)})`;
	const { rows } = await sql<{ manager: string; team: string | null; role: string | null }>`
		SELECT manager, ${commonest('manager_team')} AS team, ${commonest('manager_role')} AS role
		FROM lead_rows WHERE generation = ${generation} AND manager IS NOT NULL GROUP BY manager`.execute(trx);
	return new Map(rows.map(({ manager, team, role }) => [manager, { team, role: readRole(role) }]));
}

/** The same with what the settings say. */
export const withSettings = (people: People, { managers }: Pick<Settings, 'managers'>): People =>
	new Map([
		...people,
		...Object.entries(managers).map(([name, { team, role }]): [string, ManagerPlace] => [
			name,
			{ team: team ?? people.get(name)?.team ?? null, role: role ?? people.get(name)?.role ?? null }
		])
	]);
