import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ConfigError } from '../../config.ts';
import { findBinaries, sharedFolder } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { errorCode } from './processes.ts';
import { canEnter, chooseServerUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

/** Where an embedded server lives and as whom it runs. */
export interface Place {
	/** The real folder of everything below; the data folder that was asked for, or one in /var/lib/sluice. */
	root: string;
	/** PostgreSQL's own folder. */
	cluster: string;
	/** One file for each command that uses the server. */
	attached: string;
	log: string;
	/** Null: as ourselves. */
	user: ServerUser | null;
	binaries: Binaries;
}

const longestSocketPath = 100;

/**
 * Makes the folders of a data folder and finds the user and the programs for its server. Throws a
 * ConfigError where that is not possible, and errors of the file system as they are.
 */
export function preparePlace(dataDir: string, notify: (line: string) => void): Place {
	makeFolder(dataDir, null);
	let root = realpathSync(dataDir);
	let user = chooseServerUser(join(root, 'postgres'));
	// A folder that root made for this alone, such as one of mktemp -d.
	if (user && readdirSync(root).length === 0) makeFolder(root, user);
	if (user && !canEnter(user, root)) {
		if (existsSync(join(root, 'postgres'))) {
			throw new ConfigError(
				`The user ${user.name}, to whom the database in ${root} belongs, cannot reach it: let others pass through its parent folders (chmod o+x), or set SLUICE_DATA to another folder.`
			);
		}
		const reader = user.name;
		root = join(
			sharedFolder,
			`${basename(root).replace(/^\.+/, '')}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`
		);
		makeFolder(sharedFolder, null);
		makeFolder(root, null);
		for (const folder of [sharedFolder, root]) chmodSync(folder, 0o755);
		user = chooseServerUser(join(root, 'postgres'));
		if (!existsSync(join(root, 'postgres'))) {
			notify(`The user ${reader} cannot reach ${dataDir}: the data are kept in ${root}.`);
		}
	}
	const cluster = join(root, 'postgres');
	const owner = lstatSync(cluster, { throwIfNoEntry: false })?.uid;
	if (!user && owner !== undefined && owner !== process.getuid?.()) {
		throw new ConfigError(
			`The database in ${root} belongs to another user (number ${owner}): start Sluice as that user or as root, or set SLUICE_DATA to another folder.`
		);
	}
	const attached = join(root, 'attached');
	makeFolder(attached, user);
	return {
		root,
		cluster,
		attached,
		log: join(root, 'postgres.log'),
		user,
		binaries: findBinaries(user, notify)
	};
}

/**
 * The folder for the server's socket, which only the server's user may enter: `run` beside the data, or a
 * short one in the temporary folder where that path is too long for a socket.
 */
export function socketFolder({ root, user }: Place): string {
	const beside = join(root, 'run');
	if (fits(beside)) {
		makeFolder(beside, user);
		chmodSync(beside, 0o700);
		return beside;
	}
	const note = join(root, 'socket-folder');
	const known = existsSync(note) ? readFileSync(note, 'utf8') : '';
	const found = known ? lstatSync(known, { throwIfNoEntry: false }) : undefined;
	const uid = user?.uid ?? process.getuid?.();
	if (found?.isDirectory() && found.uid === uid && (found.mode & 0o77) === 0) return known;
	const parent = [tmpdir(), '/tmp'].find(
		(folder) => fits(join(folder, 'sluice-XXXXXX')) && (!user || canEnter(user, folder))
	);
	if (!parent) {
		throw new ConfigError(
			`The path ${root} is too long for the socket of a database, and so is ${tmpdir()}: set SLUICE_DATA to a shorter one.`
		);
	}
	const made = mkdtempSync(join(parent, 'sluice-'));
	if (user) chownSync(made, user.uid, user.gid);
	writeFileSync(note, made);
	return made;
}

function fits(folder: string): boolean {
	return Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= longestSocketPath;
}

/** Makes a folder if it is missing, for `user` if one is given. */
export function makeFolder(folder: string, user: ServerUser | null): void {
	mkdirSync(folder, { recursive: true });
	if (user) chownSync(folder, user.uid, user.gid);
}

const fileProblems: Record<string, string> = {
	EACCES: 'no permission to write there',
	EPERM: 'no permission to write there',
	EROFS: 'the disk is read-only',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota is used up',
	EEXIST: 'there is a file of that name',
	ENOTDIR: 'a part of that path is a file',
	ENOENT: 'it cannot be made'
};

/** What a user can do about an error of the file system; other errors stay as they are. */
export function explainFileError(error: unknown, dataDir: string): unknown {
	const problem = fileProblems[errorCode(error) ?? ''];
	if (!problem) return error;
	return new ConfigError(
		`The data folder ${dataDir} cannot be used: ${problem}. Mend that, or set SLUICE_DATA to another folder.`
	);
}
