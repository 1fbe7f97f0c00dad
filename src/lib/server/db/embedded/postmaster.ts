import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, sleepSync } from './processes.ts';

/** The running server of a cluster, from the file that it keeps there. */
export interface Postmaster {
	pid: number;
	/** Empty while the server is opening its socket. */
	socketFolder: string;
	status: 'starting' | 'ready' | 'stopping';
}

const stopLimitMs = 60_000;

/** The server that runs on a cluster; null when none does, whatever a killed one left behind. */
export function runningPostmaster(cluster: string): Postmaster | null {
	const lines = readLines(join(cluster, 'postmaster.pid'));
	const pid = Number(lines?.[0]);
	if (!lines || !isServerOf(cluster, pid)) return null;
	const status = lines[7]?.trim();
	return {
		pid,
		socketFolder: lines[4] ?? '',
		status: status === 'ready' || status === 'stopping' ? status : 'starting'
	};
}

function isServerOf(cluster: string, pid: number): boolean {
	return pid > 0 && (commandLine(pid)?.includes(` -D ${cluster} `) ?? false);
}

/**
 * Lets a new server start where a killed one left its lock files and another process has its number by now,
 * as happens in containers. PostgreSQL takes its parent's number for a stale one, and so still makes sure
 * that no process of the killed server works on the files.
 */
export function disownLocks(cluster: string, socketFolder: string): void {
	for (const file of [join(cluster, 'postmaster.pid'), join(socketFolder, '.s.PGSQL.5432.lock')]) {
		const lines = readLines(file);
		if (!lines || commandLine(Number(lines[0])) === null || isServerOf(cluster, Number(lines[0]))) continue;
		writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
	}
}

function readLines(file: string): string[] | null {
	try {
		return readFileSync(file, 'utf8').split('\n');
	} catch {
		return null;
	}
}

/** Stops the server of a cluster (its connections are ended, everything is written) and waits until it is gone. */
export async function stopPostmaster(cluster: string): Promise<void> {
	for (const wait of stopping(cluster)) await sleep(wait);
}

/** The same, for the last moments of a process: nothing else runs meanwhile. */
export function stopPostmasterSync(cluster: string): void {
	for (const wait of stopping(cluster)) sleepSync(wait);
}

/** Yields the milliseconds to wait until it looks again. */
function* stopping(cluster: string): Generator<number> {
	const server = runningPostmaster(cluster);
	if (!server) return;
	signal(server.pid, 'SIGINT');
	const stepMs = 20;
	for (let waited = 0; runningPostmaster(cluster)?.pid === server.pid; waited += stepMs) {
		// It must not hold up the end of the machine. The next start recovers what was not written.
		if (waited === stopLimitMs) signal(server.pid, 'SIGQUIT');
		yield stepMs;
	}
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// Gone already.
	}
}
