import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { atDatabase, createDatabase, dropDatabase } from '../support/databases.ts';
import { makeTemporaryFolder } from '../support/folders.ts';

const root = join(import.meta.dirname, '../..');

/** Ends on a fixed day, so that the figures that tests see are the same on every day. */
const company = ['--leads', '2000', '--seed', '7', '--until', '2026-06-30'];

/**
 * Starts the built application with a fresh demo company, in a data folder of its own or, with DATABASE_URL, in a
 * database of its own on that server. Returns what stops it and removes both.
 */
export default async function startApp(): Promise<() => Promise<void>> {
	const folder = makeTemporaryFolder();
	const serverUrl = process.env.DATABASE_URL;
	const database = `sluice_e2e_${process.pid}_${Date.now().toString(36)}`;
	if (serverUrl) await createDatabase(serverUrl, database);
	const data = {
		SLUICE_DATA: join(folder, 'data'),
		...(serverUrl ? { DATABASE_URL: atDatabase(serverUrl, database) } : {})
	};
	process.env.SLUICE_E2E_DATA = JSON.stringify(data);
	const app = spawn(process.execPath, [join(root, 'src/cli/sluice.ts'), 'demo', ...company, '--port', '0'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			...data,
			HOST: '127.0.0.1',
			ORIGIN: undefined
		}
	});
	const stop = async () => {
		if (app.exitCode === null && app.signalCode === null) {
			app.kill('SIGTERM');
			await once(app, 'exit');
		}
		if (serverUrl) await dropDatabase(serverUrl, database);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		process.env.SLUICE_E2E_URL = await addressOf(app);
	} catch (error) {
		await stop();
		throw error;
	}
	return stop;
}

/** The address that the application prints once it listens. */
async function addressOf(app: ChildProcess): Promise<string> {
	let output = '';
	app.stderr!.setEncoding('utf8').on('data', (text: string) => (output += text));
	for await (const line of createInterface(app.stdout!)) {
		output += `${line}\n`;
		const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
		if (!address) continue;
		app.stdout!.resume();
		return address;
	}
	throw new Error(`The demo company did not start:\n${output}`);
}
