/**
 * `npm run compare-survival [-- --leads N --seed S]`: the curve of the lead times and its likely range, of a generated
 * company and of each of its channels, beside those of R's survival::survfit. Fails where they differ by more than 1e-9,
 * or where R or the package is missing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/connect.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { loadFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { asOfMs, withReport } from '#lib/server/reports/context.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { writeDemo } from '../src/cli/write-demo.ts';

const TOLERANCE = 1e-9;
const DAY = 86_400_000;

const { values: options } = parseArgs({
	options: { leads: { type: 'string', default: '20000' }, seed: { type: 'string', default: '2' } }
});
const until = new Date('2026-06-30T21:00:00Z');
const columns = ['incidence', 'lostIncidence', 'open', 'se', 'lo', 'hi'] as const;
type Shares = Record<(typeof columns)[number], number | null>;

const hasSurvival = () => spawnSync('Rscript', ['-e', 'library(survival)'], { stdio: 'ignore' }).status === 0;

interface Lead {
	channel: string | null;
	/** 0 open, 1 client, 2 lost. */
	outcome: 0 | 1 | 2;
	/** Null: its date is not usable. */
	day: number | null;
}

/** Each lead by itself, from its row. */
async function readLeads(db: Database, asOf: number): Promise<Lead[]> {
	const { rows } = await db.pool.query<{
		channel: string | null;
		outcome: number;
		days: number | null;
		created: number;
		ended: number | null;
	}>(`SELECT channel, outcome, outcome_days AS days, date_part('epoch', created_at) * 1000 AS created,
		date_part('epoch', outcome_at) * 1000 AS ended FROM lead_rows WHERE generation = (SELECT generation FROM state)`);
	return rows.map(({ channel, outcome, days, created, ended }) =>
		outcome === 0 || ended! > asOf
			? { channel, outcome: 0, day: Math.max(0, Math.floor((asOf - created) / DAY)) }
			: { channel, outcome: outcome === 1 ? 1 : 2, day: days }
	);
}

/** Lines of the leads with a date, each of which stands for all of its outcome. */
function linesOf(set: number, leads: Lead[]): string[] {
	const weights = ([0, 1, 2] as const).map((outcome) => {
		const all = leads.filter((lead) => lead.outcome === outcome);
		return all.length / all.filter(({ day }) => day !== null).length;
	});
	return leads
		.filter(({ day }) => day !== null)
		.map(({ day, outcome }) => `${set},${day},${outcome},${weights[outcome]}`);
}

/** The curves of R by the number of their set. */
function curvesOfR(folder: string, lines: string[]): Map<number, Map<number, Shares>> {
	const file = join(folder, 'leads.csv');
	writeFileSync(file, ['set,day,outcome,weight', ...lines, ''].join('\n'));
	const script = join(import.meta.dirname, 'compare-survival.R');
	const text = execFileSync('Rscript', [script, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
	const curves = new Map<number, Map<number, Shares>>();
	for (const line of text.trim().split('\n').slice(1)) {
		const [set, day, ...values] = line.split(',').map((cell) => (cell === 'NA' ? null : Number(cell)));
		if (!curves.has(set!)) curves.set(set!, new Map());
		const shares = Object.fromEntries(columns.map((name, i) => [name, values[i]!])) as Shares;
		curves.get(set!)!.set(day!, shares);
	}
	return curves;
}

async function main(): Promise<void> {
	if (!hasSurvival()) {
		console.error(
			'Nothing was compared: there is no R with the package survival (Debian: apt-get install r-cran-survival).'
		);
		process.exitCode = 1;
		return;
	}
	const folder = mkdtempSync(join(tmpdir(), 'sluice-survival-'));
	// As root the server runs as another user, who must be able to reach it.
	chmodSync(folder, 0o755);
	const config = readConfig({ ...process.env, SLUICE_DATA: join(folder, 'data'), DATABASE_URL: undefined });
	const db = await openDatabase(config);
	try {
		await migrateToLatest(db);
		const { timezone, currency } = config;
		const company = { leads: Number(options.leads), seed: Number(options.seed), until, timezone, currency };
		const written = await writeDemo(company, join(folder, 'demo'));
		const loaded = await loadFile(db.pool, config, written.events, { mapping: null, source: 'demo' });
		if (loaded.problem) throw loaded.problem;
		await bringUpToDate(db.pool, config);
		const { report, asOf } = await withReport(db, config, async (context) => {
			const filters = filtersSchema.parse({ by: ['channel'] });
			return { report: await incidenceReport(context, filters), asOf: asOfMs(context, filters)! };
		});
		const leads = await readLeads(db, asOf);
		const sets = [
			{ curve: report.whole.curve, leads },
			...report.groups.map(({ key, curve }) => ({
				curve,
				leads: leads.filter(({ channel }) => channel === key)
			}))
		];
		const theirs = curvesOfR(
			folder,
			sets.flatMap((set, i) => linesOf(i, set.leads))
		);
		let points = 0;
		const largest = { difference: 0, where: '' };
		for (const [i, { curve }] of sets.entries()) {
			if (curve.length !== theirs.get(i)!.size)
				throw new Error(`Set ${i}: ${curve.length} points, in R ${theirs.get(i)!.size}.`);
			for (const point of curve) {
				const shares = theirs.get(i)!.get(point.day);
				if (!shares) throw new Error(`Set ${i}: R has no day ${point.day}.`);
				points++;
				for (const name of columns) {
					if (point.incidence === 0 && point[name] === null) continue;
					const difference = Math.abs(point[name]! - Math.min(1, shares[name]!));
					if (!(difference <= largest.difference))
						Object.assign(largest, { difference, where: `${name} on day ${point.day} of set ${i}` });
				}
			}
		}
		const curves = `${sets.length} curves, ${points.toLocaleString('en')} days, ${leads.length.toLocaleString('en')} leads`;
		console.log(
			`${curves}: the largest difference from survival::survfit is ${largest.difference} (${largest.where}).`
		);
		if (!(largest.difference <= TOLERANCE)) process.exitCode = 1;
	} finally {
		await db.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

await main();
