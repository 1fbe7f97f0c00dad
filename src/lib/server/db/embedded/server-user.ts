import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from '../../config.ts';

/** The user that runs the server when we are root, as which PostgreSQL refuses to run. */
export interface ServerUser {
	name: string;
	uid: number;
	gid: number;
}

/**
 * Null when we are an ordinary user: the server then runs as ourselves. As root: the owner of the cluster if
 * there is one already, else `postgres`, else `nobody`.
 */
export function chooseServerUser(cluster: string): ServerUser | null {
	if (process.getuid?.() !== 0) return null;
	const users = readUsers();
	const owner = statSync(cluster, { throwIfNoEntry: false });
	if (owner && owner.uid !== 0) {
		const name = users.find(({ uid }) => uid === owner.uid)?.name ?? `number ${owner.uid}`;
		return { name, uid: owner.uid, gid: owner.gid };
	}
	const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
	if (user) return user;
	throw new ConfigError(
		'PostgreSQL does not run as root, and there is no user postgres or nobody here: create one (useradd postgres), start Sluice as another user, or set DATABASE_URL.'
	);
}

function readUsers(): ServerUser[] {
	return readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.filter((fields) => fields.length > 3)
		.map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

/** Whether the user can pass into a folder. */
export function canEnter(user: ServerUser, folder: string): boolean {
	const { uid, gid } = user;
	return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', uid, gid }).status === 0;
}
