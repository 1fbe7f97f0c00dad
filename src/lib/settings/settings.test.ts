import { describe, expect, it } from 'vitest';
import { aliasCycle, channelOf, resolveAliases } from './aliases.ts';
import { linkFault, recordLink } from './links.ts';
import { hostAllowed, parseSettings, SettingsProblem } from './settings.ts';

const problemOf = (value: unknown): string => {
	try {
		parseSettings(value);
	} catch (error) {
		if (error instanceof SettingsProblem) return error.message;
		throw error;
	}
	return '';
};

describe('settings', () => {
	it('have defaults', () => {
		expect(parseSettings({})).toEqual({
			aliases: { channel: {}, manager: {} },
			namesakes: [],
			managers: {},
			managerFields: { team: null, role: null },
			excludedChannels: [],
			cards: { lead: ['name', 'contact', 'channel'], client: ['name', 'contact', 'company', 'amount'] },
			links: {},
			rates: {},
			margin: 1,
			stageLimits: {},
			workingHours: {
				week: [...Array<[string, string]>(5).fill(['09:00', '18:00']), null, null],
				holidays: []
			},
			minutesPerLead: 20,
			scoring: { horizonDays: 90, delayDays: 14, hoursPerWeek: null, costPerLead: null },
			scoreHook: null,
			lookBackDays: 90,
			leadPrices: [],
			allowedHosts: []
		});
	});

	it('keep what is set, trimmed, beside the defaults', () => {
		const set = parseSettings({
			aliases: { channel: { ' Google ': 'google' } },
			cards: { lead: ['name', 'Job title'] },
			allowedHosts: ['Docs.Google.com'],
			rates: { USD: '0.92', RUB: { '2026-01-01': '0.01' } }
		});
		expect(set.aliases.channel).toEqual({ Google: 'google' });
		expect(set.cards).toEqual({
			lead: ['name', 'Job title'],
			client: ['name', 'contact', 'company', 'amount']
		});
		expect(set.allowedHosts).toEqual(['docs.google.com']);
		expect(set.rates).toEqual({ USD: '0.92', RUB: { '2026-01-01': '0.01' } });
	});

	it.each([
		[
			{ aliases: { channel: { a: 'b', b: 'c', c: 'a' } } },
			'aliases → channel → a "b": goes round in a circle: "a" → "b" → "c" → "a".'
		],
		[{ aliases: { channel: { a: 'a' } } }, 'aliases → channel → a "a": goes round in a circle: "a" → "a".'],
		[{ aliases: { channel: { a: ' ' } } }, 'aliases → channel → a " ": a channel must not be empty.'],
		[{ excludedChannels: ['Test', 'Test'] }, 'excludedChannels: must name each channel once.'],
		[{ rates: { usd: '1' } }, 'rates → usd "1": must be a three-letter currency code such as USD.'],
		[{ rates: { USD: '0,92' } }, 'rates → USD "0,92": must be a decimal number such as 0.92.'],
		[
			{ rates: { USD: { '2026-01-01': '1', '2026-02-30': '1' } } },
			'rates → USD → 2026-02-30 "1": must be a day like 2026-03-31.'
		],
		[
			{ rates: { USD: { '2026-01-01': '1', '2026-02-01': '-1' } } },
			'rates → USD → 2026-02-01 "-1": must be a decimal number such as 0.92.'
		],
		[{ rates: { USD: {} } }, 'rates → USD: must be a rate, or rates by day.'],
		[{ rates: { USD: 0.92 } }, 'rates → USD 0.92: must be a decimal number such as 0.92.'],
		[{ rates: { USD: '0.00' } }, 'rates → USD "0.00": must be more than 0.'],
		[{ margin: 1.5 }, 'margin 1.5: must be at most 1.'],
		[{ margin: 0 }, 'margin 0: must be more than 0.'],
		[{ minutesPerLead: -1 }, 'minutesPerLead -1: must be 0 or more.'],
		[{ lookBackDays: 2.5 }, 'lookBackDays 2.5: must be a whole number of days.'],
		[{ lookBackDays: 4000 }, 'lookBackDays 4000: must be 1 to 3650.'],
		[
			{ leadPrices: [{ channel: 'A', price: 'free' }] },
			'leadPrices → 0 → price "free": must be a decimal number such as 45 or 12.50.'
		],
		[
			{
				leadPrices: [
					{ channel: 'A', price: '5', from: '2026-01-01' },
					{ channel: 'A', price: '6', from: '2026-01-01' }
				]
			},
			'leadPrices → 1: "A" has two prices from 2026-01-01: remove one.'
		],
		[
			{ links: { crm: 'javascript:alert({id})' } },
			'links → crm "javascript:alert({id})": must be an address such as https://crm.example.com/leads/{id}.'
		],
		[
			{ allowedHosts: ['https://a.com/x'] },
			'allowedHosts → 0 "https://a.com/x": must be the name of a host such as docs.google.com or *.example.com, without https:// and path.'
		]
	])('%j is refused in words', (value, message) => {
		expect(problemOf(value)).toBe(message);
	});
});

it('take thousands of rates, and refuse too many', () => {
	const daily = (days: number) =>
		Object.fromEntries(
			Array.from({ length: days }, (_, i) => [new Date(i * 86_400_000).toISOString().slice(0, 10), '0.5'])
		);
	expect(Object.keys(parseSettings({ rates: { USD: daily(20_000) } }).rates.USD!)).toHaveLength(20_000);
	expect(problemOf({ rates: { USD: daily(25_000), GBP: daily(25_001) } })).toBe(
		'rates: has 50,001 rates, 50,000 at most: leave out currencies that no amount is in, or days before the first one.'
	);
});

describe('aliases', () => {
	const aliases = { channel: { Google: 'google', 'google ads': 'Google', toString: 'x' } };

	it('are followed to the end of their chain', () => {
		expect(['google ads', 'Google', 'google', 'SMM'].map((name) => channelOf(aliases, name))).toEqual([
			'google',
			'google',
			'google',
			'SMM'
		]);
		expect(channelOf({ channel: {} }, 'constructor')).toBe('constructor');
		expect(resolveAliases(aliases.channel).get('google ads')).toBe('google');
	});

	it('may not lead back to themselves', () => {
		expect(aliasCycle(aliases.channel)).toBeNull();
		expect(aliasCycle({ x: 'b', b: 'c', c: 'b' })).toEqual(['b', 'c']);
	});
});

describe('links', () => {
	it('write the id so that it stays within its place', () => {
		const links = { crm: 'https://crm.example.com/leads/{id}?from={id}' };
		expect(recordLink(links, 'crm', 'A/1 &$&')).toBe(
			'https://crm.example.com/leads/A%2F1%20%26%24%26?from=A%2F1%20%26%24%26'
		);
		expect(recordLink(links, 'mail', '1')).toBeNull();
		expect(recordLink(links, 'crm', null)).toBeNull();
		expect(recordLink(links, 'toString', '1')).toBeNull();
	});

	it.each([
		['https://crm.example.com/leads/{id}', null],
		['http://crm:8080/#/{id}', null],
		['https://crm.example.com/leads', 'must have {id} where the id of the record stands'],
		['https://crm{id}/leads', 'must have {id} after the name of the site, and no user name'],
		['https://me:secret@crm/{id}', 'must have {id} after the name of the site, and no user name'],
		['crm.example.com/{id}', 'must be an address such as https://crm.example.com/leads/{id}']
	])('%s: %s', (template, fault) => {
		expect(linkFault(template)).toBe(fault);
	});
});

it('hosts are allowed by name, or all below a name', () => {
	const allowed = ['docs.google.com', '*.example.com'];
	const hosts = ['docs.google.com', 'DOCS.google.com', 'a.b.example.com', 'example.com', 'evilexample.com'];
	expect(hosts.map((host) => hostAllowed(allowed, host))).toEqual([true, true, true, false, false]);
});
