import pg from 'pg';
import { rmSync } from 'node:fs';
import { ConfigError, readConfig } from '#lib/server/config.ts';
import { checkServer, openPool } from '#lib/server/db/connect.ts';
import { openEmbedded } from '#lib/server/db/embedded.ts';
import { atProcessEnd } from '#lib/server/db/embedded/process-end.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import type { TestProject } from 'vitest/node';
import { atDatabase, createDatabase, dropDatabase } from './databases.ts';
import { makeTemporaryFolder } from './folders.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of a database of the server, only to connect to. */
		serverUrl: string;
		/** Every database of this run starts with this. */
		databasePrefix: string;
	}
}

/** Nothing here outlives the run: speed instead of safety. */
const throwaway = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	shared_buffers: '128MB',
	max_wal_size: '1GB',
	max_connections: '100'
};

/**
 * One server for the run: the one of DATABASE_URL, else an embedded one in a temporary folder; in it an empty
 * database with the schema, which each test file copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { databaseUrl } = readConfig();
	const server = databaseUrl === null ? await startThrowaway() : { url: databaseUrl, stop: async () => {} };
	const prefix = `sluice_test_${process.pid}_${Date.now().toString(36)}`;
	try {
		if (databaseUrl !== null) await checkServer({ connectionString: databaseUrl });
		const template = `${prefix}_template`;
		await createDatabase(server.url, template);
		const database = openPool({ connectionString: atDatabase(server.url, template) }, async () => {});
		await migrateToLatest(database).finally(() => database.close());
	} catch (error) {
		await server.stop();
		// Its sentence says it all.
		if (error instanceof ConfigError) error.stack = error.message;
		throw error;
	}
	project.provide('serverUrl', server.url);
	project.provide('databasePrefix', prefix);
	return async () => {
		if (databaseUrl !== null) await dropAll(server.url, prefix);
		await server.stop();
	};
}

async function startThrowaway(): Promise<{ url: string; stop: () => Promise<void> }> {
	const folder = makeTemporaryFolder();
	const server = await openEmbedded(folder, { settings: throwaway });
	const remove = () => rmSync(folder, { recursive: true, force: true });
	// Also when the run is cut short: after the server's own task.
	atProcessEnd(remove);
	return {
		url: `postgres://${server.user}@localhost:5432/postgres?host=${encodeURIComponent(server.host)}`,
		stop: async () => {
			await server.close();
			remove();
		}
	};
}

async function dropAll(serverUrl: string, prefix: string): Promise<void> {
	const client = new pg.Client({ connectionString: serverUrl });
	await client.connect();
	const { rows } = await client.query<{ datname: string }>(
		'select datname from pg_database where starts_with(datname, $1)',
		[prefix]
	);
	await client.end();
	for (const { datname } of rows) await dropDatabase(serverUrl, datname);
}
