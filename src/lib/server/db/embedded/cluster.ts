import { spawn } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError } from '../../config.ts';
import { makeFolder } from './place.ts';
import type { Place } from './place.ts';
import { errorCode, processIdentity } from './processes.ts';

/** The database user that owns everything. */
export const superuser = 'sluice';

/**
 * Creates the cluster of a place if there is none yet. It is made beside its place and then renamed, so that a
 * command that is killed leaves nothing half made, and of two that start at once one wins whole.
 * Throws a ConfigError when it cannot be made or is of another major version.
 */
export async function ensureCluster(place: Place): Promise<void> {
	removeUnfinished(place.root);
	if (!existsSync(place.cluster)) await createCluster(place);
	checkVersion(place);
	const { cluster, user } = place;
	// A copy made by root belongs to root; PostgreSQL wants its user as the owner, and nobody else in it.
	if (user && lstatSync(cluster).uid === 0) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, cluster]);
	chmodSync(cluster, 0o700);
}

async function createCluster({ root, cluster, user, binaries }: Place): Promise<void> {
	const unfinished = `${cluster}.new-${process.pid}`;
	rmSync(unfinished, { recursive: true, force: true });
	makeFolder(unfinished, user);
	const { status, output } = await run(join(binaries.folder, 'bin', 'initdb'), [
		...['-D', unfinished, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin'],
		// macOS has no C.UTF-8 of its own.
		...(process.platform === 'darwin'
			? ['--locale=C', '--lc-ctype=en_US.UTF-8', '--builtin-locale=C.UTF-8']
			: ['--locale=C.UTF-8'])
	]);
	try {
		if (status !== 0) {
			const full = /no space left|disk quota|free disk space/i.test(output) ? ': the disk is full' : '';
			throw new ConfigError(
				`The database could not be created in ${root}${full}. PostgreSQL's initdb says:\n${output.trim().split('\n').slice(-8).join('\n')}`
			);
		}
		renameSync(unfinished, cluster);
	} catch (error) {
		rmSync(unfinished, { recursive: true, force: true });
		const lostTheRace = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
		if (!lostTheRace) throw error;
	}

	function run(program: string, parameters: string[]): Promise<{ status: number | null; output: string }> {
		return new Promise((done, fail) => {
			const child = spawn(program, parameters, {
				cwd: '/',
				env: serverEnvironment(),
				stdio: ['ignore', 'pipe', 'pipe'],
				...(user ? { uid: user.uid, gid: user.gid } : {})
			});
			let output = '';
			for (const stream of [child.stdout, child.stderr]) {
				stream.setEncoding('utf8').on('data', (text: string) => (output += text));
			}
			child.on('error', fail).on('close', (status) => done({ status, output }));
		});
	}
}

function removeUnfinished(root: string): void {
	for (const name of readdirSync(root)) {
		const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1];
		if (pid && processIdentity(Number(pid)) === null) {
			rmSync(join(root, name), { recursive: true, force: true });
		}
	}
}

function checkVersion({ root, cluster, binaries }: Place): void {
	const file = join(cluster, 'PG_VERSION');
	if (!existsSync(file)) {
		throw new ConfigError(
			`${cluster} holds no database of PostgreSQL: move it away, or set SLUICE_DATA to another folder.`
		);
	}
	const version = readFileSync(file, 'utf8').trim();
	if (version === String(binaries.major)) return;
	throw new ConfigError(
		`The data in ${root} are of PostgreSQL ${version}, and this Sluice brings PostgreSQL ${binaries.major}: export them with the Sluice that wrote them (sluice export) and load them here into a new folder (SLUICE_DATA).`
	);
}

/** Nothing of ours, such as PGDATA or a foreign language, may change what the server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, LC_ALL: 'C' };
}
