import pg from 'pg';
import { ConfigError } from '../config.ts';
import { attach } from './embedded/attached.ts';
import { superuser } from './embedded/cluster.ts';
import { explainFileError, preparePlace } from './embedded/place.ts';
import type { Place } from './embedded/place.ts';
import { runningPostmaster, stopPostmaster, stopPostmasterSync } from './embedded/postmaster.ts';
import type { Postmaster } from './embedded/postmaster.ts';
import { atProcessEnd } from './embedded/process-end.ts';
import { errorCode } from './embedded/processes.ts';
import { trimLog } from './embedded/server-log.ts';
import { attachOrStart } from './embedded/start.ts';
import type { StartOptions } from './embedded/start.ts';

export interface EmbeddedServer {
	/** The folder of its socket: what PostgreSQL clients take as the host. */
	host: string;
	user: string;
	database: 'sluice';
	/** This command started the server, or found it left behind by a dead one. */
	owned: boolean;
	/** Lets go of the server. The last command that does so stops it. */
	close(): Promise<void>;
}

export interface EmbeddedOptions {
	/** Receives plain sentences about what takes long or is not where one would look. */
	notify?: (line: string) => void;
	/** PostgreSQL settings over our own. */
	settings?: Record<string, string>;
}

const database = 'sluice';

/**
 * Opens the PostgreSQL server whose data are in `dataDir`: starts it, creating the data if there are none, or
 * attaches to it if another command runs it. The end of this process, also by SIGTERM, SIGINT or SIGHUP, lets
 * go of it as `close` does. What a killed command or server left behind is recovered.
 *
 * Throws a ConfigError when the folder cannot be used or the server does not start.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
	try {
		return await open(dataDir, options.notify ?? (() => {}), options.settings ?? {});
	} catch (error) {
		throw explainFileError(error, dataDir);
	}
}

async function open(
	dataDir: string,
	notify: (line: string) => void,
	settings: Record<string, string>
): Promise<EmbeddedServer> {
	const place = preparePlace(dataDir, notify);
	const attachment = attach(place.attached);
	const alone = attachment.others() === 0;
	const trimming = setInterval(() => trimLog(place.log), 60_000).unref();
	const leave = () => {
		clearInterval(trimming);
		attachment.leave();
		return attachment.others() === 0;
	};
	const forget = atProcessEnd(() => {
		if (leave()) stopPostmasterSync(place.cluster);
	});
	const close = async () => {
		forget();
		if (leave()) await stopPostmaster(place.cluster);
	};
	try {
		const { server, started } = await openServer(place, { notify, settings });
		let closed: Promise<void> | undefined;
		return {
			host: server.socketFolder,
			user: superuser,
			database,
			owned: started || alone,
			close: () => (closed ??= close())
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function openServer(
	place: Place,
	options: StartOptions
): Promise<{ server: Postmaster; started: boolean }> {
	for (;;) {
		const found = await attachOrStart(place, options);
		const { pid, socketFolder } = found.server;
		try {
			await ensureDatabase(socketFolder);
			return found;
		} catch (error) {
			// The last other command may have left just now, and stops it.
			if (runningPostmaster(place.cluster)?.status !== 'ready') continue;
			const message = error instanceof Error ? error.message : String(error);
			throw new ConfigError(
				`The database server of ${place.root} (process ${pid}) runs but does not answer on ${socketFolder} (${message}): end that process and try again.`
			);
		}
	}
}

async function ensureDatabase(host: string): Promise<void> {
	const client = new pg.Client({ host, port: 5432, user: superuser, database: 'postgres', ssl: false });
	await client.connect();
	try {
		const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
		if (rowCount === 0) await client.query(`create database ${database}`);
	} catch (error) {
		// Another command that started at the same time was first.
		if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
	} finally {
		await client.end();
	}
}
