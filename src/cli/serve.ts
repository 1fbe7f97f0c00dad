/** `sluice serve`: the built pages and the API on one port. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pino from 'pino';
import { isLoopback } from '#lib/server/accounts/hosts.ts';
import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { startWorker } from '#lib/server/jobs/start-worker.ts';
import { prepareRequest } from '#lib/server/prepare-request.ts';
import type { Call } from './sluice.ts';
import { UserError, wholeNumber } from './user-error.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const handlerFile = join(root, 'build', 'handler.js');

export async function serve(call: Call): Promise<void> {
	const config = withAddress(call);
	await ensureBuilt();
	await listen(config, await call.open());
}

/** The configuration with the port and host of the command line. */
export function withAddress({ config, options }: Pick<Call, 'config' | 'options'>): Config {
	const port = wholeNumber('port', options.port, config.port);
	const host = options.host === undefined ? config.host : String(options.host);
	if (!isLoopback(host))
		throw new UserError(
			`HOST "${host}" would open Sluice to other machines, and it has no accounts yet: leave it at 127.0.0.1. ` +
				'From another machine use an SSH tunnel (ssh -L 3000:127.0.0.1:3000 …), or a reverse proxy on this machine that asks for a password, with ORIGIN set to its address.'
		);
	return { ...config, port, host };
}

/** Builds the pages when they were never built or the source is newer. */
export async function ensureBuilt(): Promise<void> {
	const built = existsSync(handlerFile) ? statSync(handlerFile).mtimeMs : 0;
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	if (built && (!existsSync(vite) || newest(join(root, 'src')) <= built)) return;
	console.error('Building the pages …');
	const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0)
		throw new UserError(`The pages could not be built ("npm run build" shows it):\n${output.trim()}`);
}

/** The latest change below a folder, in ms; what the build itself writes there does not count. */
function newest(folder: string): number {
	let latest = 0;
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		if (entry.name === 'paraglide') continue;
		const path = join(folder, entry.name);
		latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
	}
	return latest;
}

/** Serves, with the background jobs, until SIGTERM or SIGINT. */
export async function listen(config: Config, database: Database): Promise<void> {
	const worker = await startWorker(database, config, pino({ name: 'sluice' }, pino.destination(2)));
	try {
		await answer(config);
	} finally {
		await worker.stop();
	}
}

async function answer(config: Config): Promise<void> {
	if (config.origin) process.env.ORIGIN = config.origin;
	else delete process.env.ORIGIN;
	process.env.PROTOCOL_HEADER = 'x-sluice-protocol';
	// The API and the uploads have limits of their own.
	process.env.BODY_SIZE_LIMIT = 'Infinity';
	const { handler } = (await import(pathToFileURL(handlerFile).href)) as { handler: RequestListener };
	const server = createServer((request, response) => {
		prepareRequest(request, response);
		handler(request, response);
	});
	// A large file over a slow line.
	server.requestTimeout = 3_600_000;
	server.listen(config.port, config.host);
	try {
		await once(server, 'listening');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
			throw new UserError(
				`Port ${config.port} is in use: stop what listens there, or give another with --port.`
			);
		throw error;
	}
	const { port } = server.address() as AddressInfo;
	const host = config.host.includes(':') ? `[${config.host}]` : config.host;
	console.log(`Sluice is at ${config.origin ?? `http://${host}:${port}`}`);
	const signal = new Promise<void>((stop) => {
		process.once('SIGTERM', () => stop());
		process.once('SIGINT', () => stop());
	});
	await signal;
	server.close();
	server.closeAllConnections();
}
