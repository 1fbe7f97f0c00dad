/** How long leads may wait in each stage: as agreed, else what nine in ten of those that went on needed. */
import { sql, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import {
	benchmark,
	benchmarkFilters,
	stageLimit,
	waitSteps,
	type Benchmark,
	type StageLimit
} from '#lib/leadtime/ageing.ts';
import { durationColumn } from '../leads/lead-row.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { readNumbers } from './read-numbers.ts';
import { enteredColumn, excludedChannels, leadScope } from './lead-filter.ts';

/** Of the recorded stages in which leads can wait. */
export async function stageLimits(context: ReportContext, filters: Filters): Promise<StageLimit[]> {
	const known = await benchmarks(context, benchmarkFilters(filters));
	return waitSteps(context.ladder, context.recorded).map((step, i) =>
		stageLimit(step, known[i]!, context.settings.stageLimits[step.stage])
	);
}

/** Results are kept for the data as they are: every list of leads that wait needs them. */
const most = 100;

async function benchmarks(context: ReportContext, filters: Filters): Promise<Benchmark[]> {
	const { asOf, values } = filters;
	const key = JSON.stringify(['benchmarks', asOf, values, excludedChannels(context, filters)]);
	const kept = context.kept.get(key) as Benchmark[] | undefined;
	if (kept) return kept;
	const read = await readBenchmarks(context, filters);
	if (context.kept.size >= most) context.kept.clear();
	context.kept.set(key, read);
	return read;
}

/** Steps that were done after an `asOf` that was asked for are not known yet. */
async function readBenchmarks(context: ReportContext, filters: Filters): Promise<Benchmark[]> {
	const at = new Date(asOfMs(context, filters) ?? 0);
	const columns = waitSteps(context.ladder, context.recorded).map(({ stage, next }, i) => {
		const days = sql.ref(`l.${durationColumn(stage, next)}`);
		const isKnown = filters.asOf === undefined ? sql`true` : sql<SqlBool>`${enteredColumn(next)} <= ${at}`;
		return sql`(array_agg(${days}) FILTER (WHERE ${days} IS NOT NULL AND ${isKnown}))::text AS ${sql.ref(`days${i}`)}`;
	});
	const { rows } = await sql<Record<`days${number}`, string | null>>`
		SELECT ${sql.join(columns)} FROM lead_rows l WHERE ${leadScope(context, filters).where}`.execute(context.trx);
	return giveWay(
		(function* () {
			const found: Benchmark[] = [];
			for (const i of columns.keys()) {
				const days = readNumbers(rows[0]![`days${i}`]!);
				yield;
				found.push(benchmark(days.sort()));
				yield;
			}
			return found;
		})()
	);
}
