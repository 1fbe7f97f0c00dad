import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: not of this machine, its networks, or a reserved range, nor an
 * IPv6 address that stands for such an IPv4 address.
 */
export function isPublicAddress(text: string): boolean {
	if (!ipaddr.isValid(text)) return false;
	const address = ipaddr.process(text);
	if (address.range() !== 'unicast') return false;
	return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(globalUnicast);
}
