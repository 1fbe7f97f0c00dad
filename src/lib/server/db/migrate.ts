import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type pg from 'pg';
import { ConfigError } from '../config.ts';
import { locks } from './locks.ts';
import type { Schema } from './schema.ts';

/**
 * Brings the schema up to date, with that of the background jobs, and returns the names of the migrations that were
 * applied; each is applied whole or not at all, and of two commands at once one waits. Throws a ConfigError that names
 * the migration that failed.
 */
export async function migrateToLatest({
	kysely,
	pool
}: {
	kysely: Kysely<Schema>;
	pool: pg.Pool;
}): Promise<string[]> {
	const migrator = new Migrator({
		db: kysely,
		provider: { getMigrations: readMigrations }
	});
	const { error, results = [] } = await migrator.migrateToLatest();
	if (error) {
		const failed = results.find(({ status }) => status === 'Error');
		const reason = error instanceof Error ? error.message : String(error);
		throw new ConfigError(
			failed
				? `The migration ${failed.migrationName} failed, and the database is as it was: ${reason}`
				: `The schema of the database cannot be brought up to date: ${reason}`
		);
	}
	await installJobs(pool);
	return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName);
}

/** Makes the tables of the background jobs. The worker brings them to later versions when it starts. */
async function installJobs(pool: pg.Pool): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('SELECT pg_advisory_lock($1)', [locks.jobTables]);
		const { rows } = await client.query<{ installed: boolean }>(
			`SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS installed`
		);
		if (rows[0]!.installed) return;
		// Takes a while to import, and is needed once.
		const { Logger, runMigrations } = await import('graphile-worker');
		await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
	} finally {
		await client.query('SELECT pg_advisory_unlock($1)', [locks.jobTables]);
		client.release();
	}
}

export async function readMigrations(): Promise<Record<string, Migration>> {
	const folder = migrationsFolder();
	const migrations: Record<string, Migration> = {};
	for (const file of readdirSync(folder).sort()) {
		if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
		const url = pathToFileURL(join(folder, file)).href;
		migrations[file.slice(0, -3)] = (await import(/* @vite-ignore */ url)) as Migration;
	}
	return migrations;
}

/** The project's own folder: this module runs from src/ in the command and from build/ in the server. */
function migrationsFolder(): string {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
		const migrations = join(folder, 'migrations');
		if (existsSync(migrations) && existsSync(join(folder, 'package.json'))) return migrations;
	}
	throw new ConfigError(`The folder migrations is missing beside package.json, above ${start}.`);
}
