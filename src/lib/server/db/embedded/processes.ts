import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The command line of a running process, as one text; null when there is no such process. A process that
 * has ended but was not yet collected by its parent counts as none.
 */
export function commandLine(pid: number): string | null {
	if (process.platform === 'linux') {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
		} catch {
			return null;
		}
	}
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || null;
}

/**
 * A text that stays the same while a process runs and that no later process with the same number has
 * (where the system tells: on Linux); null when there is no such process.
 */
export function processIdentity(pid: number): string | null {
	if (process.platform === 'linux') {
		try {
			// After the name, which may hold blanks and brackets: state first, start time as the 20th field.
			const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
			return fields[0] === 'Z' ? null : `started ${fields[19]}`;
		} catch {
			return null;
		}
	}
	try {
		process.kill(pid, 0);
		return 'running';
	} catch (error) {
		return errorCode(error) === 'EPERM' ? 'running' : null;
	}
}

/** The code of a Node or PostgreSQL error, such as ENOENT or 3D000; null for any other value. */
export function errorCode(error: unknown): string | null {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the whole process: only for the last moments of one. */
export function sleepSync(milliseconds: number): void {
	Atomics.wait(never, 0, 0, milliseconds);
}
