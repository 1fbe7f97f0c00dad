import pg from 'pg';
import { ConfigError } from '#lib/server/config.ts';

/** The address of another database on the same server. */
export function atDatabase(serverUrl: string, name: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	return url.href;
}

/** Creates a database, as a copy of `template` if one is given. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
	try {
		await run(serverUrl, `create database ${name}${template ? ` template ${template}` : ''}`);
	} catch (error) {
		if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
		const { username } = new URL(serverUrl);
		throw new ConfigError(
			`The tests make databases of their own, and the user "${username}" of DATABASE_URL may not: ALTER USER ${username} CREATEDB, or unset DATABASE_URL to use the embedded server.`
		);
	}
}

/** Ends the connections to a database and removes it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
	await run(serverUrl, `drop database if exists ${name} with (force)`);
}

async function run(serverUrl: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: serverUrl });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
