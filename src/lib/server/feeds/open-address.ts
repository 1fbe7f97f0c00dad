/** Opens a file on the web. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkAddress, parseAddress, type AddressRules, type HostAddress } from './check-address.ts';
import { FeedProblem } from './feed-problem.ts';

/** By what a server can tell that a file has not changed. */
export interface Validators {
	etag?: string;
	lastModified?: string;
}

export interface OpenedFile extends Validators {
	/** The name that the server gives it, else the last part of the path. */
	name: string;
	/** Bytes to come, if the server says so. */
	size: number | null;
	/** Throws FeedProblems. */
	body: AsyncIterable<Buffer>;
}

const MOST_REDIRECTS = 5;
/** ms without a byte after which a server is given up. */
const IDLE = 30_000;

/**
 * Opens the file; null if it has not changed since `known`. Each address that it is redirected to is checked as the
 * first. Who stops reading before the end aborts `signal`. Throws a FeedProblem.
 */
export async function openAddress(
	address: string,
	known: Validators,
	rules: AddressRules,
	signal: AbortSignal
): Promise<OpenedFile | null> {
	let url = parseAddress(address);
	for (let redirects = 0; ; redirects++) {
		const at = await checkAddress(url, rules, redirects > 0);
		const response = await request(url, at, known, signal);
		const { statusCode = 0, headers } = response;
		if (statusCode === 200) return openedFile(url, response);
		response.destroy();
		if (statusCode === 304) return null;
		if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
			throw new FeedProblem(`${url.hostname} answers ${answerOf(response)}${hints[statusCode] ?? '.'}`);
		if (redirects === MOST_REDIRECTS)
			throw new FeedProblem(
				`${address} redirects more than ${MOST_REDIRECTS} times: give the address of the file itself.`
			);
		url = parseAddress(headers.location, url);
	}
}

const answerOf = ({ statusCode, statusMessage }: IncomingMessage) =>
	statusMessage ? `${statusCode} (${statusMessage})` : String(statusCode);

const hints: Record<number, string> = {
	401: ': it asks for a password. Give an address that needs none, such as a secret link.',
	403: ': it does not give the file out. Publish it, or give an address that needs no password.',
	404: ': there is no such file. Check the address.',
	410: ': the file is there no more. Check the address.',
	429: ': it was asked too often. Read it less often.'
};

async function request(
	url: URL,
	addresses: HostAddress[],
	known: Validators,
	signal: AbortSignal
): Promise<IncomingMessage> {
	// Asked again, the name server could answer otherwise.
	const pinned: LookupFunction = (_, options, found) => {
		if (options.all) found(null, addresses);
		else found(null, addresses[0]!.address, addresses[0]!.family);
	};
	const headers: Record<string, string> = {
		accept: 'text/csv, application/json, */*;q=0.5',
		'accept-encoding': 'identity',
		'user-agent': 'Sluice'
	};
	if (known.etag) headers['if-none-match'] = known.etag;
	if (known.lastModified) headers['if-modified-since'] = known.lastModified;
	const { get } = url.protocol === 'https:' ? https : http;
	return new Promise((resolve, reject) => {
		const asked = get(url, { lookup: pinned, headers, signal, agent: false }, resolve);
		asked.setTimeout(IDLE, () => asked.destroy(new Error(`nothing came for ${IDLE / 1000} s`)));
		asked.on('error', (error) => reject(connectionProblem(url.hostname, error)));
	});
}

function connectionProblem(host: string, error: unknown): FeedProblem {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const reasons: Record<string, string> = {
		ECONNREFUSED: 'nothing answers there',
		ECONNRESET: 'the connection broke off',
		EHOSTUNREACH: 'it cannot be reached',
		ENETUNREACH: 'it cannot be reached',
		ETIMEDOUT: 'it does not answer',
		ABORT_ERR: 'it took too long',
		CERT_HAS_EXPIRED: 'its certificate has expired'
	};
	const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
	return new FeedProblem(`${host} cannot be read: ${reason}.`, { cause: error });
}

function openedFile(url: URL, response: IncomingMessage): OpenedFile {
	const { headers } = response;
	const { etag, 'last-modified': lastModified } = headers;
	const encoding = headers['content-encoding'] ?? 'identity';
	const isPage = /^text\/html\b/i.test(headers['content-type'] ?? '');
	// A file that is gzip is unzipped by who reads it.
	if (isPage || !['identity', 'gzip'].includes(encoding)) {
		response.destroy();
		throw new FeedProblem(
			isPage ? webPage : `${url.hostname} sends the file packed as "${encoding}", which cannot be read.`
		);
	}
	const length = headers['content-length'];
	return {
		name: nameOf(url, headers['content-disposition']),
		size: length === undefined ? null : Number(length),
		etag,
		lastModified,
		body: bytes(url.hostname, response)
	};
}

/** Said of an address that gives HTML. */
const webPage =
	'The address gives a web page, not a file: publish the sheet as CSV (File → Share → Publish to web) and give that link.';

async function* bytes(host: string, response: IncomingMessage): AsyncGenerator<Buffer> {
	let first = true;
	try {
		for await (const chunk of response as AsyncIterable<Buffer>) {
			if (first && /^\s*<(!doctype html|html)\b/i.test(chunk.toString('latin1', 0, 200)))
				throw new FeedProblem(webPage);
			first = false;
			yield chunk;
		}
	} catch (error) {
		throw error instanceof FeedProblem ? error : connectionProblem(host, error);
	}
}

function nameOf(url: URL, disposition = ''): string {
	const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename="?([^";]+)/i.exec(disposition)?.[1];
	const name = (encoded && decoded(encoded)) ?? plain ?? decoded(url.pathname.split('/').at(-1)!);
	return (name ?? '').trim().slice(0, 200) || url.hostname;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
