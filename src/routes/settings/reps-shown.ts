/** The rows of the reps on the settings page. */
import type { ManagerPlace } from '#lib/settings/managers.ts';
import type { Settings } from '#lib/settings/settings.ts';

export interface Rep {
	name: string;
	leads: number;
	/** As the settings say; '' where they do not. */
	team: string;
	role: string;
	/** As most of the leads say. */
	known: { team: string | null; role: string | null };
}

export interface RepsShown {
	rows: Rep[];
	/** All reps, and those that are searched for. */
	all: number;
	found: number;
	search: string;
	/** Every team, by name. */
	teams: string[];
}

/** More are found by a search. */
export const most = 50;

/** Those whose name or team has the text searched for, `most` of them. */
export function repsShown(
	known: readonly { name: string; leads: number; team: string | null; role: string | null }[],
	set: Settings['managers'],
	search: string
): RepsShown {
	const all = known.map(({ name, leads, team, role }): Rep => {
		const own: Partial<ManagerPlace> = Object.hasOwn(set, name) ? set[name]! : {};
		return { name, leads, team: own.team ?? '', role: own.role ?? '', known: { team, role } };
	});
	const teamOf = (rep: Rep) => rep.team || (rep.known.team ?? '');
	const wanted = search.trim().toLowerCase();
	const found = all.filter((rep) => `${rep.name}\n${teamOf(rep)}`.toLowerCase().includes(wanted));
	return {
		rows: found.slice(0, most),
		all: all.length,
		found: found.length,
		search: search.trim(),
		teams: [...new Set(all.map(teamOf))].filter(Boolean).sort((a, b) => a.localeCompare(b))
	};
}
