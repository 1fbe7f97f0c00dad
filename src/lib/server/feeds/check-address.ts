/** Where a feed may read from: allowed hosts, and never this machine or its networks. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { hostAllowed } from '#lib/settings/settings.ts';
import { FeedProblem } from './feed-problem.ts';
import { isPublicAddress } from './public-address.ts';

export interface AddressRules {
	/** Hosts of the settings: exact, or `*.example.com`. */
	allowedHosts: readonly string[];
	/** Whether an IP address may be connected to. */
	isAllowedAddress(address: string): boolean;
	/** `https:`, and nothing else outside of tests. */
	protocols: readonly string[];
	/** What the address is for; default: to be read. */
	use?: 'read' | 'post';
}

export const addressRules = (allowedHosts: readonly string[]): AddressRules => ({
	allowedHosts,
	isAllowedAddress: isPublicAddress,
	protocols: ['https:']
});

/** Throws a FeedProblem unless the text, which may be relative to `base`, is the address of something. */
export function parseAddress(text: string, base?: URL): URL {
	if (!URL.canParse(text, base))
		throw new FeedProblem(`"${text}" is not an address such as https://example.com/leads.csv.`);
	return new URL(text, base);
}

export interface HostAddress {
	address: string;
	family: number;
}

export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

/** Throws a FeedProblem unless an address may be asked for. `redirected`: another address led here. */
export function checkHost(url: URL, rules: AddressRules, redirected = false): void {
	const host = hostOf(url);
	const where = redirected ? `The address redirects to ${host}, which` : host;
	if (!rules.protocols.includes(url.protocol))
		throw new FeedProblem(
			`${where} is not ${rules.use === 'post' ? 'posted to' : 'read'} over ${url.protocol.slice(0, -1)}: use an address that begins with https://.`
		);
	if (url.username || url.password)
		throw new FeedProblem('An address with a user name or password in it is not used: use a link without.');
	if (!hostAllowed(rules.allowedHosts, host))
		throw new FeedProblem(
			`${where} is not an allowed host: add ${host} to the allowed hosts in the settings.`
		);
}

/**
 * Where a host really is: addresses that were all checked, to be connected to and no others. Throws a FeedProblem that
 * says what is not allowed.
 */
export async function checkAddress(
	url: URL,
	rules: AddressRules,
	redirected = false
): Promise<HostAddress[]> {
	checkHost(url, rules, redirected);
	const host = hostOf(url);
	const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await addressesOf(host);
	for (const { address } of found)
		if (!rules.isAllowedAddress(address))
			throw new FeedProblem(
				`${host} is at ${address}, which is not a public address: ${
					rules.use === 'post'
						? `name ${host} itself among the allowed hosts in the settings, if it is meant.`
						: 'files of a local network are not read from the web. Put them into a watched folder.'
				}`
			);
	return found;
}

async function addressesOf(host: string): Promise<HostAddress[]> {
	try {
		return await lookup(host, { all: true });
	} catch (error) {
		throw new FeedProblem(`No machine of the name ${host} can be found: check the address.`, {
			cause: error
		});
	}
}
