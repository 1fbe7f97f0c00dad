import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment gives the defaults', () => {
	expect(readConfig({})).toEqual({
		databaseUrl: null,
		dataDir: resolve('.sluice'),
		timezone: 'UTC',
		country: null,
		currency: 'EUR',
		port: 3000,
		host: '127.0.0.1',
		origin: null,
		hookSecret: null
	});
});

test('an empty variable is one that is not set', () => {
	expect(readConfig({ PORT: '', SLUICE_TIMEZONE: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('values are read and brought into one form', () => {
	expect(
		readConfig({
			DATABASE_URL: 'postgres://ann:secret@db.example.com/leads',
			SLUICE_DATA: '/srv/sluice/',
			SLUICE_TIMEZONE: 'Europe/Berlin',
			SLUICE_COUNTRY: 'de',
			SLUICE_CURRENCY: 'pln',
			PORT: '0',
			HOST: '::1',
			ORIGIN: 'https://sluice.example.com/',
			SLUICE_HOOK_SECRET: ' 0123456789abcdef '
		})
	).toEqual({
		databaseUrl: 'postgres://ann:secret@db.example.com/leads',
		dataDir: '/srv/sluice',
		timezone: 'Europe/Berlin',
		country: 'DE',
		currency: 'PLN',
		port: 0,
		host: '::1',
		origin: 'https://sluice.example.com',
		hookSecret: '0123456789abcdef'
	});
});

describe('a wrong value names the variable, the value and what to do', () => {
	test.each([
		[
			'SLUICE_TIMEZONE',
			'Berlin',
			'SLUICE_TIMEZONE is "Berlin": use an IANA time zone such as Europe/Berlin, or UTC.'
		],
		[
			'SLUICE_TIMEZONE',
			'+02:00',
			'SLUICE_TIMEZONE is "+02:00": use an IANA time zone such as Europe/Berlin, or UTC.'
		],
		[
			'SLUICE_COUNTRY',
			'Germany',
			'SLUICE_COUNTRY is "Germany": use a two-letter country code (ISO 3166) such as DE.'
		],
		[
			'SLUICE_CURRENCY',
			'euro',
			'SLUICE_CURRENCY is "euro": use a three-letter currency code (ISO 4217) such as EUR.'
		],
		['PORT', '65536', 'PORT is "65536": use a number from 0 to 65535.'],
		['PORT', '3000a', 'PORT is "3000a": use a number from 0 to 65535.'],
		['HOST', 'http://x', 'HOST is "http://x": use an address or a host name such as 127.0.0.1.'],
		[
			'ORIGIN',
			'https://a.example/sluice',
			'ORIGIN is "https://a.example/sluice": use scheme, host and port without a path, such as https://sluice.example.com.'
		],
		[
			'DATABASE_URL',
			'mysql://ann:secret@db/leads',
			'DATABASE_URL is not an address of PostgreSQL: use an address such as postgres://user:password@host:5432/database.'
		]
	])('%s=%s', (name, value, message) => {
		expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(message));
	});
});

test('a secret that is too short is not repeated', () => {
	expect(() => readConfig({ SLUICE_HOOK_SECRET: 'short' })).toThrow(
		'SLUICE_HOOK_SECRET is too short: use at least 16 characters that nobody can guess.'
	);
});
