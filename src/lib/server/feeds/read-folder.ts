import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FeedProblem } from './feed-problem.ts';

/** By file name: how it was when the folder was last looked into. */
export type SeenFiles = Record<string, { size: number; modified: number; loaded: boolean }>;

export interface FolderLook {
	seen: SeenFiles;
	/** Names of files to load now, the oldest first. */
	ready: string[];
	/** Files that may still be growing: they are loaded when they are found unchanged. */
	growing: string[];
}

const dataFile = /\.(csv|tsv|txt|json|ndjson|jsonl|xlsx)(\.gz)?$/i;

/**
 * Finds the files of a folder that are new or have changed since they were loaded. A file is ready when its size and
 * time are as they were the last time. Folders in it, links and hidden files are passed over. Throws a FeedProblem.
 */
export async function readFolder(folder: string, seen: SeenFiles): Promise<FolderLook> {
	const look: FolderLook = { seen: {}, ready: [], growing: [] };
	for (const file of await dataFiles(folder)) {
		const before = seen[file.name];
		const isSame = before?.size === file.size && before.modified === file.modified;
		const { name, ...state } = file;
		if (!isSame) look.growing.push(name);
		else if (!before.loaded) look.ready.push(name);
		look.seen[name] = { ...state, loaded: isSame };
	}
	return look;
}

interface DataFile {
	name: string;
	size: number;
	/** ms since 1970. */
	modified: number;
}

/** The files with rows in a folder, the oldest first. Throws a FeedProblem if the folder cannot be read. */
export async function dataFiles(folder: string): Promise<DataFile[]> {
	const found: DataFile[] = [];
	for (const name of await namesIn(folder)) {
		if (name.startsWith('.') || !dataFile.test(name)) continue;
		// It may be gone again.
		const stats = await lstat(join(folder, name)).catch(() => null);
		if (stats?.isFile() && stats.size > 0) found.push({ name, size: stats.size, modified: stats.mtimeMs });
	}
	return found.sort((a, b) => a.modified - b.modified || a.name.localeCompare(b.name));
}

const reasons: Record<string, string> = {
	ENOENT: 'does not exist',
	ENOTDIR: 'is not a folder',
	EACCES: 'may not be read: give the user that runs Sluice the right to read it',
	EPERM: 'may not be read: give the user that runs Sluice the right to read it'
};

async function namesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		const reason = reasons[code] ?? `cannot be read (${code || String(error)})`;
		throw new FeedProblem(`The folder ${folder} ${reason}.`, { cause: error });
	}
}
