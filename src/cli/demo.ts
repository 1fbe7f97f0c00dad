import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoVersions } from '#lib/demo/score-models.ts';
import { modelName } from '#lib/scoring/model.ts';
import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { loadFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { ensureBuilt, listen, withAddress } from './serve.ts';
import type { Call } from './sluice.ts';
import { UserError, wholeNumber } from './user-error.ts';
import { writeDemo } from './write-demo.ts';

/** `sluice demo`: a generated company, loaded by the ordinary loader, on screen. */
export async function demo(call: Call): Promise<void> {
	const config = withAddress(call);
	const leads = wholeNumber('leads', call.options.leads, 20_000);
	const seed = wholeNumber('seed', call.options.seed, 2);
	if (leads === 0) throw new UserError('--leads "0": give at least 1.');
	const until = endOfDay(call.options.until);
	await ensureBuilt();
	const db = await call.open();
	const folder = join(config.dataDir, 'demo');
	const before = await companyBefore(db, folder);
	if (before === null) await makeCompany(db, config, folder, { leads, seed, until });
	else if (before.leads !== leads || before.seed !== seed || (until && before.until !== until.toISOString()))
		throw new UserError(
			`${config.dataDir} already holds a demo company of ${before.leads} leads, seed ${before.seed}, until ${before.until}. ` +
				'Set SLUICE_DATA to another folder for a new one.'
		);
	await listen(config, db);
}

/** The last second of a day in UTC; undefined if none is given. Throws UserError unless it is a day that is over. */
function endOfDay(day: string | boolean | undefined): Date | undefined {
	if (day === undefined) return undefined;
	const end = new Date(`${String(day)}T23:59:59Z`);
	if (Number.isNaN(end.getTime()) || end.getTime() > Date.now())
		throw new UserError(`--until "${String(day)}": give a day that is over, such as 2026-06-30.`);
	return end;
}

/** Weekly hours of sales for each lead of the company: enough for half of those that come in a week. */
const hoursPerLead = 0.0016;

interface Company {
	leads: number;
	seed: number;
	/** The company's last moment, ISO 8601. */
	until: string;
}

/** The demo company that is in the database; null if the log is empty. Throws if it holds something else. */
async function companyBefore(db: Database, folder: string): Promise<Company | null> {
	const { rows } = await db.pool.query<{ file: string; done: boolean }>(
		`SELECT file, bool_or(status = 'done') AS done FROM loads WHERE events_accepted > 0 GROUP BY file`
	);
	if (rows.length === 0) return null;
	const description = join(folder, 'demo-company.json');
	const isDemo = rows.some(({ file, done }) => file === 'demo-events.ndjson' && done);
	if (isDemo && existsSync(description)) return JSON.parse(readFileSync(description, 'utf8')) as Company;
	if (rows.every(({ file }) => file === 'demo-events.ndjson')) return null;
	throw new UserError(
		`The database already holds events of ${rows.map(({ file }) => file).join(', ')}: a demo company would mix with them. ` +
			'Set SLUICE_DATA to another folder (and unset DATABASE_URL), or use "npm run --silent sluice -- serve".'
	);
}

async function makeCompany(
	db: Database,
	config: Config,
	folder: string,
	{ leads, seed, until = new Date() }: { leads: number; seed: number; until?: Date | undefined }
): Promise<void> {
	console.error(`Making a company with ${leads.toLocaleString('en')} leads …`);
	const { timezone, currency } = config;
	const written = await writeDemo({ leads, seed, until, timezone, currency }, folder);
	const result = await loadFile(db.pool, config, written.events, { preset: 'events' });
	if (result.problem) throw result.problem;
	const costs = await loadFile(db.pool, config, written.costs, { preset: 'costs', source: 'ads' });
	if (costs.problem) throw costs.problem;
	await changeSettings(db.pool, ({ managers, scoring }) => ({
		managers: { ...written.settings.managers, ...managers },
		scoring: { ...scoring, hoursPerWeek: Math.max(1, Math.round(leads * hoursPerLead)), costPerLead: 25 }
	}));
	for (const { model, daysAgo, reason } of demoVersions()) {
		const { name, version } = await saveDraft(db.pool, model);
		const at = new Date(until.getTime() - daysAgo * 86_400_000);
		await publishModel(db.pool, modelName({ name, version }), reason, {}, at);
	}
	await bringUpToDate(db.pool, config);
	await writeFile(join(folder, 'demo-company.json'), `${JSON.stringify({ leads, seed, until })}\n`);
	console.error(
		`${result.events.accepted.toLocaleString('en')} events loaded; ${result.rows.quarantined} rows are faulty on purpose.`
	);
}
