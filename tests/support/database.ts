import { afterAll, inject } from 'vitest';
import { openPool } from '#lib/server/db/connect.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { atDatabase, createDatabase, dropDatabase } from './databases.ts';

export interface TestDatabase extends Database {
	/** For what connects by itself, such as the command: DATABASE_URL. */
	url: string;
}

let count = 0;

/**
 * An empty database with the schema, for one test file: `const db = await testDatabase()` at its top. It is
 * dropped at the end of the file. A file may take several.
 */
export async function testDatabase(): Promise<TestDatabase> {
	const serverUrl = inject('serverUrl');
	const prefix = inject('databasePrefix');
	const name = `${prefix}_${process.pid}_${process.env.VITEST_WORKER_ID}_${++count}`;
	await createDatabase(serverUrl, name, `${prefix}_template`);
	const url = atDatabase(serverUrl, name);
	const database = openPool({ connectionString: url }, () => dropDatabase(serverUrl, name));
	afterAll(() => database.close());
	return { ...database, url };
}
