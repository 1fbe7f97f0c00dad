/** The leads of one sales rep and of those with whom the rep is compared: the same for every section of the rep's page. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { leadFilters } from '#lib/managers/rep-filters.ts';
import type { ReportContext } from './context.ts';
import type { LeadScope } from './lead-filter.ts';
import { groupOf, managersScope, type ManagersScope } from './managers-scope.ts';

type Condition = Expression<SqlBool>;

export interface Peers {
	/** The filters of the leads, whoever works them, by their arrival in either mode. */
	filters: Filters;
	leads: LeadScope;
	/** Of the leads of all managers and of none. */
	all: ManagersScope;
	/** Leads of the filters that are the rep's or those of a peer. */
	where: Condition;
	/** Leads of the rep or a peer, whatever the filters say. */
	ofGroup: Condition;
	isOwn: Condition;
	/** What rates are counted of: accepted leads, or all. */
	counted: Filters['base'];
	base: Condition;
	/** Month and temperature of a lead of the base, see `readKind`. */
	kind: RawBuilder<number | null>;
}

export function managerPeers(context: ReportContext, original: Filters, name: string): Peers {
	const filters = leadFilters(original);
	const all = managersScope(context, filters);
	const { leads, where, manager, base, kind, counted } = all;
	const ofGroup = isInGroup(context, filters, name, manager);
	return {
		...{ filters, leads, all, base, kind },
		where: sql<SqlBool>`${where} AND ${ofGroup}`,
		ofGroup,
		isOwn: sql<SqlBool>`${manager} = ${name}`,
		counted: counted.base
	};
}

/** Nobody is called so: of whoever nothing is known. */
const stranger = '\0';

/** The managers with whom the rep is compared; those of whom nothing is known are alike. */
function isInGroup(
	context: ReportContext,
	filters: Filters,
	name: string,
	manager: RawBuilder<string | null>
): Condition {
	const own = groupOf(context, filters, name);
	const named = (alike: boolean) =>
		[...context.people.keys()].filter((other) => (groupOf(context, filters, other) === own) === alike);
	if (groupOf(context, filters, stranger) !== own)
		return sql<SqlBool>`${manager} = ANY (${named(true)}::text[])`;
	const others = named(false);
	return others.length
		? sql<SqlBool>`(${manager} IS NOT NULL AND ${manager} <> ALL (${others}::text[]))`
		: sql<SqlBool>`${manager} IS NOT NULL`;
}
