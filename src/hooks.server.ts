import { randomUUID } from 'node:crypto';
import { redirect, type Handle, type HandleServerError } from '@sveltejs/kit';
import pino from 'pino';
import { canonicalSearch } from '#lib/ui/canonical-search.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const log = pino({ name: 'sluice' }, pino.destination(2));

/** Pages only: what the forms of the filter bar submit becomes the address that a link to the view has. */
export const handle: Handle = ({ event, resolve }) => {
	const { url, request, route } = event;
	if (request.method === 'GET' && route.id && !route.id.startsWith('/api/')) {
		const search = canonicalSearch(url.searchParams)?.toString();
		if (search !== undefined) redirect(303, search ? `${url.pathname}?${search}` : url.pathname);
	}
	return resolve(event);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: m.error_not_found() };
	const id = randomUUID().slice(0, 8);
	log.error({ id, err: error, method: event.request.method, path: event.url.pathname }, message);
	return { message: m.error_unexpected({ id }), id };
};
