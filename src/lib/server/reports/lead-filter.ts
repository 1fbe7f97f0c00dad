/** The filters as SQL over `lead_rows l`: the one place where a filter becomes a condition. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { dayNumber } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { chooses, readValue } from '#lib/filters/values.ts';
import { outcomes, stageIndex, stages, type Stage } from '#lib/funnel/stages.ts';
import { channelOf } from '#lib/settings/aliases.ts';
import { asOfMs, type ReportContext } from './context.ts';

type Condition = Expression<SqlBool>;

const columnOf: Record<string, string> = {
	channel: 'channel',
	campaign: 'campaign',
	content: 'content',
	term: 'term',
	page: 'page',
	manager: 'manager',
	firstManager: 'first_manager',
	source: 'source',
	company: 'company'
};

const ref = (column: string) => sql.ref<string | null>(`l.${column}`);

/** The value of a filter or breakdown for each lead, as text; null for none. */
export function valueOf(name: string, context: ReportContext, filters: Filters): RawBuilder<string | null> {
	if (name in columnOf) return sql`${ref(columnOf[name]!)}`;
	if (name.startsWith('attr.'))
		return sql`(SELECT d.attributes ->> ${name.slice(5)} FROM lead_details d
			WHERE d.generation = l.generation AND d.lead_id = l.lead_id)`;
	switch (name) {
		case 'outcome':
			return sql`(${textArray(outcomes)})[l.outcome + 1]`;
		case 'stage':
			return sql`(${textArray(stages)})[l.stage + 1]`;
		case 'temperature':
			return temperature(context, filters);
		case 'team':
		case 'role':
			return ofManager(name, context);
		case 'day':
			return sql`l.arrived`;
		// The first day of the week or month; date_trunc would go through time zones, at ten times the cost. The day that
		// weeks are counted from is a Monday.
		case 'week':
			return sql`l.arrived - (l.arrived - date '1900-01-01') % 7`;
		case 'month':
			return sql`l.arrived - (date_part('day', l.arrived)::int - 1)`;
	}
	throw new Error(`unknown filter ${name}`);
}

/** Of the last manager. */
function ofManager(what: 'team' | 'role', { people }: ReportContext): RawBuilder<string | null> {
	const values = Object.fromEntries([...people].map(([manager, place]) => [manager, place[what]]));
	return sql`(${JSON.stringify(values)}::jsonb ->> l.manager)`;
}

const textArray = (values: readonly string[]) => sql`ARRAY[${sql.join(values.map((v) => sql.lit(v)))}]`;

/** Whether the score is above the threshold at a time: it may rise to it, and fall below it, as time passes. */
export const isAbove = (name: 'hot' | 'warm', at: Date | RawBuilder<unknown>): RawBuilder<SqlBool> => {
	const [from, until] = [sql.ref(`l.${name}_from`), sql.ref(`l.${name}_until`)];
	return sql<SqlBool>`coalesce(${until} > ${at} AND (${from} IS NULL OR ${from} <= ${at}), false)`;
};

/** Hot or warm while the score is above; without a model nobody has a temperature. */
function temperature(context: ReportContext, filters: Filters): RawBuilder<string | null> {
	const at = new Date(asOfMs(context, filters) ?? 0);
	return sql`CASE WHEN l.score IS NULL THEN NULL WHEN ${isAbove('hot', at)} THEN 'hot'
		WHEN ${isAbove('warm', at)} THEN 'warm' ELSE 'cold' END`;
}

/** Any of the values that are wanted, and none of those that are not; '' is none. */
function valueCondition(name: string, values: string[], context: ReportContext, filters: Filters): Condition {
	const read = values.map(readValue);
	const wanted = read.filter(({ not }) => !not).map(({ value }) => value);
	const unwanted = read.filter(({ not }) => not).map(({ value }) => value);
	if (name.startsWith('attr.')) return attributeCondition(name.slice(5), wanted, unwanted);
	if (name === 'team' || name === 'role') return placeCondition(name, values, context);
	const coded = codedCondition(name, wanted, unwanted);
	if (coded) return coded;
	const value = valueOf(name, context, filters);
	return both(
		wanted.length ? oneOf(value, wanted) : null,
		unwanted.length ? sql<SqlBool>`NOT coalesce(${oneOf(value, unwanted)}, false)` : null
	);
}

function oneOf(value: RawBuilder<string | null>, values: string[]): Condition {
	const named = values.filter((v) => v !== '');
	const isNone = sql<SqlBool>`${value} IS NULL`;
	if (named.length === 0) return isNone;
	const isNamed = sql<SqlBool>`${value} = ANY (${named}::text[])`;
	return named.length < values.length ? sql<SqlBool>`(${isNamed} OR ${isNone})` : isNamed;
}

/** Outcome and stage are stored as indexes: compared as such, and names that do not exist match nothing. */
function codedCondition(name: string, wanted: string[], unwanted: string[]): Condition | null {
	if (name !== 'outcome' && name !== 'stage') return null;
	const names: readonly string[] = name === 'outcome' ? outcomes : stages;
	const column = sql.ref(`l.${name}`);
	const codes = (values: string[]) => values.map((v) => names.indexOf(v)).filter((code) => code >= 0);
	return both(
		wanted.length ? sql<SqlBool>`${column} = ANY (${codes(wanted)}::smallint[])` : null,
		unwanted.length ? sql<SqlBool>`${column} <> ALL (${codes(unwanted)}::smallint[])` : null
	);
}

/** The names of those whose team or role is chosen: a lookup of it for each lead takes longer. */
function placeCondition(what: 'team' | 'role', values: string[], { people }: ReportContext): Condition {
	const isChosen = chooses(values);
	const named = (chosen: boolean) =>
		[...people].flatMap(([manager, place]) => (isChosen(place[what]) === chosen ? [manager] : []));
	return isChosen(null)
		? sql<SqlBool>`(l.manager IS NULL OR l.manager <> ALL (${named(false)}::text[]))`
		: sql<SqlBool>`l.manager = ANY (${named(true)}::text[])`;
}

/** Semi-joins with the attributes' index: a lookup in each lead's JSON would read it for every lead. */
function attributeCondition(attribute: string, wanted: string[], unwanted: string[]): Condition {
	const has = (values: string[]) => {
		const pairs = values.filter((v) => v !== '').map((v) => JSON.stringify({ [attribute]: v }));
		const some = sql<SqlBool>`l.lead_id IN (SELECT d.lead_id FROM lead_details d
			WHERE d.generation = l.generation AND d.attributes @> ANY (${pairs}::jsonb[]))`;
		const none = sql<SqlBool>`l.lead_id NOT IN (SELECT d.lead_id FROM lead_details d
			WHERE d.generation = l.generation AND d.attributes ? ${attribute})`;
		if (pairs.length === 0) return none;
		return pairs.length < values.length ? sql<SqlBool>`(${some} OR ${none})` : some;
	};
	return both(
		wanted.length ? has(wanted) : null,
		unwanted.length ? sql<SqlBool>`NOT ${has(unwanted)}` : null
	);
}

const both = (a: Condition | null, b: Condition | null): Condition =>
	a && b ? sql<SqlBool>`(${a} AND ${b})` : (a ?? b ?? sql<SqlBool>`true`);

/** Instants of the range's ends; null where it is open. */
export function rangeOf(context: ReportContext, filters: Pick<Filters, 'from' | 'to'>) {
	const start = (day: string | undefined) =>
		day === undefined ? null : new Date(context.zone.startOfDay(dayNumber(day)));
	return { from: start(filters.from), to: start(filters.to) };
}

/** All conditions on values, but not the range. */
export function valueConditions(context: ReportContext, filters: Filters): Condition[] {
	return Object.entries(filters.values).map(([name, values]) =>
		valueCondition(name, values, context, filters)
	);
}

/** When stage `s` was entered: the arrival for the first. */
export const enteredColumn = (stage: Stage) =>
	stage === 'lead' ? sql.ref<Date>('l.created_at') : sql.ref<Date | null>(`l.entered_${stage}`);

/** False or null where there is no time. */
function inRange(
	column: Expression<unknown>,
	{ from, to }: { from: Date | null; to: Date | null }
): Condition {
	const ends = [
		...(from ? [sql`${column} >= ${from}`] : []),
		...(to ? [sql`${column} < ${to}`] : []),
		...(from || to ? [] : [sql`${column} IS NOT NULL`])
	];
	return sql<SqlBool>`(${sql.join(ends, sql` AND `)})`;
}

/**
 * Which leads a report takes in, and how far each of them counts as having come: the same for the counts, the
 * durations and the list behind a figure.
 */
export interface LeadScope {
	where: Condition;
	/** Bits of the stages that count as reached; null: all up to the deepest. */
	reached: RawBuilder<number> | null;
	/** The deepest of them. */
	deepest: RawBuilder<number>;
	/** Index in `outcomes`; -1: not to be counted. */
	outcome: RawBuilder<number>;
	/** Bits of the stages from which it was sent back. */
	returned: RawBuilder<number>;
	/** What counts: entries and ends in the range, those within the window, or (null) all, as `standing` of the row has them. */
	within: 'range' | 'window' | null;
}

/** Leads that arrived after an `asOf` that was asked for do not exist yet for the report. */
const arrivedBy = (context: ReportContext, filters: Filters): Condition[] =>
	filters.asOf === undefined ? [] : [sql<SqlBool>`l.created_at <= ${new Date(asOfMs(context, filters)!)}`];

/** The excluded channels that the channel filter does not name, as the channels they count as. */
export function excludedChannels({ settings }: ReportContext, filters: Filters): string[] {
	const named = (filters.values.channel ?? []).map(readValue);
	return settings.excludedChannels
		.map((channel) => channelOf(settings.aliases, channel))
		.filter((channel) => !named.some(({ not, value }) => !not && value === channel));
}

/** `which`: the leads that reports count, or those that only the exclusion of their channel leaves out. */
export function leadScope(
	context: ReportContext,
	filters: Filters,
	which: 'reported' | 'excluded' = 'reported'
): LeadScope {
	const excluded = excludedChannels(context, filters);
	const range = rangeOf(context, filters);
	const common = [
		sql<SqlBool>`l.generation = ${context.generation}`,
		...valueConditions(context, filters),
		...arrivedBy(context, filters)
	];
	if (which === 'excluded') common.push(sql<SqlBool>`l.channel = ANY (${excluded}::text[])`);
	else if (excluded.length)
		common.push(sql<SqlBool>`(l.channel IS NULL OR l.channel <> ALL (${excluded}::text[]))`);
	const and = (conditions: Condition[]) => sql<SqlBool>`${sql.join(conditions, sql` AND `)}`;
	const cohort = [...common];
	if (filters.from) cohort.push(sql<SqlBool>`l.arrived >= ${filters.from}::date`);
	if (filters.to) cohort.push(sql<SqlBool>`l.arrived < ${filters.to}::date`);

	const inWindow = filters.window === undefined ? null : windowOf(context, filters, filters.window);
	if (filters.mode === 'period' && (range.from || range.to || inWindow)) {
		const counts = stages.map((stage) => {
			const within = inRange(enteredColumn(stage), range);
			return inWindow ? sql`${within} AND ${inWindow.entry(stage)}` : within;
		});
		const bits = counts.map((counted, i) => sql`CASE WHEN ${counted} THEN ${sql.lit(1 << i)} ELSE 0 END`);
		// Only the entry of the deepest stage is looked at: the bits of all would be made once more.
		const deepestCounts = sql`CASE l.deepest ${sql.join(
			counts.map((counted, i) => sql`WHEN ${sql.lit(i)} THEN ${counted}`),
			sql` `
		)} END`;
		const reached = sql<number>`(${sql.join(bits, sql` + `)})`;
		const ended = inWindow
			? sql`${inRange(sql.ref('l.outcome_at'), range)} AND ${inWindow.outcome}`
			: inRange(sql.ref('l.outcome_at'), range);
		return {
			where: and([...common, ...(inWindow ? [inWindow.oldEnough] : []), happened(range)]),
			reached,
			deepest: sql<number>`l.deepest`,
			outcome: sql<number>`CASE WHEN l.outcome <> 0 THEN CASE WHEN ${ended} THEN l.outcome ELSE -1 END
				WHEN ${deepestCounts} THEN 0 ELSE -1 END`,
			returned: sql<number>`CASE WHEN ${inRange(sql.ref('l.first_returned_at'), range)} THEN l.returned_from ELSE 0 END`,
			within: 'range'
		};
	}
	if (inWindow) {
		const deepest = sql<number>`CASE ${sql.join(
			[...stages]
				.reverse()
				.slice(0, -1)
				.map((stage) => sql`WHEN ${inWindow.entry(stage)} THEN ${sql.lit(stageIndex[stage])}`),
			sql` `
		)} ELSE 0 END`;
		return {
			where: and([...cohort, inWindow.oldEnough]),
			reached: null,
			deepest,
			outcome: sql<number>`CASE WHEN ${inWindow.outcome} THEN l.outcome ELSE 0 END`,
			returned: sql<number>`l.returned_from`,
			within: 'window'
		};
	}
	return {
		where: and(cohort),
		reached: null,
		deepest: sql<number>`l.deepest`,
		outcome: sql<number>`l.outcome`,
		returned: sql<number>`l.returned_from`,
		within: null
	};
}

/** The leads that arrived in the range, in either mode: for what counts leads by their arrival. */
export const arrivalScope = (context: ReportContext, filters: Filters): LeadScope =>
	leadScope(context, { ...filters, mode: 'cohort' });

/** The filters on leads alone, whenever they came: the range is about something else then. */
export const everFilters = (filters: Filters): Filters => ({
	...filters,
	mode: 'cohort',
	window: undefined,
	from: undefined,
	to: undefined
});

/** Anything at all that happened in the range, so that the rest of the leads is passed over at once. */
function happened(range: { from: Date | null; to: Date | null }): Condition {
	const columns = [...stages.map(enteredColumn), sql.ref('l.outcome_at'), sql.ref('l.first_returned_at')];
	return sql<SqlBool>`(${sql.join(
		columns.map((column) => inRange(column, range)),
		sql` OR `
	)})`;
}

/** Entries with an exact time within `days` × 24 h of the arrival; leads younger than that are left out. */
function windowOf(context: ReportContext, filters: Filters, days: number) {
	const length = sql`make_interval(secs => ${days * 86_400})`;
	const youngest = new Date((asOfMs(context, filters) ?? 0) - days * 86_400_000);
	return {
		// The planner takes `= 1` for a condition that few leads meet, and would sort them in one process.
		oldEnough: sql<SqlBool>`l.created_at <= ${youngest} AND l.exact & 1 <> 0`,
		entry: (stage: Stage) =>
			stage === 'lead'
				? sql<SqlBool>`true`
				: sql<SqlBool>`l.exact & ${sql.lit(1 << stageIndex[stage])} <> 0 AND ${enteredColumn(stage)} <= l.created_at + ${length}`,
		outcome: sql<SqlBool>`l.outcome <> 0 AND l.outcome_exact AND l.outcome_at <= l.created_at + ${length}`,
		/** Why leads or entries are left out, of all that the other filters let in. */
		young: sql<SqlBool>`l.created_at > ${youngest}`,
		undated: sql<SqlBool>`l.exact & ((2 << l.deepest) - 1) <> ((2 << l.deepest) - 1)`
	};
}

/** Why leads that the filters take in are left out by the window, and what is later than `asOf`. */
export function leftOutConditions(context: ReportContext, filters: Filters) {
	const window = filters.window === undefined ? null : windowOf(context, filters, filters.window);
	const at = new Date(asOfMs(context, filters) ?? 0);
	return {
		young: window && window.young,
		undated: window && sql<SqlBool>`NOT ${window.young} AND ${window.undated}`,
		lateLead: sql<SqlBool>`l.created_at > ${at}`,
		lateOutcome: sql<SqlBool>`l.outcome_at > ${at}`
	};
}

/** Whether a lead counts as having reached a stage. */
export const hasReached = (scope: LeadScope, stage: Stage): Condition =>
	scope.reached
		? sql<SqlBool>`${scope.reached} & ${sql.lit(1 << stageIndex[stage])} <> 0`
		: sql<SqlBool>`${scope.deepest} >= ${sql.lit(stageIndex[stage])}`;

/** The filters without window and `asOf`: what is left out is counted among these. */
export const widestScope = (context: ReportContext, filters: Filters): LeadScope =>
	leadScope(context, { ...filters, window: undefined, asOf: undefined });
