import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../config.ts';
import { ensureCluster, serverEnvironment } from './cluster.ts';
import { socketFolder } from './place.ts';
import type { Place } from './place.ts';
import { disownLocks, runningPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { logLines, logSize, trimLog } from './server-log.ts';
import { readMachine, serverSettings } from './settings.ts';

export interface StartOptions {
	notify: (line: string) => void;
	/** PostgreSQL settings over our own. */
	settings: Record<string, string>;
}

const stepMs = 20;
const slowMs = 5_000;
/** How long the processes of a killed server may take to notice, and another command to start or stop one. */
const patienceMs = 60_000;

/** Returns the running server of a place, started by us if need be. */
export async function attachOrStart(
	place: Place,
	options: StartOptions
): Promise<{ server: Postmaster; started: boolean }> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const server = await running(place, options);
		if (server) return { server, started: false };
		await ensureCluster(place);
		const outcome = await start(place, options);
		if ('server' in outcome) return { ...outcome, started: true };
		const mayPass = /lock file .* already exists|pre-existing shared memory block/.test(outcome.problem);
		if (!mayPass || Date.now() > deadline) throw startError(place, outcome.problem);
		await sleep(200);
	}
}

/** The server once it is ready; null when none runs (any more). */
async function running({ cluster }: Place, { notify }: StartOptions): Promise<Postmaster | null> {
	const say = sayOnce(() => notify('Waiting for the database, which is starting or stopping.'));
	for (let waited = 0; ; waited += stepMs) {
		const server = runningPostmaster(cluster);
		if (!server || server.status === 'ready') return server;
		if (waited >= slowMs) say();
		await sleep(stepMs);
	}
}

async function start(
	place: Place,
	options: StartOptions
): Promise<{ server: Postmaster } | { problem: string }> {
	const { root, cluster, log, user, binaries } = place;
	const sockets = socketFolder(place);
	disownLocks(cluster, sockets);
	trimLog(log);
	const logStart = logSize(log);
	const settings = { ...serverSettings(readMachine(root), sockets), ...options.settings };
	const output = openSync(log, 'a', 0o600);
	if (user) fchownSync(output, user.uid, user.gid);
	// Its own session: Ctrl-C in the terminal is for the command, which then stops it.
	const child = spawn(
		join(binaries.folder, 'bin', 'postgres'),
		['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
		{
			cwd: '/',
			env: serverEnvironment(),
			detached: true,
			stdio: ['ignore', output, output],
			...(user ? { uid: user.uid, gid: user.gid } : {})
		}
	);
	closeSync(output);
	let failure: string | null = null;
	child.on('error', (error) => (failure = error.message));
	child.on('exit', () => (failure ??= logLines(log, logStart)));
	child.unref();

	const say = sayOnce(() =>
		options.notify('The database recovers from an unclean stop; this can take some minutes.')
	);
	for (let waited = 0; failure === null; waited += stepMs) {
		const server = runningPostmaster(cluster);
		if (server && server.pid === child.pid && server.status === 'ready') return { server };
		if (waited >= slowMs) say();
		await sleep(stepMs);
	}
	return { problem: failure };
}

function startError({ root, log }: Place, problem: string): ConfigError {
	const reasons: [RegExp, string][] = [
		[/No space left on device|Disk quota exceeded|free disk space/, ' because the disk is full: make room'],
		[/Permission denied|Read-only file system/, ' because it may not read or write its files there'],
		[/shared memory|Cannot allocate memory|out of memory/i, ' because there is not enough memory'],
		[/lock file .* already exists/, ' because another server holds its folder']
	];
	const reason = reasons.find(([pattern]) => pattern.test(problem))?.[1] ?? '';
	return new ConfigError(
		`The database in ${root} did not start${reason}. The end of its log (${log}):\n${problem || '(nothing)'}`
	);
}

function sayOnce(say: () => void): () => void {
	let said = false;
	return () => {
		if (!said) say();
		said = true;
	};
}
