import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface EmbeddedCommand {
	process: ChildProcess;
	host: string;
	owned: boolean;
	/** What it said before the server was open. */
	notes: string[];
	/** Sends an instruction of embedded-command.ts and waits until it is done. */
	tell(instruction: 'close'): Promise<void>;
	/** Waits for its end: exit status or signal. */
	end(): Promise<number | string>;
}

/**
 * Starts embedded-command.ts on a folder and waits until its server is open; as the user `uid` if one is given.
 * Throws what the command says if it ends before.
 */
export async function startEmbeddedCommand(folder: string, uid?: number): Promise<EmbeddedCommand> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'embedded-command.ts'), folder], {
		stdio: ['pipe', 'pipe', 'pipe'],
		...(uid === undefined ? {} : { uid, gid: uid })
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let errors = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const ended = once(child, 'close').then(([status, signal]) => (signal ?? status) as number | string);
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const notes: string[] = [];
	for (;;) {
		const line = await lines.next();
		if (line.done) throw new Error(errors);
		if (!line.value.startsWith('{')) {
			notes.push(line.value);
			continue;
		}
		const { host, owned } = JSON.parse(line.value) as { host: string; owned: boolean };
		return {
			process: child,
			host,
			owned,
			notes,
			tell: async (instruction) => {
				child.stdin.write(instruction);
				await lines.next();
			},
			end: () => ended
		};
	}
}
