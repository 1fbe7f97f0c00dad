import { expect, test } from 'vitest';
import { isForeignForm, isLoopback, isOwnHost } from './hosts.ts';

test.each([
	['localhost', true],
	['LOCALHOST', true],
	['sluice.localhost', true],
	['127.0.0.1', true],
	['127.8.9.10', true],
	['::1', true],
	['[::1]', true],
	['0.0.0.0', false],
	['::', false],
	['192.168.1.5', false],
	['127.0.0.1.evil.example', false],
	['localhost.evil.example', false],
	['', false]
])('%s is this machine: %s', (host, expected) => {
	expect(isLoopback(host)).toBe(expected);
});

test.each([
	['localhost:3000', null, true],
	['127.0.0.1', null, true],
	['[::1]:3000', null, true],
	['evil.example', null, false],
	['evil.example:3000', 'https://sluice.example.com', false],
	['sluice.example.com', 'https://sluice.example.com', true],
	['SLUICE.example.com:443', 'https://sluice.example.com', true],
	['127.0.0.1:3000', 'https://sluice.example.com', true],
	['a b', null, false],
	[null, null, false]
])('a request for %s with ORIGIN %s is answered: %s', (header, origin, expected) => {
	expect(isOwnHost(header, origin)).toBe(expected);
});

const form = 'application/x-www-form-urlencoded';

test.each([
	['POST', form, 'http://localhost:3000', false],
	['POST', form, 'https://evil.example', true],
	['POST', `${form}; charset=UTF-8`, null, true],
	['POST', 'text/plain', 'http://localhost:3001', true],
	['DELETE', 'multipart/form-data; boundary=x', 'null', true],
	// Another site must ask before it sends these, and is refused.
	['POST', 'application/json', 'https://evil.example', false],
	['GET', form, 'https://evil.example', false]
])('%s of %s from %s is the form of another site: %s', (method, type, from, expected) => {
	const headers = new Headers({ 'content-type': type });
	if (from) headers.set('origin', from);
	const request = new Request('http://localhost:3000/data', { method, headers });
	expect(isForeignForm(request, 'http://localhost:3000')).toBe(expected);
});
