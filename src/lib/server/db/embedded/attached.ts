import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './processes.ts';

/** One command's entry among those that use a server. */
export interface Attachment {
	/** How many other entries belong to running commands; entries of dead ones are removed. */
	others(): number;
	leave(): void;
}

let count = 0;

/** Enters this process into `folder`, where each command that uses the server has a file of its own. */
export function attach(folder: string): Attachment {
	const own = `${process.pid}-${++count}`;
	writeFileSync(join(folder, own), processIdentity(process.pid) ?? '');
	return {
		others: () => readdirSync(folder).filter((name) => name !== own && isInUse(folder, name)).length,
		leave: () => rmSync(join(folder, own), { force: true })
	};
}

function isInUse(folder: string, name: string): boolean {
	const file = join(folder, name);
	const identity = processIdentity(Number.parseInt(name, 10));
	try {
		const written = readFileSync(file, 'utf8');
		// Empty: its command has made the file and not yet written it.
		if (identity !== null && (written === '' || written === identity)) return true;
		rmSync(file, { force: true });
	} catch {
		// Its command has just left.
	}
	return false;
}
