/** Posts JSON with a signature that proves where it comes from and when. */
import { createHmac } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { FeedProblem } from '../feeds/feed-problem.ts';
import type { HookAddress } from './hook-address.ts';

/** ms after which a receiver is given up. */
const PATIENCE = 20_000;

/** The header of a delivery: `t`, seconds since 1970, and `v1`, HMAC-SHA256 of `t`, a point and the body, in hex. */
export const signatureHeader = 'sluice-signature';

export function signatureOf(secret: string, seconds: number, body: string): string {
	const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return `t=${seconds},v1=${mac}`;
}

/** Any answer of 200 to 299 is taken as received; redirects are not followed. Throws a FeedProblem. */
export async function postSigned(
	{ url, addresses }: HookAddress,
	secret: string,
	value: unknown
): Promise<void> {
	const body = JSON.stringify(value);
	// Asked again, the name server could answer otherwise.
	const lookup: LookupFunction = (_, options, found) => {
		if (options.all) found(null, addresses);
		else found(null, addresses[0]!.address, addresses[0]!.family);
	};
	const { request } = url.protocol === 'https:' ? https : http;
	const headers = {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
		'user-agent': 'Sluice',
		[signatureHeader]: signatureOf(secret, Math.floor(Date.now() / 1000), body)
	};
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const signal = AbortSignal.timeout(PATIENCE);
		const asked = request(url, { method: 'POST', lookup, headers, signal, agent: false }, resolve);
		asked.on('error', (error) =>
			reject(new FeedProblem(`${url.hostname}: ${reasonOf(error)}.`, { cause: error }))
		);
		asked.end(body);
	});
	// What it says beside its status is of no use here.
	response.destroy();
	const { statusCode = 0 } = response;
	if (statusCode >= 200 && statusCode < 300) return;
	throw new FeedProblem(`${url.hostname} answers ${statusCode}${hintOf(statusCode)}`);
}

function reasonOf(error: Error): string {
	const code = 'code' in error ? String(error.code) : '';
	const reasons: Record<string, string> = {
		ECONNREFUSED: 'nothing answers there',
		ECONNRESET: 'the connection broke off',
		EHOSTUNREACH: 'it cannot be reached',
		ENETUNREACH: 'it cannot be reached',
		ETIMEDOUT: 'it does not answer',
		ABORT_ERR: `it did not answer within ${PATIENCE / 1000} s`,
		CERT_HAS_EXPIRED: 'its certificate has expired'
	};
	return error.name === 'TimeoutError' ? reasons.ABORT_ERR! : (reasons[code] ?? error.message);
}

function hintOf(status: number): string {
	if (status >= 300 && status < 400) return ': it redirects. Give the address of the receiver itself.';
	if (status === 401 || status === 403)
		return ': it does not take what is posted. Check its address and its secret.';
	if (status === 404 || status === 410) return ': there is no receiver. Check the address.';
	if (status === 429) return ': it is asked too often.';
	return status >= 500 ? ': the receiver failed.' : '.';
}
