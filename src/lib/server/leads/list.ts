/** The list of leads: those of the filters, or exactly those behind one figure of the funnel. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { addMonths } from '#lib/filters/compare.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { temperatures, type Temperature } from '#lib/filters/names.ts';
import type { LeadList, LeadSummary } from '#lib/funnel/lead-view.ts';
import { readMoved } from '#lib/funnel/move-kinds.ts';
import { reasonsOf, todoReasons, type TodoReason } from '#lib/managers/todo.ts';
import { outcomes, stageIndex, stages, type Stage } from '#lib/funnel/stages.ts';
import { recordLink } from '#lib/settings/links.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { ageingScope, isIdle, standsIn, waitingScope, type AgeingScope } from '../reports/ageing-scope.ts';
import type { ReportContext } from '../reports/context.ts';
import { handedConditions } from '../reports/handed-scope.ts';
import { handoverScope } from '../reports/handover-scope.ts';
import { holderCondition, isRecent } from '../reports/held-scope.ts';
import { arrivalScope, hasReached, leadScope, valueOf } from '../reports/lead-filter.ts';
import { claimCondition } from '../reports/lead-price-costs.ts';
import { hasMissedCall, hasOpenMissedCall } from '../reports/missed-calls.ts';
import { hasMoved, movesScope } from '../reports/moves-scope.ts';
import { responseCondition } from '../reports/response-scope.ts';
import { wasSentBack } from '../reports/returned.ts';
import { todoScope, type TodoScope } from '../reports/todo-scope.ts';

type Condition = Expression<SqlBool>;

/** Sort orders: an expression that is never null, so that a place in the list can be named, and its direction. */
interface Order {
	by: RawBuilder<unknown>;
	type: string;
	down: boolean;
}

const orders: Record<Exclude<LeadSelection['sort'], 'urgent' | 'score'>, Order> = {
	newest: { by: sql`l.created_at`, type: 'timestamptz', down: true },
	oldest: { by: sql`l.created_at`, type: 'timestamptz', down: false },
	active: { by: sql`coalesce(l.last_activity_at, '-infinity')`, type: 'timestamptz', down: true },
	waiting: { by: sql`coalesce(l.entered_mql, 'infinity')`, type: 'timestamptz', down: false },
	idle: { by: sql`coalesce(l.last_activity_at, l.created_at)`, type: 'timestamptz', down: false },
	amount: { by: sql`coalesce(l.amount_minor, -1)`, type: 'bigint', down: true },
	name: { by: sql`coalesce(lower(l.name), U&'\\+10FFFF') COLLATE "C"`, type: 'text', down: false }
};

/** By the most urgent reason, those without one last; of the same reason the latest first: it is likeliest to answer. */
const urgentFirst = ({ first, since, ageing: { isOpen } }: TodoScope): Order => ({
	by: sql`coalesce(CASE WHEN ${isOpen} THEN ${first} END, ${sql.lit(todoReasons.length)}) * 1e11
		- date_part('epoch', coalesce(${since}, l.last_activity_at, l.created_at))`,
	type: 'float8',
	down: false
});

/** Hot ones first, then warm ones, each by their score; those without a score last. */
const hottestFirst = (temperature: RawBuilder<string | null>): Order => ({
	by: sql`coalesce(CASE ${temperature} WHEN 'hot' THEN 2e9 WHEN 'warm' THEN 1e9 ELSE 0 END + l.score, '-infinity')`,
	type: 'float8',
	down: true
});

/** One page of leads and how many there are in all. A wrong `after` starts from the beginning. */
export async function listLeads(
	context: ReportContext,
	filters: Filters,
	selection: LeadSelection
): Promise<LeadList> {
	const { sort } = selection;
	const todo = selection.todo || sort === 'urgent' ? await todoScope(context, filters) : null;
	const ageing = todo?.ageing ?? (isAboutWaiting(selection) ? await ageingScope(context, filters) : null);
	const where = selectionCondition(context, filters, selection, ageing, todo);
	const { by, type, down } =
		sort === 'urgent'
			? urgentFirst(todo!)
			: sort === 'score'
				? hottestFirst(valueOf('temperature', context, filters))
				: orders[sort];
	const place = readPlace(selection.after);
	const beyond = place
		? sql`AND (${by}, l.lead_id) ${down ? sql`<` : sql`>`} (${place.value}::${sql.raw(type)}, ${place.id}::uuid)`
		: sql``;
	const direction = down ? sql`DESC` : sql`ASC`;
	const { rows } = await sql<PageRow>`
		SELECT l.lead_id, l.name, l.company, l.channel, l.campaign, l.manager, l.created_at, l.stage, l.outcome, l.reason,
			l.last_activity_at, l.amount_minor, l.score, l.fit, l.engagement, l.hot_from, l.hot_until, l.warm_from, l.warm_until,
			${valueOf('temperature', context, filters)} AS temperature, (${by})::text AS place,
			${ageing ? sql`CASE WHEN ${ageing.isOpen} THEN ${ageing.idleDays} END` : sql`NULL::float8`} AS idle_days,
			${ageing ? sql`CASE WHEN ${ageing.isOpen} THEN ${ageing.limit} END` : sql`NULL::float8`} AS limit_days,
			${todo ? sql`CASE WHEN ${ageing!.isOpen} THEN ${todo.bits} ELSE 0 END` : sql`0`} AS todo,
			${todo ? todo.since : sql`NULL`} AS todo_since, l.unsubscribed,
			${recordsOfLead}
		FROM lead_rows l WHERE ${where} ${beyond}
		ORDER BY ${by} ${direction}, l.lead_id ${direction} LIMIT ${selection.limit + 1}`.execute(context.trx);
	const total = await sql<{ total: number }>`
		SELECT count(*)::int AS total FROM lead_rows l WHERE ${where}`.execute(context.trx);
	const page = rows.slice(0, selection.limit);
	const last = page.at(-1);
	return {
		leads: page.map((row) => ({
			...listItem(row, context),
			idleDays: row.idle_days,
			limitDays: row.limit_days,
			todo: row.todo === 0 ? null : { reasons: reasonsOf(row.todo), since: row.todo_since!.toISOString() },
			unsubscribed: row.unsubscribed
		})),
		total: total.rows[0]!.total,
		next: rows.length > page.length && last ? writePlace({ value: last.place, id: last.lead_id }) : null
	};
}

/** External ids of at most three records, and their sources. */
export const recordsOfLead = sql.raw(
	['external_id', 'source']
		.map(
			(
				column
			) => `ARRAY(SELECT r.${column} FROM records r WHERE r.lead_id = l.lead_id AND r.external_id IS NOT NULL
				ORDER BY r.external_id, r.source LIMIT 3) AS record_${column}s`
		)
		.join(', ')
);

export interface ListRow {
	lead_id: string;
	name: string | null;
	company: string | null;
	channel: string | null;
	campaign: string | null;
	manager: string | null;
	created_at: Date;
	stage: number;
	outcome: number;
	reason: string | null;
	last_activity_at: Date | null;
	amount_minor: number | null;
	score: number | null;
	fit: number | null;
	engagement: number | null;
	temperature: Temperature | null;
	hot_from: Date | null;
	hot_until: Date | number | null;
	warm_from: Date | null;
	warm_until: Date | number | null;
	record_external_ids: string[];
	record_sources: string[];
}

interface PageRow extends ListRow {
	place: string;
	idle_days: number | null;
	limit_days: number | null;
	/** Bits. */
	todo: number;
	todo_since: Date | null;
	unsubscribed: boolean;
}

/** Whether the list shows how long leads have been without activity: the limits of their stages are read for it. */
const isAboutWaiting = (selection: LeadSelection) => selection.sort === 'idle' || selectsWaiting(selection);

/** Selections by how leads stand now: window and period do not count for them. */
const selectsWaiting = ({ standsIn, idle, overdue, refusedAge, reopened, todo }: LeadSelection) =>
	[standsIn, idle, overdue, refusedAge, reopened, todo].some((chosen) => chosen !== undefined);

export const listItem = (row: ListRow, context: ReportContext): LeadSummary => ({
	id: row.lead_id,
	name: row.name,
	company: row.company,
	records: row.record_external_ids,
	links: row.record_external_ids.map((id, i) =>
		recordLink(context.settings.links, row.record_sources[i]!, id)
	),
	channel: row.channel,
	campaign: row.campaign,
	manager: row.manager,
	createdAt: row.created_at.toISOString(),
	stage: stages[row.stage]!,
	outcome: outcomes[row.outcome]!,
	reason: row.reason,
	lastActivityAt: row.last_activity_at?.toISOString() ?? null,
	amount: row.amount_minor === null ? null : fromMinor(row.amount_minor, context.digits),
	score: row.score,
	fit: row.fit,
	engagement: row.engagement,
	temperature: row.temperature,
	// What it has yet to rise to has no end.
	hotUntil: row.temperature === 'hot' || row.hot_from === null ? endOf(row.hot_until) : null,
	warmUntil: row.temperature !== 'cold' || row.warm_from === null ? endOf(row.warm_until) : null,
	model: row.score === null ? null : context.model
});

/** The database says Infinity for what never ends. */
const endOf = (until: Date | number | null): string | null =>
	until === null ? null : until instanceof Date ? until.toISOString() : 'never';

/** At the date that the data go up to. */
export const temperatureOf = (context: ReportContext) =>
	valueOf('temperature', context, filtersSchema.parse({}));

function selectionCondition(
	context: ReportContext,
	filters: Filters,
	selection: LeadSelection,
	ageing: AgeingScope | null,
	todo: TodoScope | null
): Condition {
	const { handover, claim, sentBack, recent } = selection;
	const handed = handover && handoverScope(context, filters);
	const response = responseCondition(context, filters, selection);
	const holder = holderCondition(context, filters, selection);
	const moved = selection.moved === undefined ? null : readMoved(selection.moved);
	const isNow = selectsWaiting(selection) || recent;
	const arrived = isNow ? waitingScope : sentBack || response ? arrivalScope : leadScope;
	const scope = handed?.judged ?? arrived(context, filters);
	const conditions: Condition[] = [];
	if (claim) conditions.push(claimCondition(context, filters));
	else if (handed) conditions.push(handed.where, handed.is[handover]);
	else if (!holder && !moved) conditions.push(scope.where);
	if (holder) conditions.push(holder);
	if (moved) {
		const moves = movesScope(context, filters);
		conditions.push(moves.where, hasMoved(moves, moved));
	}
	if (recent) conditions.push(isRecent(context, filters));
	if (sentBack) conditions.push(wasSentBack(filters));
	const has = (bits: Expression<number>, stage: Stage) =>
		sql<SqlBool>`(${bits} >> ${sql.lit(stageIndex[stage])}) & 1 = 1`;
	const { reached, deepest, ended, implied, outOfOrder, returned, reason, status, q } = selection;
	const { missedCalls, returnReason } = selection;
	if (response) conditions.push(response);
	if (reached) conditions.push(hasReached(scope, reached));
	if (deepest)
		conditions.push(sql<SqlBool>`${scope.deepest} = ANY (${foldedInto(deepest, context.ladder)}::int[])`);
	if (ended) conditions.push(sql<SqlBool>`${scope.outcome} = ${outcomes.indexOf(ended)}`);
	if (implied)
		conditions.push(hasReached(scope, implied), sql<SqlBool>`NOT ${has(sql.ref('l.own'), implied)}`);
	if (outOfOrder) conditions.push(hasReached(scope, outOfOrder), has(sql.ref('l.out_of_order'), outOfOrder));
	if (returned) {
		const bits = foldedInto(returned, context.ladder).reduce((mask, i) => mask | (1 << i), 0);
		conditions.push(sql<SqlBool>`${scope.returned} & ${bits} <> 0`);
	}
	conditions.push(...acceptedConditions(selection));
	if (ageing) conditions.push(...ageingConditions(ageing, selection));
	if (selection.todo) conditions.push(...todoConditions(todo!, selection.todo, selection.unsubscribed));
	else if (selection.unsubscribed) conditions.push(sql<SqlBool>`l.unsubscribed`);
	if (reason !== undefined) {
		const given = handed?.reason ?? (selection.reopened ? sql`l.reopened_reason` : sql`l.reason`);
		const ended = handover === 'rejected' || selection.reopened ? sql`true` : sql`l.outcome >= 2`;
		conditions.push(
			sql<SqlBool>`${ended} AND ${reason === '' ? sql`${given} IS NULL` : sql`${given} = ${reason}`}`
		);
	}
	conditions.push(...handedConditions(context, selection));
	if (missedCalls === 'any') conditions.push(hasMissedCall);
	if (missedCalls === 'open') conditions.push(hasOpenMissedCall);
	if (returnReason !== undefined)
		conditions.push(sql<SqlBool>`l.return_reason IS NOT DISTINCT FROM ${returnReason || null}`);
	if (status !== undefined) conditions.push(statusCondition(status, selection.statusSource));
	if (q) conditions.push(searchCondition(q));
	return sql<SqlBool>`${sql.join(conditions, sql` AND `)}`;
}

function acceptedConditions({ acceptedMonth, acceptedTemperature }: LeadSelection): Condition[] {
	const first = acceptedMonth && `${acceptedMonth}-01`;
	return [
		...(first
			? [sql<SqlBool>`l.accepted >= ${first}::date AND l.accepted < ${addMonths(first, 1)}::date`]
			: []),
		...(acceptedTemperature
			? [sql<SqlBool>`l.accepted_temperature = ${temperatures.indexOf(acceptedTemperature)}`]
			: [])
	];
}

function ageingConditions(
	scope: AgeingScope,
	{ standsIn: stage, idle, overdue, refusedAge, reopened }: LeadSelection
): Condition[] {
	return [
		...(stage ? [standsIn(scope, stage)] : []),
		...(idle ? [isIdle(scope, idle)] : []),
		...(overdue ? [sql<SqlBool>`(${scope.isOpen} AND ${scope.isOverdue})`] : []),
		...(refusedAge ? [scope.isRefused] : []),
		...(refusedAge && refusedAge !== 'any' ? [sql<SqlBool>`${scope.refusedAge} = ${refusedAge}`] : []),
		...(reopened ? [scope.isReopened] : [])
	];
}

const todoConditions = (
	{ where, first, isLeftOut }: TodoScope,
	reason: TodoReason | 'any',
	unsubscribed: 'yes' | undefined
): Condition[] => [
	where,
	...(reason === 'any' ? [] : [sql<SqlBool>`${first} = ${todoReasons.indexOf(reason)}`]),
	unsubscribed ? isLeftOut : sql<SqlBool>`NOT ${isLeftOut}`
];

const statusCondition = (status: string, source: string | undefined): Condition =>
	sql<SqlBool>`EXISTS (SELECT FROM lead_details d, jsonb_each_text(d.statuses) s JOIN records r ON r.record_id = s.key::uuid
		WHERE d.generation = l.generation AND d.lead_id = l.lead_id AND s.value = ${status}
			${source === undefined ? sql`` : sql`AND coalesce(r.source, '') = ${source}`})`;

/** Indexes of the stages that count as `stage`: itself, and those after it that are not on the ladder. */
function foldedInto(stage: Stage, ladder: Stage[]): number[] {
	const indexes = [stageIndex[stage]];
	for (let i = stageIndex[stage] + 1; i < stages.length && !ladder.includes(stages[i]!); i++) indexes.push(i);
	return indexes;
}

/** A part of name, company, external id, e-mail or phone; of a phone also without blanks and dashes. */
function searchCondition(q: string): Condition {
	const text = q.toLowerCase();
	const key = /^[+\d\s().-]+$/.test(q) ? q.replace(/[^\d+]/g, '') || text : text;
	return sql<SqlBool>`(strpos(lower(l.name), ${text}) > 0 OR strpos(lower(l.company), ${text}) > 0
		OR l.lead_id IN (
			SELECT r.lead_id FROM records r WHERE strpos(lower(r.external_id), ${text}) > 0
			UNION ALL
			SELECT r.lead_id FROM record_keys k JOIN records r USING (record_id) WHERE strpos(k.key, ${key}) > 0))`;
}

interface Place {
	value: string;
	id: string;
}

const writePlace = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');

function readPlace(after: string | undefined): Place | null {
	if (!after) return null;
	try {
		const place = JSON.parse(Buffer.from(after, 'base64url').toString()) as Place;
		return typeof place.value === 'string' && /^[0-9a-f-]{36}$/.test(place.id) ? place : null;
	} catch {
		return null;
	}
}
