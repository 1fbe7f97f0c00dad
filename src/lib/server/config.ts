import { isSupportedCountry } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import { resolve } from 'node:path';
import { z } from 'zod';

/** The settings that come from the environment; everything else is a setting in the database. */
export interface Config {
	/** A PostgreSQL ≥ 15 to use; null: the embedded server, with its data in `dataDir`. */
	databaseUrl: string | null;
	/** Absolute path. */
	dataDir: string;
	/** The reporting zone, an IANA name. */
	timezone: string;
	/** How phones without a country code are read; null: such phones are left out. */
	country: CountryCode | null;
	/** The reporting currency, ISO 4217. */
	currency: string;
	/** 0: any free port. */
	port: number;
	host: string;
	/** The address that browsers use, such as `https://sluice.example.com`; null: taken from the request. */
	origin: string | null;
	/** Signs what is posted to other systems; null: nothing is posted. */
	hookSecret: string | null;
}

/** Something in the installation or its settings is wrong. The message is one plain sentence or two, for the user. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

const environment = z.object({
	DATABASE_URL: z
		.string()
		.refine(isDatabaseUrl, 'use an address such as postgres://user:password@host:5432/database')
		.nullable()
		.default(null),
	SLUICE_DATA: z.string().default('.sluice'),
	SLUICE_TIMEZONE: z
		.string()
		.refine(isTimeZone, 'use an IANA time zone such as Europe/Berlin, or UTC')
		.default('UTC'),
	SLUICE_COUNTRY: z
		.string()
		.toUpperCase()
		.refine(isSupportedCountry, 'use a two-letter country code (ISO 3166) such as DE')
		.nullable()
		.default(null),
	SLUICE_CURRENCY: z
		.string()
		.toUpperCase()
		.refine((code) => currencies.has(code), 'use a three-letter currency code (ISO 4217) such as EUR')
		.default('EUR'),
	PORT: z
		.string()
		.refine((text) => /^\d{1,5}$/.test(text) && Number(text) < 65536, 'use a number from 0 to 65535')
		.transform(Number)
		.default(3000),
	HOST: z
		.string()
		.refine((text) => !/[\s/]/.test(text), 'use an address or a host name such as 127.0.0.1')
		.default('127.0.0.1'),
	ORIGIN: z
		.string()
		.refine(isOrigin, 'use scheme, host and port without a path, such as https://sluice.example.com')
		.transform((text) => new URL(text).origin)
		.nullable()
		.default(null),
	SLUICE_HOOK_SECRET: z
		.string()
		.min(16, 'use at least 16 characters that nobody can guess')
		.nullable()
		.default(null)
});

/**
 * Reads the settings of the environment. A variable that is not set, or empty, takes its default.
 * Throws a {@link ConfigError} that names the variable, its value and what to do.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
	const set = Object.fromEntries(
		Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined])
	);
	const result = environment.safeParse(set);
	if (!result.success) {
		const issue = result.error.issues[0]!;
		const name = String(issue.path[0]);
		// The address of a database may hold a password.
		const value =
			name === 'DATABASE_URL'
				? 'is not an address of PostgreSQL'
				: name === 'SLUICE_HOOK_SECRET'
					? 'is too short'
					: `is "${set[name]}"`;
		throw new ConfigError(`${name} ${value}: ${issue.message}.`);
	}
	const values = result.data;
	return {
		databaseUrl: values.DATABASE_URL,
		dataDir: resolve(values.SLUICE_DATA),
		timezone: values.SLUICE_TIMEZONE,
		country: values.SLUICE_COUNTRY,
		currency: values.SLUICE_CURRENCY,
		port: values.PORT,
		host: values.HOST,
		origin: values.ORIGIN,
		hookSecret: values.SLUICE_HOOK_SECRET
	};
}

function isDatabaseUrl(text: string): boolean {
	return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isTimeZone(name: string): boolean {
	// JavaScript also takes offsets such as +02:00, which PostgreSQL reads with the sign reversed.
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

function isOrigin(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.username;
}
