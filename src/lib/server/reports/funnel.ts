/** The funnel report: leads counted by where they stand, turned into stages by `funnelStages`. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { comparisonRange } from '#lib/filters/compare.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import {
	funnelStages,
	lossReasons,
	reachedMask,
	type FunnelCell,
	type FunnelShape
} from '#lib/funnel/funnel.ts';
import type { Funnel, FunnelGroup, FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import { outcomes, type Stage } from '#lib/funnel/stages.ts';
import { durationColumn } from '../leads/lead-row.ts';
import type { ReportContext } from './context.ts';
import { hasReached, leadScope, leftOutConditions, valueOf, widestScope } from './lead-filter.ts';
import { reportHead } from './report-head.ts';

type Key = FunnelGroup['key'];

/** Durations of each recorded stage from the one before, in days. */
export interface StageDurations {
	stage: Stage;
	medianDays: number | null;
	p90Days: number | null;
	timed: number;
}

export interface FunnelDurations {
	stages: StageDurations[];
	groups: { key: Key; stages: StageDurations[] }[];
}

export interface TrendMonth {
	/** First day of the month. */
	month: string;
	leads: number;
	stages: Pick<FunnelStage, 'stage' | 'reached' | 'fromPrevious' | 'fromFirst' | 'interval'>[];
}

/** Counts, rates, reasons, groups and the comparison; durations come from `funnelDurations`. */
export async function funnelReport(context: ReportContext, filters: Filters): Promise<FunnelReport> {
	const funnel = await countFunnel(context, filters);
	const range = comparisonRange(filters);
	const comparison = range && {
		...range,
		...(await countFunnel(context, { ...filters, ...range }))
	};
	return {
		...(await reportHead(context, filters, funnel.leads)),
		...funnel,
		...(await countLeftOut(context, filters)),
		comparison
	};
}

/** The report whole, durations included: for the command line and the API. */
export async function fullFunnelReport(context: ReportContext, filters: Filters): Promise<FunnelReport> {
	const report = await funnelReport(context, filters);
	const range = report.comparison;
	addDurations(report, await funnelDurations(context, filters));
	if (range)
		addDurations(range, await funnelDurations(context, { ...filters, from: range.from, to: range.to }));
	return report;
}

function addDurations(funnel: Funnel, durations: FunnelDurations): void {
	const fill = (rows: FunnelStage[], timings: StageDurations[] = []) => {
		for (const row of rows)
			Object.assign(
				row,
				timings.find((timing) => timing.stage === row.stage)
			);
	};
	fill(funnel.stages, durations.stages);
	const byKey = new Map(durations.groups.map((group) => [JSON.stringify(group.key), group.stages]));
	for (const group of funnel.groups) fill(group.stages, byKey.get(JSON.stringify(group.key)));
}

const shapeOf = (context: ReportContext, filters: Filters): FunnelShape => ({
	ladder: context.ladder,
	recorded: context.recorded,
	intervals: filters.mode === 'cohort'
});

async function countFunnel(context: ReportContext, filters: Filters): Promise<Funnel> {
	const shape = shapeOf(context, filters);
	const isWhole = filters.by.length === 0;
	// Without a breakdown the reasons come with the counts: one pass over the leads instead of two.
	const cells = await readCells(context, filters, keyColumns(context, filters), isWhole);
	const stages = funnelStages(
		cells.map(({ cell }) => cell),
		shape
	);
	const reasons = isWhole
		? cells.map(({ cell, reason }) => ({ ...cell, reason })).filter(({ outcome }) => outcome >= FIRST_LOSS)
		: await readReasons(context, filters);
	return {
		leads: stages[0]!.reached,
		stages,
		reasons: lossReasons(reasons, context.ladder),
		groups: isWhole ? [] : groupCells(cells, shape, filters.by)
	};
}

/** Index in `outcomes` from which on the outcomes are losses. */
const FIRST_LOSS = outcomes.indexOf('refused');

interface KeyedCell {
	key: Key;
	cell: FunnelCell;
	/** Of a loss, if the reasons were asked for. */
	reason: string | null;
}

const keyColumns = (context: ReportContext, filters: Filters) =>
	filters.by.map((name) => valueOf(name, context, filters));

/** SELECT list and GROUP BY of the key columns; groups are named by position, since keys may hold parameters. */
const keyList = (keys: RawBuilder<string | null>[]) =>
	sql.join(keys.map((key, i) => sql`${key} AS ${sql.ref(`key${i}`)}`));

function keyOf(row: Record<string, unknown>, count: number): Key {
	if (count === 0) return null;
	const first = row.key0 as string | null;
	return count === 1 ? first : [first, row.key1 as string | null];
}

async function readCells(
	context: ReportContext,
	filters: Filters,
	keys: RawBuilder<string | null>[],
	withReasons: boolean
): Promise<KeyedCell[]> {
	const scope = leadScope(context, filters);
	const columns = [
		...(keys.length ? [keyList(keys)] : []),
		sql`${scope.deepest} AS deepest, ${scope.outcome} AS outcome, l.own, l.out_of_order, ${scope.returned} AS returned`,
		...(scope.reached ? [sql`${scope.reached} AS reached`] : []),
		...(withReasons
			? [sql`CASE WHEN ${scope.outcome} >= ${sql.lit(FIRST_LOSS)} THEN l.reason END AS reason`]
			: [])
	];
	const count = keys.length + 5 + (scope.reached ? 1 : 0) + (withReasons ? 1 : 0);
	const positions = Array.from({ length: count }, (_, i) => sql.lit(i + 1));
	const { rows } = await sql<CellRow>`
		SELECT ${sql.join(columns)}, count(*)::int AS leads, coalesce(sum(l.amount_minor), 0)::float8 AS minor
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${sql.join(positions)}`.execute(context.trx);
	return rows.map((row) => ({
		key: keyOf(row, keys.length),
		reason: row.reason ?? null,
		cell: {
			reached: row.reached ?? reachedMask(row.deepest),
			deepest: row.deepest,
			outcome: row.outcome,
			own: row.own,
			outOfOrder: row.out_of_order,
			returned: row.returned,
			leads: row.leads,
			amount: row.minor / 10 ** context.digits
		}
	}));
}

interface CellRow extends Record<string, unknown> {
	deepest: number;
	outcome: number;
	own: number;
	out_of_order: number;
	returned: number;
	reached?: number;
	reason?: string | null;
	leads: number;
	minor: number;
}

function groupCells(cells: KeyedCell[], shape: FunnelShape, by: string[]): FunnelGroup[] {
	const byKey = new Map<string, { key: Key; cells: FunnelCell[] }>();
	for (const { key, cell } of cells) {
		const name = JSON.stringify(key);
		const group = byKey.get(name);
		if (group) group.cells.push(cell);
		else byKey.set(name, { key, cells: [cell] });
	}
	const groups = [...byKey.values()].map((group) => {
		const stages = funnelStages(group.cells, shape);
		return { key: group.key, leads: stages[0]!.reached, stages };
	});
	return groups.sort((a, b) => compareKeys(a, b, by));
}

/** Times in their order, other keys by leads. */
function compareKeys(a: FunnelGroup, b: FunnelGroup, by: string[]): number {
	const text = (group: FunnelGroup, i: number) => String(Array.isArray(group.key) ? group.key[i] : group.key);
	if (isTimeBreakdown(by[0]!)) {
		const order = text(a, 0).localeCompare(text(b, 0));
		if (order) return order;
	}
	return b.leads - a.leads || JSON.stringify(a.key).localeCompare(JSON.stringify(b.key));
}

async function readReasons(context: ReportContext, filters: Filters) {
	const scope = leadScope(context, filters);
	const { rows } = await sql<{ deepest: number; outcome: number; reason: string | null; leads: number }>`
		SELECT * FROM (
			SELECT ${scope.deepest} AS deepest, ${scope.outcome} AS outcome, l.reason, count(*)::int AS leads
			FROM lead_rows l WHERE ${scope.where} AND l.outcome >= ${sql.lit(FIRST_LOSS)} GROUP BY 1, 2, 3
		) r WHERE outcome >= ${sql.lit(FIRST_LOSS)}`.execute(context.trx);
	return rows;
}

/** What the window leaves out, and what is later than `asOf`: by index, since it is little as a rule. */
async function countLeftOut(
	context: ReportContext,
	filters: Filters
): Promise<Pick<FunnelReport, 'leftOut' | 'afterAsOf'>> {
	const { young, undated, lateLead, lateOutcome } = leftOutConditions(context, filters);
	const where = widestScope(context, filters).where;
	const count = (condition: Expression<SqlBool> | null) =>
		condition ? sql`(SELECT count(*)::int FROM lead_rows l WHERE ${where} AND ${condition})` : sql`0`;
	const { rows } = await sql<Record<'young' | 'undated' | 'late_leads' | 'late_outcomes', number>>`
		SELECT ${count(young)} AS young, ${count(undated)} AS undated,
			${count(lateLead)} AS late_leads, ${count(lateOutcome)} AS late_outcomes`.execute(context.trx);
	const row = rows[0]!;
	return {
		leftOut: { young: row.young, undated: row.undated },
		afterAsOf: { leads: row.late_leads, outcomes: row.late_outcomes }
	};
}

/** Recorded stages, each with the recorded stage before it. */
function steps(context: ReportContext): { from: Stage; to: Stage }[] {
	const recorded = context.ladder.filter((stage) => context.recorded.has(stage));
	return recorded.slice(1).map((to, i) => ({ from: recorded[i]!, to }));
}

/** Medians and 90th percentiles of the steps between recorded stages, of all leads and of each group. */
export async function funnelDurations(context: ReportContext, filters: Filters): Promise<FunnelDurations> {
	const of = async (by: Filters['by']) => {
		const rows = await readDurations(context, filters, by);
		return rows.map(({ key, timings }) => ({ key, stages: timings }));
	};
	const [whole] = await of([]);
	return { stages: whole!.stages, groups: filters.by.length === 0 ? [] : await of(filters.by) };
}

async function readDurations(context: ReportContext, filters: Filters, by: Filters['by']) {
	const scope = leadScope(context, filters);
	const keys = by.map((name) => valueOf(name, context, filters));
	const list = steps(context);
	const columns = list.flatMap(({ from, to }, i) => {
		const days = sql.ref(`l.${durationColumn(from, to)}`);
		const counts = hasReached(scope, to);
		return [
			sql`percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${days}) FILTER (WHERE ${counts}) AS ${sql.ref(`q${i}`)}`,
			sql`(count(${days}) FILTER (WHERE ${counts}))::int AS ${sql.ref(`n${i}`)}`
		];
	});
	const grouping = keys.length ? sql`GROUP BY ${sql.join(keys.map((_, i) => sql.lit(i + 1)))}` : sql``;
	const { rows } = await sql<Record<string, unknown>>`
		SELECT ${sql.join([...(keys.length ? [keyList(keys)] : []), ...columns])}
		FROM lead_rows l WHERE ${scope.where} ${grouping}`.execute(context.trx);
	return rows.map((row) => ({
		key: keyOf(row, keys.length),
		timings: list.map(({ to }, i): StageDurations => {
			const quantiles = row[`q${i}`] as [number, number] | null;
			return {
				stage: to,
				medianDays: quantiles?.[0] ?? null,
				p90Days: quantiles?.[1] ?? null,
				timed: row[`n${i}`] as number
			};
		})
	}));
}

/** The funnel of each month of arrival (in period mode: what happened, by month of the lead's arrival). */
export async function funnelTrend(context: ReportContext, filters: Filters): Promise<TrendMonth[]> {
	const monthly = { ...filters, by: ['month'] };
	const cells = await readCells(context, monthly, keyColumns(context, monthly), false);
	return groupCells(cells, shapeOf(context, filters), monthly.by).map(({ key, leads, stages }) => ({
		month: key as string,
		leads,
		stages: stages.map(({ stage, reached, fromPrevious, fromFirst, interval }) => ({
			stage,
			reached,
			fromPrevious,
			fromFirst,
			interval
		}))
	}));
}
