import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ConfigError } from '../config.ts';
import type { Config } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import type { EmbeddedServer } from './embedded.ts';
import { errorCode } from './embedded/processes.ts';
import { fieldTypes } from './field-types.ts';
import type { Schema } from './schema.ts';

export interface Database {
	kysely: Kysely<Schema>;
	/** For COPY and cursors. */
	pool: pg.Pool;
	/** Where it is, for connections of another thread while this is open. */
	address: pg.ClientConfig;
	/** Ends the connections and lets go of the embedded server. */
	close(): Promise<void>;
}

const oldestVersion = 15;

/**
 * Connects to the database of the configuration: DATABASE_URL, else the embedded server, which it starts if
 * no other command has. Sessions are in UTC; types arrive as in {@link fieldTypes}.
 *
 * Throws a ConfigError, which names host and database but never the password, when it cannot.
 */
export async function openDatabase(
	config: Pick<Config, 'databaseUrl' | 'dataDir'>,
	options: { notify?: (line: string) => void } = {}
): Promise<Database> {
	if (config.databaseUrl === null) {
		const server = await openEmbedded(config.dataDir, options);
		return openPool(embeddedAddress(server), () => server.close());
	}
	const address = { connectionString: config.databaseUrl };
	await checkServer(address);
	return openPool(address, async () => {});
}

/** How node-pg reaches an embedded server, whatever PG… variables are set. */
export function embeddedAddress(server: EmbeddedServer): pg.ClientConfig {
	return { host: server.host, port: 5432, user: server.user, database: server.database, ssl: false };
}

/** A database at an address that is known to answer; `release` is called after its connections have ended. */
export function openPool(address: pg.ClientConfig, release: () => Promise<void>): Database {
	const pool = new pg.Pool({
		...address,
		application_name: 'sluice',
		max: 10,
		connectionTimeoutMillis: 30_000,
		// A command that has done its work ends, also with connections left.
		allowExitOnIdle: true,
		types: fieldTypes,
		onConnect: async (client) => {
			await client.query(`set time zone 'UTC'; set datestyle = 'ISO, YMD'; set jit = off`);
		}
	});
	// A lost connection fails the query that uses it; without listeners it would end the process as well.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
	let closed: Promise<void> | undefined;
	return {
		kysely,
		pool,
		address,
		close: () => (closed ??= kysely.destroy().then(release))
	};
}

/** Throws a ConfigError unless a PostgreSQL that we can use answers. */
export async function checkServer(address: pg.ClientConfig): Promise<void> {
	const client = new pg.Client({ ...address, connectionTimeoutMillis: 10_000 });
	client.on('error', () => {});
	const where = `the database "${client.database}" on ${client.host}:${client.port} (DATABASE_URL)`;
	try {
		await client.connect();
	} catch (error) {
		throw new ConfigError(`Cannot open ${where}: ${whyRefused(error, client)}.`);
	}
	try {
		const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
			`select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
				current_setting('server_encoding') as encoding`
		);
		const { version, number, encoding } = rows[0]!;
		if (number < oldestVersion * 10_000) {
			throw new ConfigError(
				`Cannot use ${where}: it is PostgreSQL ${version}, and Sluice needs ${oldestVersion} or later.`
			);
		}
		if (encoding !== 'UTF8') {
			throw new ConfigError(
				`Cannot use ${where}: its encoding is ${encoding}. Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`
			);
		}
	} finally {
		await client.end();
	}
}

function whyRefused(error: unknown, client: pg.Client): string {
	const message = error instanceof Error ? error.message : String(error);
	const reasons: Record<string, string> = {
		ECONNREFUSED: 'no PostgreSQL answers there; start it, or correct the address',
		ENOENT: 'no PostgreSQL answers there; start it, or correct the address',
		ETIMEDOUT: 'nothing answers there; correct the address, or let us through its firewall',
		EHOSTUNREACH: 'that machine cannot be reached; correct the address',
		ENETUNREACH: 'that machine cannot be reached; correct the address',
		ENOTFOUND: 'no machine of that name is known; correct the address',
		EAI_AGAIN: 'the name of the machine cannot be looked up now',
		'28P01': `wrong password for the user "${client.user}"`,
		'28000': `the server does not let the user "${client.user}" in (${message})`,
		'3D000': 'there is no such database; create it (CREATE DATABASE) or correct the name',
		'42501': `the user "${client.user}" may not connect to it (GRANT CONNECT)`,
		'53300': 'all its connections are in use',
		'57P03': 'it is starting or stopping; try again in a moment'
	};
	if (/timeout expired|timed out/.test(message)) return reasons.ETIMEDOUT!;
	if (/password must be a string/.test(message)) return `the server asks for a password of "${client.user}"`;
	return (reasons[errorCode(error) ?? ''] ?? message).replace(/\.$/, '');
}
