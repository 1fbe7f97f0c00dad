/** Who the server answers to: without accounts only this machine, and the proxy on it that ORIGIN names. */
import { isIPv4 } from 'node:net';

/** Whether a name or address is that of this machine itself. */
export function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
	if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
	return isIPv4(name) && name.startsWith('127.');
}

/**
 * Whether a request may name this host (its Host header): this machine, or the host of ORIGIN. Any other name is that
 * of a page elsewhere whose domain was pointed at this machine, to read it with the visitor's browser.
 */
export function isOwnHost(header: string | null, origin: string | null): boolean {
	if (header === null || !URL.canParse(`http://${header}`)) return false;
	const { hostname } = new URL(`http://${header}`);
	return isLoopback(hostname) || (origin !== null && hostname === new URL(origin).hostname);
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** Whether a request changes something by what a form of another site could have sent. */
export function isForeignForm(request: Request, origin: string): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
	const type = request.headers.get('content-type')?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
	return formTypes.includes(type) && request.headers.get('origin') !== origin;
}
