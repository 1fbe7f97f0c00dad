/** The choices above the report: links that change one thing of the address. */
import type { Filters } from '#lib/filters/filters.ts';
import { defaultsFor, presalesDefaults } from '#lib/filters/names.ts';
import { onlyValue } from '#lib/filters/values.ts';
import type { ManagersReport } from '#lib/managers/report.ts';
import { changedHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export interface Control {
	key: string;
	name: string;
	/** What it means, where the name does not say. */
	title?: string;
	href: string;
	current: boolean;
	/** Of the filter, in a form. */
	value?: string;
}

type Report = Pick<ManagersReport, 'filters' | 'base' | 'goal' | 'credit' | 'within'>;

/** The role that the filters ask for; '' for any. */
const roleOf = ({ values }: Filters) => (values.role?.length === 1 ? values.role[0]! : '');

/** What a role may have a default of its own for, as it is without a choice. */
const ownDefaults = Object.fromEntries(Object.keys(presalesDefaults).map((name) => [name, null]));

/** All · closers by their clients · presales by their SQL leads: each with the defaults of the role. */
export function roleTabs(url: URL, filters: Filters): Control[] {
	const role = roleOf(filters);
	return [
		{ key: '', name: m.managers_role_all() },
		{ key: 'closer', name: m.managers_role_closer() },
		{ key: 'presales', name: m.managers_role_presales() }
	].map(({ key, name }) => ({
		key,
		name,
		href: changedHref(url, { role: key || null, ...ownDefaults }),
		current: role === key
	}));
}

const words = {
	goal: { client: m.managers_goal_clients, sql: m.managers_goal_sqls },
	credit: { last: m.managers_credit_last, first: m.managers_credit_first },
	base: { accepted: m.managers_base_accepted, all: m.managers_base_all },
	within: { role: m.managers_within_role, team: m.managers_within_team, all: m.managers_within_all }
};
const titles: Record<string, () => string> = {
	'credit last': m.managers_credit_last_title,
	'credit first': m.managers_credit_first_title
};

/** The choices of one filter; what is a default has no place in the address. */
export function controls(url: URL, report: Report, name: keyof typeof words): Control[] {
	const defaults: Record<string, string> = defaultsFor(report.filters.values.role);
	return Object.entries(words[name]).map(([key, word]) => ({
		key,
		name: word(),
		title: titles[`${name} ${key}`]?.(),
		href: changedHref(url, { [name]: defaults[name] === key ? null : key }),
		current: report[name] === key
	}));
}

/** Teams to choose from, and all of them. */
export function teamChoices(url: URL, { values }: Filters, teams: readonly string[]): Control[] {
	const chosen = values.team ?? [];
	return [
		{
			key: '',
			value: '',
			name: m.managers_team_all(),
			href: changedHref(url, { team: null }),
			current: chosen.length === 0
		},
		...teams.map((team) => ({
			key: `team ${team}`,
			value: onlyValue(team),
			name: team,
			href: changedHref(url, { team: onlyValue(team) }),
			current: chosen.length === 1 && chosen[0] === onlyValue(team)
		}))
	];
}

/** Whom a rep can be compared with depends on what is known of them. */
export const canChooseWithin = ({ hasRoles, hasTeams }: Pick<ManagersReport, 'hasRoles' | 'hasTeams'>) =>
	hasRoles || hasTeams;
