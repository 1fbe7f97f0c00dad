/** The funnel report: leads counted by where they stand, turned into stages by `funnelStages`. */
import { sql, type Expression, type SqlBool } from 'kysely';
import { comparisonRange } from '#lib/filters/compare.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { funnelStages, lossReasons, type FunnelCell, type FunnelShape } from '#lib/funnel/funnel.ts';
import type { Funnel, FunnelGroup, FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { compareKeys } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { readCells, type KeyedCell } from './funnel-cells.ts';
import { funnelDurations, type FunnelDurations, type StageDurations } from './funnel-durations.ts';
import { leftOutConditions, widestScope } from './lead-filter.ts';
import { readMaturities, readReference } from './maturity.ts';
import { reportHead } from './report-head.ts';

type Key = FunnelGroup['key'];

export interface TrendMonth {
	/** First day of the month. */
	month: string;
	leads: number;
	stages: Pick<FunnelStage, 'stage' | 'reached' | 'fromPrevious' | 'fromFirst' | 'interval'>[];
	maturity: Maturity | null;
}

/** Counts, rates, reasons, groups and the comparison; durations come from `funnelDurations`, maturity from `addMaturity`. */
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

/** The report whole, durations and maturity included: for the command line and the API. */
export async function fullFunnelReport(context: ReportContext, filters: Filters): Promise<FunnelReport> {
	const report = await funnelReport(context, filters);
	const range = report.comparison;
	addDurations(report, await funnelDurations(context, filters));
	if (range)
		addDurations(range, await funnelDurations(context, { ...filters, from: range.from, to: range.to }));
	await addMaturity(context, filters, report);
	return report;
}

/** How complete the leads of the report, of its groups and of its comparison are. */
export async function addMaturity(
	context: ReportContext,
	filters: Filters,
	report: Funnel & Pick<FunnelReport, 'comparison'>
): Promise<void> {
	const reference = await readReference(context, filters);
	const fill = async (funnel: Funnel, of: Filters) => {
		const { whole, groups } = await readMaturities(context, of, reference);
		funnel.maturity = whole;
		for (const group of funnel.groups) group.maturity = groups.get(JSON.stringify(group.key)) ?? null;
	};
	await fill(report, filters);
	const then = report.comparison;
	if (then) await fill(then, { ...filters, from: then.from, to: then.to });
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
	const { cells, reasons } = await readCells(context, filters, true);
	const stages = funnelStages(
		cells.map(({ cell }) => cell),
		shape
	);
	return {
		leads: stages[0]!.reached,
		stages,
		reasons: lossReasons(
			reasons.filter(({ outcome }) => outcome >= FIRST_LOSS),
			context.ladder
		),
		groups: filters.by.length === 0 ? [] : groupCells(cells, shape, filters.by),
		maturity: null
	};
}

/** Index in `outcomes` from which on the outcomes are losses. */
const FIRST_LOSS = outcomes.indexOf('refused');

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
		return { key: group.key, leads: stages[0]!.reached, stages, maturity: null };
	});
	return groups.sort((a, b) => compareKeys(a, b, by));
}

/** What the window leaves out, and what is later than `asOf`: by index, since it is little as a rule. */
async function countLeftOut(
	context: ReportContext,
	filters: Filters
): Promise<Pick<FunnelReport, 'leftOut' | 'afterAsOf'>> {
	const { young, undated, lateLead, lateOutcome } = leftOutConditions(context, filters);
	const where = widestScope(context, filters).where;
	const byIndex = (condition: Expression<SqlBool>) =>
		sql`(SELECT count(*)::int FROM lead_rows l WHERE ${where} AND ${condition})`;
	const byWindow =
		young && undated
			? sql`(SELECT (count(*) FILTER (WHERE ${young}))::int AS young, (count(*) FILTER (WHERE ${undated}))::int AS undated
				FROM lead_rows l WHERE ${where})`
			: sql`(SELECT 0 AS young, 0 AS undated)`;
	const { rows } = await sql<Record<'young' | 'undated' | 'late_leads' | 'late_outcomes', number>>`
		SELECT w.young, w.undated, ${byIndex(lateLead)} AS late_leads, ${byIndex(lateOutcome)} AS late_outcomes
		FROM ${byWindow} w`.execute(context.trx);
	const row = rows[0]!;
	return {
		leftOut: { young: row.young, undated: row.undated },
		afterAsOf: { leads: row.late_leads, outcomes: row.late_outcomes }
	};
}

/** The funnel of each month of arrival (in period mode: what happened, by month of the lead's arrival). */
export async function funnelTrend(context: ReportContext, filters: Filters): Promise<TrendMonth[]> {
	const monthly = { ...filters, by: ['month'] };
	const { cells } = await readCells(context, monthly, false);
	const maturities = await readMaturities(context, monthly, await readReference(context, filters));
	return groupCells(cells, shapeOf(context, filters), monthly.by).map(({ key, leads, stages }) => ({
		month: key as string,
		leads,
		stages: stages.map(({ stage, reached, fromPrevious, fromFirst, interval }) => ({
			stage,
			reached,
			fromPrevious,
			fromFirst,
			interval
		})),
		maturity: maturities.groups.get(JSON.stringify(key)) ?? null
	}));
}
