import type { IncomingMessage, ServerResponse } from 'node:http';

/** What SvelteKit's handler does not do for a request by itself. `x-sluice-protocol` is the adapter's PROTOCOL_HEADER. */
export function prepareRequest(request: IncomingMessage, response: ServerResponse): void {
	// Without a protocol the adapter takes every request for https, and a form for that of another site.
	request.headers['x-sluice-protocol'] = 'http';
	// A body without a type would be dropped.
	request.headers['content-type'] ??= 'application/octet-stream';
	// What a refused sender still sends is read away: many read the answer only after their last byte.
	response.once('finish', () => {
		if (!request.complete) request.removeAllListeners('data').resume();
	});
}
