/** The people who sell: their teams and roles, and names that are not one person. */

/** Presales are judged by the SQL leads they make, closers by clients. */
export const roles = ['presales', 'closer'] as const;
export type Role = (typeof roles)[number];

export interface ManagerPlace {
	team: string | null;
	role: Role | null;
}

/** A name that several people have, as the one whom a source means. */
export const namesakeOf = (name: string, source: string): string => `${name} (${source})`;

/** A role as a file writes it; null for anything else. */
export function readRole(text: string | null): Role | null {
	const word = text?.trim().toLowerCase();
	return roles.find((role) => role === word) ?? null;
}
