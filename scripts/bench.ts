/**
 * `npm run bench [-- --leads N] [--only workbench] [--json]`: each figure beside its budget (DESIGN: Budget), on an
 * embedded server with a generated company in a temporary folder. Loads and rebuilds run in processes of their own, so
 * that their memory counts. `--only workbench`: its moves, and a drag on the built page.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attribute } from '#lib/channels/attribution.ts';
import { isAlone, type TouchPath } from '#lib/channels/paths.ts';
import { createDemo } from '#lib/demo/generate-demo.ts';
import { managers } from '#lib/demo/managers.ts';
import { demoVersions } from '#lib/demo/score-models.ts';
import { repFilters } from '#lib/managers/rep-filters.ts';
import type { EventsMapping } from '#lib/events/mapping-schema.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/connect.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { giveWay } from '#lib/server/give-way.ts';
import { loadFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { rebuild } from '#lib/server/leads/rebuild.ts';
import { ageingReport } from '#lib/server/reports/ageing.ts';
import { attributionReport } from '#lib/server/reports/attribution.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { forecastReport } from '#lib/server/reports/forecast.ts';
import { funnelDurations } from '#lib/server/reports/funnel-durations.ts';
import { funnelReport } from '#lib/server/reports/funnel.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { managerHandovers } from '#lib/server/reports/manager-handovers.ts';
import { managerPeers } from '#lib/server/reports/manager-peers.ts';
import { managerPresence } from '#lib/server/reports/manager-presence.ts';
import { managerStanding } from '#lib/server/reports/manager-standing.ts';
import { managerWork } from '#lib/server/reports/manager-work.ts';
import { compareManagers } from '#lib/server/reports/managers-compared.ts';
import { readManagerLeads } from '#lib/server/reports/managers-leads.ts';
import { managerParts, managersReport } from '#lib/server/reports/managers.ts';
import { mixReport } from '#lib/server/reports/mix.ts';
import { movesReport } from '#lib/server/reports/moves.ts';
import { openLoadReport } from '#lib/server/reports/open-load.ts';
import { requestCounts } from '#lib/server/reports/requests.ts';
import { responseReport } from '#lib/server/reports/response.ts';
import { returnedReport } from '#lib/server/reports/returned.ts';
import { stepTimesReport } from '#lib/server/reports/step-times.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { twoRepsReport } from '#lib/server/reports/two-reps.ts';
import { keptHits } from '#lib/server/scoring/kept-hits.ts';
import { saveDraft } from '#lib/server/scoring/models.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { quantile } from '#lib/stats/quantile.ts';
import startApp from '../tests/e2e/start-app.ts';
import { framesLost } from './bench-moves/frames.ts';
import { movesInBrowser } from './bench-moves/in-browser.ts';
import { timeMoves, type Moves } from './bench-moves/moves.ts';

interface Figure {
	name: string;
	value: number;
	unit: string;
	budget: number;
	ok: boolean;
}

const { values: options } = parseArgs({
	options: {
		leads: { type: 'string', default: '1000000' },
		json: { type: 'boolean' },
		only: { type: 'string' },
		step: { type: 'string' }
	},
	allowPositionals: true
});

const config = readConfig({ ...process.env, SLUICE_TIMEZONE: 'Europe/Berlin' });
const until = new Date('2026-06-30T21:00:00Z');
const figures: Figure[] = [];

function figure(name: string, value: number, unit: string, budget: number): void {
	const isRate = unit.endsWith('/s');
	figures.push({ name, value, unit, budget, ok: isRate ? value >= budget : value <= budget });
	if (options.json) return;
	const digits = value < 10 ? 2 : 0;
	const shown = value.toLocaleString('en', { maximumFractionDigits: digits });
	const sign = isRate ? '≥' : '≤';
	const mark = figures.at(-1)!.ok ? 'ok  ' : 'OVER';
	console.log(
		`${mark}  ${name.padEnd(58)} ${shown.padStart(9)} ${unit.padEnd(8)} (${sign} ${budget.toLocaleString('en')})`
	);
}

/** A thousand: those of the demo company, forty times. */
const people = Array.from({ length: 40 }, (_, i) =>
	managers.map((manager) => ({
		...manager,
		name: `${manager.name} ${i + 1}`,
		team: `${manager.team} ${i + 1}`
	}))
).flat();
const places = Object.fromEntries(people.map(({ name, team, role }) => [name, { team, role }]));

/** Writes the first event of each lead into one file and the others into a second. */
async function writeFiles(folder: string, leads: number): Promise<{ first: string; rest: string }> {
	const paths = { first: join(folder, 'first.ndjson'), rest: join(folder, 'rest.ndjson') };
	const demo = createDemo({
		...{ leads, seed: 7, until, timezone: 'Europe/Berlin', currency: 'EUR', plain: true },
		managers: people
	});
	const streams = { first: createWriteStream(paths.first), rest: createWriteStream(paths.rest) };
	const blocks = { first: '', rest: '' };
	const seen = new Set<string>();
	for (const { text } of demo.lines()) {
		const lead = /"lead":"([^"]*)"/.exec(text)![1]!;
		const part = seen.has(lead) ? 'rest' : 'first';
		seen.add(lead);
		blocks[part] += text + '\n';
		if (blocks[part].length < 1 << 18) continue;
		if (!streams[part].write(blocks[part])) await once(streams[part], 'drain');
		blocks[part] = '';
	}
	for (const part of ['first', 'rest'] as const) {
		streams[part].end(blocks[part]);
		await once(streams[part], 'close');
	}
	return paths;
}

const dealsMapping: EventsMapping = {
	name: 'deals',
	kind: 'events',
	source: 'deals',
	format: { dates: ['dd.MM.yyyy HH:mm'], decimal: ',' },
	row: 'Id',
	lead: { id: 'Id', email: 'Email', phone: 'Phone', status: 'Stage' },
	events: [
		{ type: 'created', at: 'Created', channel: 'Source', manager: 'Owner' },
		{ type: 'sal', at: 'Accepted' },
		{ type: 'client', at: 'Closed', amount: 'Amount', if: { Stage: ['Won'] } },
		{ type: 'refused', at: 'Closed', reason: 'Reason', if: { Stage: ['Lost'] } }
	]
};

/**
 * Writes a CRM's export: a row a deal, of which every third belongs to a person with another deal (the same e-mail and
 * phone). `week` 2 has another amount or owner in every twentieth row.
 */
async function writeDeals(path: string, rows: number, week: 1 | 2): Promise<void> {
	const stream = createWriteStream(path);
	const two = (n: number) => String(n).padStart(2, '0');
	const date = (n: number) =>
		`${two(1 + (n % 28))}.${two(1 + (n % 12))}.${2023 + (n % 3)} ${two(n % 24)}:${two(n % 60)}`;
	let block = 'Id;Email;Phone;Created;Source;Owner;Accepted;Stage;Closed;Amount;Reason\n';
	for (let i = 0; i < rows; i++) {
		const person = (i * 7919) % Math.ceil(rows * 0.75);
		const stage = i % 10 === 0 ? 'Won' : i % 10 < 6 ? 'Lost' : 'Open';
		const changed = week === 2 && i % 20 === 0 ? 1 : 0;
		block +=
			`${5_805_028_000_000_000_000n + BigInt(i)};person${person}@example.com;+4915${String(person).padStart(9, '0')};` +
			`${date(i)};Source ${i % 12};Owner ${(i + changed) % 25};${i % 3 ? date(i + 1) : ''};${stage};` +
			`${stage === 'Open' ? '' : date(i + 5)};${stage === 'Won' ? `${1000 + (i % 500) + changed},50` : ''};${stage === 'Lost' ? 'Price' : ''}\n`;
		if (block.length < 1 << 18) continue;
		if (!stream.write(block)) await once(stream, 'drain');
		block = '';
	}
	stream.end(block);
	await once(stream, 'close');
}

interface Step {
	events: number;
	seconds: number;
	megabytes: number;
}

/** Runs one step in a process of its own and gives its time and its greatest memory. */
async function step(...words: string[]): Promise<Step> {
	const child = spawn(
		process.execPath,
		[...process.execArgv, fileURLToPath(import.meta.url), '--step', ...words],
		{
			stdio: ['ignore', 'pipe', 'inherit']
		}
	);
	let last = '';
	for await (const line of createInterface(child.stdout)) last = line;
	return JSON.parse(last) as Step;
}

async function runStep(name: string, file: string | undefined): Promise<void> {
	const db = await openDatabase(config);
	const started = performance.now();
	let events: number;
	if (name === 'load' || name === 'deals') {
		const mapping = name === 'deals' ? dealsMapping : null;
		const result = await loadFile(db.pool, config, file!, { mapping, source: mapping ? null : 'bench' });
		if (result.problem) throw result.problem;
		events = result.events.accepted + result.events.corrected + result.events.known;
	} else events = (await rebuild(db.pool, config)).events;
	const seconds = (performance.now() - started) / 1000;
	console.log(JSON.stringify({ events, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
	await db.close();
}

const filterSets: Record<string, unknown>[] = [
	{},
	{ from: '2026-01-01', to: '2026-04-01' },
	{ values: { channel: ['Google Ads', 'Organic search'] } },
	{ values: { manager: ['!Elif Şahin 1'] }, by: ['channel'] },
	{ by: ['manager'] },
	{ by: ['team'] },
	{ values: { role: ['closer'] } },
	{ by: ['month'] },
	{ by: ['channel', 'month'] },
	{ window: 30 },
	{ mode: 'period', from: '2026-01-01', to: '2026-04-01' },
	{ values: { outcome: ['refused'] } },
	{ values: { 'attr.City': ['Berlin'] } }
];

/** 95th percentile of the time a query takes over all filter sets, in ms, each asked `times` times. */
async function p95(
	db: Database,
	times: number,
	read: (filters: Filters) => Promise<unknown>
): Promise<number> {
	const took: number[] = [];
	for (const set of filterSets) {
		const filters = filtersSchema.parse(set);
		for (let i = 0; i < times; i++) {
			const started = performance.now();
			await read(filters);
			took.push(performance.now() - started);
		}
		if (!options.json && process.env.BENCH_DETAIL)
			console.log(`      ${JSON.stringify(set)} ${took.slice(-times).map(Math.round).join(' ')} ms`);
	}
	return quantile(
		took.sort((a, b) => a - b),
		0.95
	)!;
}

/** One of the thousand. */
const rep = people.find(({ role }) => role === 'closer')!.name;

const movesOfRep = (context: ReportContext, filters: Filters) =>
	movesReport(context, { ...filters, values: { ...filters.values, manager: [rep] } });

/** All that the page of a sales rep reads, section by section. */
async function repPage(context: ReportContext, filters: Filters): Promise<void> {
	const compared = await compareManagers(context, filters);
	await managersReport(context, repFilters(filters, rep), compared);
	await managerParts(context, filters, rep, compared);
	await managerStanding(context, filters, rep);
	const peers = managerPeers(context, filters, rep);
	await managerWork(context, peers);
	await managerHandovers(context, peers, rep);
	await managerPresence(context, filters, rep);
}

/** Paths of one lead each, with 1 to 8 touches of 12 channels, every 25th of a client. */
function manyPaths(count: number): TouchPath[] {
	let state = 7;
	const next = (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	return Array.from({ length: count }, () => {
		const keys = Array.from({ length: 1 + next(8) }, () => next(12));
		const clients = next(25) === 0 ? 1 : 0;
		return { keys, clients, others: 1 - clients, revenue: clients * next(1_000_000) };
	});
}

/** Seconds that attribution by all models takes for a million paths, in between other work. */
async function attributeMany(): Promise<number> {
	const paths = manyPaths(1_000_000);
	const timed = paths
		.filter(({ keys, clients }) => clients > 0 && !isAlone(keys))
		.map(({ keys, revenue }) => ({ keys, revenue, daysBefore: keys.map((_, i) => keys.length - i) }));
	const started = performance.now();
	await giveWay(attribute(paths, timed, 12));
	return (performance.now() - started) / 1000;
}

/** What the page of the workbench loads, made for the first time. The budget of 200,000 leads grows with more. */
async function benchFirstLoad(db: Database, leads: number): Promise<void> {
	await saveDraft(db.pool, demoVersions().at(-1)!.model);
	const started = performance.now();
	const hits = await keptHits(db, config, filtersSchema.parse({}));
	const seconds = (performance.now() - started) / 1000;
	const load = `workbench, ${leads.toLocaleString('en')} leads: first load`;
	const times = Math.max(1, leads / 200_000);
	figure(load, seconds, 's', 3 * times);
	figure(`${load}, sent`, hits!.bytes.length / 1e6, 'MB', 15 * times);
}

/** Moves of the workbench at two sizes, with what a move may take. */
const workbenches = [
	{ leads: 200_000, times: 40, most: 50 },
	{ leads: 1_000_000, times: 20, most: 300 }
];

async function benchMoves(): Promise<void> {
	const runs: [string, Moves[]][] = [
		['Node', workbenches.map(({ leads, times }) => timeMoves(leads, times))],
		['Chromium', await movesInBrowser(workbenches)]
	];
	for (const [where, all] of runs)
		all.forEach(({ weight, threshold, halfLife }, i) => {
			const { leads, most } = workbenches[i]!;
			const size = leads < 1_000_000 ? `${leads / 1000} k leads` : `${leads / 1e6} M leads`;
			for (const [move, { p50, p95 }] of Object.entries({ weight, threshold, 'half-life': halfLife })) {
				figure(`workbench, ${size}, ${where}: a ${move}, p50`, p50, 'ms', most);
				figure(`workbench, ${size}, ${where}: a ${move}, p95`, p95, 'ms', most);
			}
		});
}

/** A slider that is dragged on the built page, for a demo company whose leads count a hundred times. */
async function benchFrames(): Promise<void> {
	const stop = await startApp();
	try {
		const { leads, lost, all, work } = await framesLost(process.env.SLUICE_E2E_URL!, 100);
		const drag = `workbench, ${leads / 1000} k leads, Chromium: a drag`;
		figure(`${drag}, frames after 25 ms`, (100 * lost) / all, '%', 5);
		figure(`${drag}, work of the page a frame`, work, 'ms', 16);
	} finally {
		await stop();
	}
}

async function main(): Promise<void> {
	if (options.only === 'workbench') {
		await benchMoves();
		await benchFrames();
		if (options.json) console.log(JSON.stringify(figures));
		return;
	}
	const leads = Number(options.leads);
	const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
	// As root the server runs as another user, who must be able to reach it.
	chmodSync(folder, 0o755);
	process.env.SLUICE_DATA = join(folder, 'data');
	try {
		const files = await writeFiles(folder, leads);
		const db = await openDatabase(readConfig(process.env));
		await migrateToLatest(db);
		await changeSettings(db.pool, { managers: places });
		await bringUpToDate(db.pool, config);
		const fresh = await step('load', files.first);
		figure('load, every lead new', fresh.events / fresh.seconds, 'events/s', 15_000);
		const known = await step('load', files.rest);
		figure('load, leads known', known.events / known.seconds, 'events/s', 50_000);
		figure('memory of a load', Math.max(fresh.megabytes, known.megabytes), 'MB', 400);
		const rebuilt = await step('rebuild');
		figure('rebuild', rebuilt.events / rebuilt.seconds, 'events/s', 250_000);
		figure('memory of a rebuild', rebuilt.megabytes, 'MB', 512);

		const counts = await p95(db, 3, (filters) =>
			withReport(db, config, (context) => funnelReport(context, filters))
		);
		figure('funnel counts, p95', counts, 'ms', 300);
		const channels = await p95(db, 3, (filters) =>
			withReport(db, config, (context) => channelsReport(context, filters))
		);
		figure('channels counts, p95', channels, 'ms', 300);
		const durations = await p95(db, 1, (filters) =>
			withReport(db, config, (context) => funnelDurations(context, filters))
		);
		figure('funnel medians and quantiles, p95', durations, 'ms', 2000);

		const byManager: [string, (context: ReportContext, filters: Filters) => Promise<unknown>, number][] = [
			['managers: counts', readManagerLeads, 300],
			['managers: report', managersReport, 2000],
			['managers: to work today', todayReport, 2000],
			['managers: who gets what', mixReport, 2000],
			['managers: open load', openLoadReport, 2000],
			['managers: companies at two reps', (...asked) => twoRepsReport(...asked, { limit: 50 }), 2000],
			['managers: moves', movesReport, 2000],
			['managers: moves of one rep', movesOfRep, 2000],
			['managers: page of one rep', repPage, 2000]
		];
		for (const [name, read, budget] of byManager) {
			const took = await p95(db, 1, (filters) => withReport(db, config, (context) => read(context, filters)));
			figure(`${name}, p95`, took, 'ms', budget);
		}
		const leadTimes: [string, (context: ReportContext, filters: Filters) => Promise<unknown>, number][] = [
			['lead time: curves', incidenceReport, 300],
			['lead time: steps', stepTimesReport, 2000],
			['lead time: first contacts', responseReport, 2000],
			['lead time: waiting leads', ageingReport, 2000],
			['lead time: returned leads', returnedReport, 2000]
		];
		for (const [name, read, budget] of leadTimes) {
			const took = await p95(db, 1, (filters) => withReport(db, config, (context) => read(context, filters)));
			figure(`${name}, p95`, took, 'ms', budget);
		}
		const foretold = performance.now();
		await forecastReport(db, config, filtersSchema.parse({}));
		figure('lead time: forecast, the first time', (performance.now() - foretold) / 1000, 's', 5);

		const requests = await p95(db, 3, (filters) =>
			withReport(db, config, (context) =>
				requestCounts(context, filters, filters.by.length ? filters.by : ['channel'])
			)
		);
		figure('requests, p95', requests, 'ms', 300);
		figure('attribution of 1,000,000 paths by all models', await attributeMany(), 's', 5);
		const attributed = performance.now();
		await attributionReport(db, config, filtersSchema.parse({}));
		figure('attribution of the leads, the first time', (performance.now() - attributed) / 1000, 's', 5);

		const event = { type: 'created', at: '2026-06-01T10:00:00Z', lead: 'bench', channel: 'Bench' };
		const file = join(folder, 'one.ndjson');
		writeFileSync(file, JSON.stringify(event));
		const posted = performance.now();
		await loadFile(db.pool, config, file, { mapping: null, source: 'bench' });
		await bringUpToDate(db.pool, config);
		await withReport(db, config, (context) => funnelReport(context, filtersSchema.parse({})));
		figure('a new event is in the report, idle', (performance.now() - posted) / 1000, 's', 1);

		await benchFirstLoad(db, leads);

		const deals = { first: join(folder, 'deals-1.csv'), second: join(folder, 'deals-2.csv') };
		await writeDeals(deals.first, leads, 1);
		await writeDeals(deals.second, leads, 2);
		const week1 = await step('deals', deals.first);
		figure(
			'load a CSV of deals, joined on e-mail and phone',
			week1.events / week1.seconds,
			'events/s',
			15_000
		);
		const week2 = await step('deals', deals.second);
		figure('load it again a week later, 5 % changed', week2.events / week2.seconds, 'events/s', 50_000);
		figure('memory of these loads', Math.max(week1.megabytes, week2.megabytes), 'MB', 400);
		await db.close();
		await benchMoves();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	if (options.json) console.log(JSON.stringify(figures));
	else console.log(`\n${leads.toLocaleString('en')} leads`);
}

const words = process.argv.slice(process.argv.indexOf('--step') + 2);
if (options.step === undefined) await main();
else await runStep(options.step, words[0]);
