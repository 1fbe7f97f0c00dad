/**
 * Whose a lead is, which leads of a manager are compared with those of the others, and which of them reached the goal:
 * the same for the report and for the lists behind its figures.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { chooses } from '#lib/filters/values.ts';
import { monthOf, type StratumKind } from '#lib/managers/cells.ts';
import { overAllManagers, rowFilters } from '#lib/managers/drill.ts';
import type { ManagerPlace } from '#lib/settings/managers.ts';
import type { ReportContext } from './context.ts';
import { hasReached, leadScope, type LeadScope } from './lead-filter.ts';

type Condition = Expression<SqlBool>;

export interface ManagersScope {
	/** Leads of all managers and of none. */
	where: Condition;
	leads: LeadScope;
	manager: RawBuilder<string | null>;
	base: Condition;
	made: Condition;
	/** The first day of their month and their temperature as one number, see `readKind`; null outside the base. */
	kind: RawBuilder<number | null>;
	counted: Pick<Filters, 'base' | 'goal'>;
}

/** What is counted: all leads where acceptance is not recorded, clients where SQL is not. */
export const counted = ({ recorded }: ReportContext, { base, goal }: Filters): ManagersScope['counted'] => ({
	base: recorded.has('sal') ? base : 'all',
	goal: recorded.has('sql') ? goal : 'client'
});

export function managersScope(context: ReportContext, filters: Filters): ManagersScope {
	const leads = leadScope(context, overAllManagers(filters));
	const { base, goal } = counted(context, filters);
	const inBase = hasReached(leads, base === 'accepted' ? 'sal' : 'lead');
	const day = base === 'accepted' ? sql`l.accepted` : sql`l.arrived`;
	const temperature =
		base === 'accepted' && context.model !== null
			? sql`coalesce(l.accepted_temperature, ${sql.lit(NO_TEMPERATURE)})`
			: sql.lit(NO_TEMPERATURE);
	const firstDay = sql`(${day} - (date_part('day', ${day})::int - 1) - DATE '1970-01-01')`;
	return {
		where: leads.where,
		leads,
		manager: managerColumn(filters),
		base: inBase,
		made: hasReached(leads, goal),
		kind: sql<number | null>`CASE WHEN ${inBase} THEN ${firstDay} * 4 + ${temperature} END`,
		counted: { base, goal }
	};
}

const NO_TEMPERATURE = 3;

/** The parts of `kind`. */
export const readKind = (kind: number): Pick<StratumKind, 'month' | 'temperature'> => ({
	month: monthOf(isoDay(Math.floor(kind / 4))),
	temperature: temperatureOf(kind)
});

export const temperatureOf = (kind: number): number | null =>
	(kind & 3) === NO_TEMPERATURE ? null : kind & 3;

/** The manager whom a lead counts for. */
export const managerColumn = ({ credit }: Pick<Filters, 'credit'>): RawBuilder<string | null> =>
	sql`${sql.ref(credit === 'first' ? 'l.first_manager' : 'l.manager')}`;

const nowhere: ManagerPlace = { team: null, role: null };

export const placeOf = ({ people }: ReportContext, manager: string | null): ManagerPlace =>
	(manager === null ? undefined : people.get(manager)) ?? nowhere;

/** Whether the filters choose the row of a manager (null: of the leads without one). */
export function isShown(context: ReportContext, filters: Filters): (manager: string | null) => boolean {
	const tests = rowFilters(filters).flatMap((name) => {
		const texts = filters.values[name];
		if (!texts) return [];
		const isChosen = chooses(texts);
		return name === 'team' || name === 'role'
			? (manager: string | null) => isChosen(placeOf(context, manager)[name])
			: isChosen;
	});
	return (manager) => tests.every((test) => test(manager));
}

/** Equal for the managers that are compared with each other. */
export function groupOf(
	context: ReportContext,
	{ within }: Pick<Filters, 'within'>,
	manager: string
): string {
	const { team, role } = placeOf(context, manager);
	return within === 'all' ? '' : JSON.stringify(within === 'team' ? [role, team] : [role]);
}
