/** Where changed temperatures may be posted to. */
import { isIP } from 'node:net';
import {
	addressRules,
	checkAddress,
	hostOf,
	parseAddress,
	type HostAddress
} from '../feeds/check-address.ts';
import { FeedProblem } from '../feeds/feed-problem.ts';
import { isPublicAddress } from '../feeds/public-address.ts';

export interface HookAddress {
	url: URL;
	/** Checked, to be connected to and no others. */
	addresses: HostAddress[];
}

/**
 * An address of an allowed host, over https. A host that the settings allow by its own name, not by a `*.`, may be in
 * the local network, and is reached there over http too: many a CRM stands beside Sluice. Throws a FeedProblem.
 */
export async function checkHookAddress(
	address: string,
	allowedHosts: readonly string[]
): Promise<HookAddress> {
	const url = parseAddress(address);
	const isNamed = allowedHosts.includes(hostOf(url).toLowerCase());
	const rules = addressRules(allowedHosts);
	const addresses = await checkAddress(url, {
		...rules,
		protocols: isNamed ? ['https:', 'http:'] : rules.protocols,
		isAllowedAddress: (ip) => isNamed || rules.isAllowedAddress(ip),
		use: 'post'
	});
	if (url.protocol === 'http:' && addresses.some(({ address: ip }) => isIP(ip) && isPublicAddress(ip)))
		throw new FeedProblem(
			`${hostOf(url)} is on the public internet: use an address that begins with https://.`
		);
	return { url, addresses };
}
