/** Real CRM exports against the figures of an independent implementation. They lie outside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import { readConfig, type Config } from '#lib/server/config.ts';
import { loadFile, readMappingFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import type { CurvePoint, Incidence } from '#lib/leadtime/report.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { fullFunnelReport } from '#lib/server/reports/funnel.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { testDatabase } from '../support/database.ts';
import { compareManagers, type ExpectedManagers } from '../support/real-managers.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);
if (!here) console.warn(`Real data are not compared: there is no folder ${data}.`);

interface Expected {
	read: number;
	quarantined: number;
	events: number;
	asOf: string;
	leads: number;
	outcomes: Record<string, number>;
	recorded: string[];
	funnel: Partial<FunnelStage>[];
	reasonsLost: Record<string, number>;
	leadTime: {
		clients: number;
		lost: number;
		open: number;
		leftOut: number;
		afterAsOf: number;
		/** Of an open lead, a client and a loss. */
		weights: number[];
		curve: Partial<CurvePoint>[];
		converted: Record<string, number>;
	};
	managers: ExpectedManagers;
}

const expected = (name: string) => JSON.parse(readFileSync(join(data, 'expected', name), 'utf8')) as Expected;

const load = async (
	db: Awaited<ReturnType<typeof testDatabase>>,
	config: Config,
	file: string,
	mapping: string
) =>
	loadFile(db.pool, config, join(data, file), {
		mapping: await readMappingFile(join(data, mapping)),
		source: null
	});

/** The report in the form of the expected figures, as far as they go. */
function comparable(report: FunnelReport, like: Expected) {
	const round = (value: unknown): unknown =>
		typeof value === 'number'
			? Number(value.toPrecision(12))
			: Array.isArray(value)
				? value.map(round)
				: value;
	const reasons: Record<string, number> = {};
	for (const { outcome, reason, count } of report.reasons) {
		const key = `${outcome}|${reason ?? 'None'}`;
		reasons[key] = (reasons[key] ?? 0) + count;
	}
	const outcomes: Record<string, number> = { client: report.stages.at(-1)!.reached };
	for (const outcome of ['open', 'refused', 'unfit', 'junk'] as const)
		outcomes[outcome] = report.stages.reduce((sum, stage) => sum + stage[outcome], 0);
	const stagesOf = (rows: Partial<FunnelStage>[]) =>
		rows.map((row, i) =>
			Object.fromEntries(
				Object.keys(like.funnel[i]!).map((key) => [key, round(row[key as keyof FunnelStage])])
			)
		);
	const same = (
		part: Pick<Expected, 'funnel' | 'outcomes' | 'reasonsLost' | 'recorded' | 'leads' | 'asOf'>
	) => ({
		asOf: Date.parse(part.asOf),
		leads: part.leads,
		outcomes: Object.fromEntries(Object.entries(part.outcomes).filter(([, n]) => n > 0)),
		recorded: part.recorded,
		funnel: stagesOf(part.funnel),
		reasonsLost: part.reasonsLost
	});
	return {
		actual: same({
			asOf: report.asOf!,
			leads: report.leads,
			outcomes,
			recorded: report.stages.filter((stage) => stage.recorded).map((stage) => stage.stage),
			funnel: report.stages,
			reasonsLost: reasons
		}),
		wanted: same(like)
	};
}

async function compare(
	db: Awaited<ReturnType<typeof testDatabase>>,
	config: Config,
	name: string,
	filters: Record<string, string>
) {
	await bringUpToDate(db.pool, config);
	const like = expected(name);
	const report = await withReport(db, config, (context) =>
		fullFunnelReport(context, filtersSchema.parse(filters))
	);
	const { actual, wanted } = comparable(report, like);
	expect(actual).toEqual(wanted);
	expect(report.afterAsOf.outcomes).toBe(like.leadTime.afterAsOf);
	const { whole } = await withReport(db, config, (context) =>
		incidenceReport(context, filtersSchema.parse(filters))
	);
	compareLeadTimes(whole, like.leadTime);
	const managers = await withReport(db, config, (context) =>
		managersReport(context, filtersSchema.parse(filters))
	);
	compareManagers(managers, like.managers);
	return managers;
}

/** Every figure of the expected lead times, to 1e-9. */
function compareLeadTimes(whole: Incidence, like: Expected['leadTime']) {
	const close = (value: unknown) => (typeof value === 'number' ? expect.closeTo(value, 9) : value);
	const sum = (kind: 'client' | 'lost') => whole.curve.reduce((all, point) => all + point[kind], 0);
	const weight = (dated: number, leftOut: number) => (dated ? (dated + leftOut) / dated : 1);
	const { weights, curve, converted, ...counts } = like;
	expect(whole).toMatchObject(counts);
	expect([1, weight(sum('client'), whole.leftOutClients), weight(sum('lost'), whole.leftOutLost)]).toEqual(
		weights.map(close)
	);
	expect(whole.curve).toHaveLength(curve.length);
	for (const [i, point] of curve.entries())
		expect(whole.curve[i]).toMatchObject(
			Object.fromEntries(Object.entries(point).map(([name, value]) => [name, close(value)]))
		);
	expect(whole.converted).toMatchObject(
		Object.fromEntries(Object.entries(converted).map(([name, value]) => [name, close(value)]))
	);
}

describe.skipIf(!here)('real data', async () => {
	const utc = readConfig({});
	const berlin = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });

	test('online school: every figure of funnel, lead times and managers, in two reporting zones', async () => {
		const db = await testDatabase();
		const like = expected('online-school.json');
		const result = await load(db, utc, 'online-school/deals.csv', 'online-school/deals.mapping.json');
		expect([result.rows.read, result.rows.quarantined, result.events.accepted]).toEqual([
			like.read,
			like.quarantined,
			like.events
		]);
		const { rows, notJudged } = await compare(db, utc, 'online-school.json', {});
		const verdicts = rows.filter(({ level }) => level !== null);
		expect(verdicts.map(({ key, verdict, level }) => [key, verdict, level])).toEqual([
			['Diana Evans', 'below', 'alarm'],
			['Mason Roberts', 'below', 'alert'],
			['Oliver Taylor', 'above', 'alert']
		]);
		expect(notJudged).toBeNull();
		const again = await load(db, berlin, 'online-school/deals.csv', 'online-school/deals.mapping.json');
		expect(again.rows).toMatchObject({ accepted: 0, corrected: 0, known: like.read - like.quarantined });
		await compare(db, berlin, 'online-school.2023q4.json', { from: '2023-10-01', to: '2024-01-01' });
	}, 180_000);

	test('olist: two files about the same records, the later one first', async () => {
		const db = await testDatabase();
		const like = expected('olist.json');
		const closed = await load(db, utc, 'olist/olist_closed_deals_dataset.csv', 'olist/closed.mapping.json');
		const leads = await load(
			db,
			utc,
			'olist/olist_marketing_qualified_leads_dataset.csv',
			'olist/mql.mapping.json'
		);
		expect(closed.rows.read + leads.rows.read).toBe(like.read);
		expect(closed.events.accepted + leads.events.accepted).toBe(like.events);
		const managers = await compare(db, utc, 'olist.json', {});
		expect(managers).toMatchObject({ notJudged: 'wonOnly', lost: { leads: 0, named: 0 } });
		expect(managers.unmade).toEqual({ leads: 7158, named: 0 });
		expect(managers.rows.at(-1)).toMatchObject({ key: null, base: 7158, made: 0, verdict: null });
	});
});
