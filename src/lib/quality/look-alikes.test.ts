import { describe, expect, test } from 'vitest';
import { foldName, lookAlikes } from './look-alikes.ts';

describe('foldName', () => {
	test.each([
		['Google Ads', 'googleads'],
		['google-ads ', 'googleads'],
		['Café', 'cafe'],
		// The first letter is Cyrillic.
		['Сrm', 'crm'],
		['Яндекс.Директ', 'яндексдирект'],
		['…', '']
	])('%s', (name, folded) => {
		expect(foldName(name)).toBe(folded);
	});
});

describe('lookAlikes', () => {
	test('the spelling of most leads comes first, groups by size', () => {
		expect(
			lookAlikes([
				{ name: 'google', leads: 3 },
				{ name: 'Google', leads: 40 },
				{ name: 'GOOGLE ', leads: 1 },
				{ name: 'SMM', leads: 9 },
				{ name: 'sms', leads: 8 },
				{ name: 'e-mail', leads: 50 },
				{ name: 'Email', leads: 50 }
			])
		).toEqual([
			{ name: 'Email', others: [{ name: 'e-mail', leads: 50 }] },
			{
				name: 'Google',
				others: [
					{ name: 'google', leads: 3 },
					{ name: 'GOOGLE ', leads: 1 }
				]
			}
		]);
	});

	test('names of punctuation alone are not alike', () => {
		expect(
			lookAlikes([
				{ name: '-', leads: 1 },
				{ name: '?', leads: 1 }
			])
		).toEqual([]);
	});
});
