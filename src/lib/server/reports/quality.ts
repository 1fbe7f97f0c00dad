/** The quality report: what became of everything that was loaded, and where the data disagree with themselves. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes, stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { lookAlikes } from '#lib/quality/look-alikes.ts';
import { untimedReason } from '#lib/leadtime/step-times.ts';
import type { Completeness, QualityReport, StageQuality, StepQuality } from '#lib/quality/report.ts';
import type { StatusRow } from '#lib/quality/statuses.ts';
import { channelOf } from '#lib/settings/aliases.ts';
import { durationColumn } from '../leads/lead-row.ts';
import type { ReportContext } from './context.ts';
import { costGaps } from './cost-gaps.ts';
import { leadScope, type LeadScope } from './lead-filter.ts';
import { reportHead } from './report-head.ts';
import { recordedSteps } from './step-durations.ts';
import { freshness } from './freshness.ts';
import { listLoads, quarantineReasons } from './loads.ts';

/** Leads are those of the filters; loads, rows not loaded, records and freshness are of everything. */
export async function qualityReport(context: ReportContext, filters: Filters): Promise<QualityReport> {
	const scope = leadScope(context, filters);
	const { steps, ...counts } = await countEntries(context, scope);
	const channels = await countChannels(context, scope);
	const sum = (of: 'implied' | 'outOfOrder' | 'approximate') =>
		counts.stages.reduce((total, stage) => total + (stage.recorded ? stage[of] : 0), 0);
	return {
		...(await reportHead(context, filters, counts.leads)),
		loads: await listLoads(context),
		quarantine: await quarantineReasons(context),
		...(await countIdentity(context)),
		implied: sum('implied'),
		outOfOrder: sum('outOfOrder'),
		approximate: sum('approximate'),
		negative: steps.reduce((total, step) => total + step.negative, 0),
		stages: counts.stages,
		steps,
		statuses: await countStatuses(context, scope),
		without: { channel: channels.get(null) ?? 0, manager: counts.withoutManager },
		lookAlikes: lookAlikes([...channels].flatMap(([name, leads]) => (name === null ? [] : { name, leads }))),
		excludedChannels: await countExcluded(context, filters),
		costs: await costGaps(context, filters, channels),
		freshness: await freshness(context),
		cards: {
			channel: await completeness(context, scope, 'channel'),
			manager: await completeness(context, scope, 'manager')
		}
	};
}

async function countEntries(context: ReportContext, { where }: LeadScope) {
	const pairs = recordedSteps(context);
	const timed = pairs.map(
		({ from, to }, i) =>
			sql`count(${sql.ref(`l.${durationColumn(from, to)}`)})::int AS ${sql.ref(`timed_${i}`)}`
	);
	const { rows } = await sql<Record<string, number>>`
		SELECT l.deepest, l.own, l.out_of_order, l.exact, count(*)::int AS leads,
			count(*) FILTER (WHERE l.manager IS NULL)::int AS without_manager, ${sql.join(timed)}
		FROM lead_rows l WHERE ${where} GROUP BY 1, 2, 3, 4`.execute(context.trx);
	const total = (of: (row: Record<string, number>) => number) => rows.reduce((sum, row) => sum + of(row), 0);
	const count = (holds: (row: Record<string, number>) => boolean) =>
		total((row) => (holds(row) ? row.leads! : 0));
	const has = (mask: number, stage: Stage) => ((mask >> stageIndex[stage]) & 1) === 1;

	const stageRows = context.ladder.map((stage): StageQuality => {
		const reached = (row: Record<string, number>) => row.deepest! >= stageIndex[stage];
		return {
			stage,
			recorded: context.recorded.has(stage),
			reached: count(reached),
			implied: count((row) => reached(row) && !has(row.own!, stage)),
			outOfOrder: count((row) => reached(row) && has(row.out_of_order!, stage)),
			approximate: count((row) => reached(row) && has(row.own!, stage) && !has(row.exact!, stage))
		};
	});
	const steps = pairs.map(({ from, to }, i): StepQuality => {
		const reached = rows.filter((row) => row.deepest! >= stageIndex[to]);
		const step = { from, to, reached: 0, timed: 0, implied: 0, approximate: 0, negative: 0 };
		for (const row of reached) {
			const missing = row.leads! - row[`timed_${i}`]!;
			step.reached += row.leads!;
			step.timed += row[`timed_${i}`]!;
			const reason = untimedReason(row.own!, row.out_of_order!, step);
			step[reason === 'wrongOrder' ? 'negative' : reason] += missing;
		}
		return step;
	});
	return {
		leads: count(() => true),
		withoutManager: total((row) => row.without_manager!),
		stages: stageRows,
		steps
	};
}

/** Leads by channel; null for none. */
async function countChannels(
	context: ReportContext,
	{ where }: LeadScope
): Promise<Map<string | null, number>> {
	const { rows } = await sql<{ channel: string | null; leads: number }>`
		SELECT l.channel, count(*)::int AS leads FROM lead_rows l WHERE ${where} GROUP BY 1`.execute(context.trx);
	return new Map(rows.map(({ channel, leads }) => [channel, leads]));
}

/** The channels that the settings leave out of every report, and their leads. */
async function countExcluded(context: ReportContext, filters: Filters) {
	const excluded = context.settings.excludedChannels;
	if (excluded.length === 0) return [];
	const counts = await countChannels(context, leadScope(context, filters, 'excluded'));
	return excluded.map((channel) => ({
		channel,
		leads: counts.get(channelOf(context.settings.aliases, channel)) ?? 0
	}));
}

async function countIdentity({ trx, generation }: ReportContext) {
	const { rows } = await sql<{ records: number; leads: number; shared: number }>`
		SELECT (SELECT count(*)::int FROM records r
				WHERE EXISTS (SELECT FROM lead_rows l WHERE l.generation = ${generation} AND l.lead_id = r.lead_id)) AS records,
			(SELECT count(*)::int FROM lead_rows WHERE generation = ${generation}) AS leads,
			(SELECT count(*)::int FROM shared_keys) AS shared`.execute(trx);
	const { records, leads, shared } = rows[0]!;
	return { records, joined: records - leads, sharedKeys: shared };
}

/** Leads by the last status of each of their records; a lead with two records of one status counts once. */
async function countStatuses({ trx }: ReportContext, { where }: LeadScope): Promise<StatusRow[]> {
	const { rows } = await sql<Omit<StatusRow, 'outcome'> & { outcome: number }>`
		SELECT source, status, outcome, count(*)::int AS leads, count(*) FILTER (WHERE merged)::int AS merged FROM (
			SELECT DISTINCT l.lead_id, coalesce(r.source, '') AS source, s.value AS status, l.outcome,
				EXISTS (SELECT FROM records o WHERE o.lead_id = l.lead_id AND o.record_id <> r.record_id) AS merged
			FROM lead_rows l JOIN lead_details d USING (generation, lead_id), jsonb_each_text(d.statuses) s
				JOIN records r ON r.record_id = s.key::uuid
			WHERE ${where}
		) one GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3`.execute(trx);
	return rows.map((row) => ({ ...row, outcome: outcomes[row.outcome]! }));
}

/** Shares of the fields of lead and client cards that are filled, by channel or manager, most leads first. */
async function completeness(
	{ trx }: ReportContext,
	{ where }: LeadScope,
	by: 'channel' | 'manager'
): Promise<Completeness[]> {
	const { rows } = await sql<Completeness>`
		SELECT ${sql.ref(`l.${by}`)} AS key, count(*)::int AS leads, avg(l.lead_card) AS lead,
			count(l.client_card)::int AS clients, avg(l.client_card) AS client
		FROM lead_rows l WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`.execute(trx);
	return rows;
}
