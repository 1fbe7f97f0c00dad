import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AddressRules } from './check-address.ts';
import { FeedProblem } from './feed-problem.ts';
import { openAddress, type Validators } from './open-address.ts';

/** What was last fetched. */
export interface SeenAddress extends Validators {
	/** Of its bytes: not every server can tell whether a file has changed. */
	hash?: string;
}

export interface FetchedFile {
	path: string;
	/** The name to show. */
	name: string;
	seen: SeenAddress;
}

/** Bytes of the largest file that is fetched. */
const LARGEST = 2 * 1024 ** 3;
/** ms that a download may take. */
const LONGEST = 30 * 60_000;

/** Fetches a file into `folder`; null if it is what was last fetched. Throws a FeedProblem and leaves nothing behind. */
export async function fetchFile(
	address: string,
	seen: SeenAddress,
	folder: string,
	rules: AddressRules,
	largest = LARGEST
): Promise<FetchedFile | null> {
	const stopped = new AbortController();
	const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(LONGEST)]);
	const path = join(folder, randomUUID());
	try {
		const file = await openAddress(address, seen, rules, signal);
		if (!file) return null;
		const { name, size, etag, lastModified, body } = file;
		if (size !== null && size > largest) throw tooLarge(largest);
		const hash = createHash('sha256');
		let bytes = 0;
		await mkdir(folder, { recursive: true, mode: 0o700 });
		// Made before anything can fail: a stream would make it later, when it was already to be removed.
		const made = await open(path, 'wx', 0o600);
		await pipeline(
			body,
			async function* (chunks) {
				for await (const chunk of chunks) {
					bytes += chunk.length;
					if (bytes > largest) throw tooLarge(largest);
					hash.update(chunk);
					yield chunk;
				}
			},
			made.createWriteStream()
		);
		if (bytes === 0) throw new FeedProblem('The address gives an empty file.');
		const digest = hash.digest('hex');
		if (digest !== seen.hash) return { path, name, seen: { etag, lastModified, hash: digest } };
		await rm(path);
		return null;
	} catch (error) {
		await rm(path, { force: true });
		if (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code)))
			throw new FeedProblem('There is no room on the disk of the server for the file: make room.', {
				cause: error
			});
		throw error;
	} finally {
		stopped.abort();
	}
}

const tooLarge = (largest: number) =>
	new FeedProblem(
		`The file is larger than ${largest >= 1024 ** 3 ? `${largest / 1024 ** 3} GB` : `${largest} bytes`}: give an address of smaller parts, or load it by the command.`
	);
