import { describe, expect, test } from 'vitest';
import { collectEmails, collectPhones, readEmail, readPhone } from './contacts.ts';
import { warnings } from './reasons.ts';

test.each([
	[' Ann@Example.COM ', 'ann@example.com'],
	['a@b', 'a@b'],
	['ann.example.com', null],
	['@example.com', null],
	['ann@', null],
	['@', null],
	['', null]
])('e-mail %j is %j', (text, expected) => expect(readEmail(text)).toBe(expected));

test.each([
	['+49 170 1234567', null, '+491701234567'],
	['0170 1234567', 'DE', '+491701234567'],
	['0049 170 1234567', 'DE', '+491701234567'],
	['8 (916) 123-45-67', 'RU', '+79161234567'],
	["'+79161234567", null, '+79161234567'],
	['0170 1234567', null, null],
	['+49 1', null, null],
	['12', 'DE', null],
	['call me', 'DE', null],
	['0170 1234567', 'XX', null],
	['+48 601 234 567', 'XX', '+48601234567']
])('phone %j in %j is %j', (text, country, expected) => expect(readPhone(text, country)).toBe(expected));

describe('fields with several', () => {
	test('e-mails', () => {
		const emails: string[] = [];
		const warned: string[] = [];
		collectEmails('a@x.com; B@x.com, a@x.com', emails, warned);
		collectEmails('nobody', emails, warned);
		expect(emails).toEqual(['a@x.com', 'b@x.com']);
		expect(warned).toEqual([warnings.email]);
	});

	test('phones', () => {
		const phones: string[] = [];
		const warned: string[] = [];
		collectPhones('+49 170 1234567, +49 170 1234568; 1', null, phones, warned);
		collectPhones('+491701234567', null, phones, warned);
		expect(phones).toEqual(['+491701234567', '+491701234568']);
		expect(warned).toEqual([warnings.phoneWithoutCountry]);
	});
});
