import { randomUUID } from 'node:crypto';
import { redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import pino from 'pino';
import { authorise, wrongMethod } from '#lib/server/accounts/guard.ts';
import { isForeignForm, isOwnHost } from '#lib/server/accounts/hosts.ts';
import { apiError } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { canonicalSearch } from '#lib/ui/canonical-search.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const log = pino({ name: 'sluice' }, pino.destination(2));

export const handle: Handle = ({ event, resolve }) => {
	const { url, request, route } = event;
	const isApi = url.pathname.startsWith('/api/');
	const host = request.headers.get('host');
	if (!isOwnHost(host, config.origin)) {
		const message = `This server does not answer to the name "${host ?? ''}".`;
		const hint = 'Open it as localhost, or set ORIGIN to the address that browsers use.';
		if (isApi) return apiError(421, { code: 'wrong_host', message, hint });
		return new Response(`${message} ${hint}\n`, { status: 421 });
	}
	if (isApi) return answerApi(event, resolve);
	if (isForeignForm(request, url.origin)) return new Response(`${m.error_foreign_form()}\n`, { status: 403 });
	// What the forms of the filter bar submit becomes the address that a link to the view has.
	if (request.method === 'GET' && route.id) {
		const search = canonicalSearch(url.searchParams)?.toString();
		if (search !== undefined) redirect(303, search ? `${url.pathname}?${search}` : url.pathname);
	}
	return resolve(event);
};

/** Answers a request of the API: only what its token may do, and JSON whatever happens. */
async function answerApi(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	const { request, route, url } = event;
	if (!route.id) {
		const message = `There is no ${url.pathname}.`;
		return apiError(404, { code: 'no_such_address', message, hint: 'All there is: /api/v1/openapi.json' });
	}
	try {
		const { token, refused } = await authorise(database, request, route.id);
		if (refused) return refused;
		event.locals.token = token;
	} catch (error) {
		return failed(noted(event, error, 'authorise'));
	}
	const response = await resolve(event);
	if (event.locals.failure) return failed(event.locals.failure);
	if (response.status === 405) return wrongMethod(request.method, response.headers.get('allow') ?? '');
	return response;
}

const failed = (id: string) =>
	apiError(500, { code: 'unexpected', message: m.error_unexpected({ id }), hint: 'Send it again later.' });

/** Writes an error to the log, and gives the id under which it is there. An address may hold a token: its path only. */
function noted(event: RequestEvent, error: unknown, message: string): string {
	const id = randomUUID().slice(0, 8);
	log.error({ id, err: error, method: event.request.method, path: event.url.pathname }, message);
	return id;
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: m.error_not_found() };
	const id = noted(event, error, message);
	event.locals.failure = id;
	return { message: m.error_unexpected({ id }), id };
};
