/** The API over real connections: its routes behind the real `handle`, without the built pages. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { afterAll } from 'vitest';
import { prepareRequest } from '#lib/server/prepare-request.ts';

type Endpoint = Record<string, (event: RequestEvent) => Response | Promise<Response>>;

/** Every endpoint, by route: the API, and the tables of pages as CSV. */
export const endpoints: Record<string, () => Promise<Endpoint>> = Object.fromEntries(
	Object.entries(import.meta.glob<Endpoint>('/src/routes/**/+server.ts')).map(([file, open]) => [
		file.replace(/^\/src\/routes|\/\+server\.ts$/g, ''),
		open
	])
);

/** An address without parameters goes before one with them, as in SvelteKit. */
const matchers = Object.keys(endpoints)
	.sort((a, b) => a.split('[').length - b.split('[').length || (a < b ? -1 : 1))
	.map((route) => ({
		route,
		names: [...route.matchAll(/\[(\w+)\]/g)].map((match) => match[1]!),
		pattern: new RegExp(`^${route.replaceAll('.', '\\.').replace(/\[\w+\]/g, '([^/]+)')}$`)
	}));

/** Serves the API of the database at `databaseUrl` until the end of the test file; gives its address. */
export async function serveApi(databaseUrl: string): Promise<string> {
	const before = process.env.DATABASE_URL;
	process.env.DATABASE_URL = databaseUrl;
	const { handle, handleError } = (await import('../../src/hooks.server.ts')) as {
		handle: Handle;
		handleError: HandleServerError;
	};
	const { database } = await import('#lib/server/app.ts');
	const { close } = await database();
	const server = createServer((request, response) => {
		prepareRequest(request, response);
		void getRequest({ request, base: `http://${request.headers.host}` })
			.then((made) => answer(made, handle, handleError))
			.then((answered) => setResponse(response, answered));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	afterAll(async () => {
		server.closeAllConnections();
		server.close();
		await close();
		if (before === undefined) delete process.env.DATABASE_URL;
		else process.env.DATABASE_URL = before;
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What SvelteKit does with a request. */
async function answer(request: Request, handle: Handle, handleError: HandleServerError): Promise<Response> {
	const url = new URL(request.url);
	const found = matchers.find(({ pattern }) => pattern.test(url.pathname));
	const values = found ? found.pattern.exec(url.pathname)!.slice(1).map(decodeURIComponent) : [];
	const params = Object.fromEntries(found?.names.map((name, i) => [name, values[i]!]) ?? []);
	const event = {
		...{ request, url, params, locals: {}, route: { id: found?.route ?? null } }
	} as unknown as RequestEvent;
	const resolve = async () => {
		const endpoint = await endpoints[found!.route]!();
		const method = endpoint[request.method] ?? (request.method === 'HEAD' ? endpoint.GET : undefined);
		if (!method) {
			const allow = Object.keys(endpoint).join(', ');
			return new Response('', { status: 405, headers: { allow } });
		}
		try {
			return await method(event);
		} catch (error) {
			await handleError({ error, event, status: 500, message: 'Internal Error' });
			return new Response('', { status: 500 });
		}
	};
	return handle({ event, resolve });
}
