import { describe, expect, it } from 'vitest';
import { chooses, onlyValue, readValue, writeValue } from './values.ts';

describe('a value of a filter', () => {
	it('is wanted or left out', () => {
		expect(readValue('Ads')).toEqual({ not: false, value: 'Ads' });
		expect(readValue('!Ads')).toEqual({ not: true, value: 'Ads' });
		expect(readValue('!')).toEqual({ not: true, value: '' });
		expect(onlyValue(null)).toBe('');
	});

	it('may begin with an exclamation mark', () => {
		expect(onlyValue('!Ads')).toBe('\\!Ads');
		expect(writeValue({ not: true, value: '!Ads' })).toBe('!!Ads');
	});

	it('is read back as it was written', () => {
		for (const value of ['', 'Ads', '!', '!Ads', '!!Ads', '\\', '\\Ads', '\\\\server', '\\!Ads', '\\\\!Ads'])
			for (const not of [false, true])
				expect(readValue(writeValue({ not, value })), writeValue({ not, value })).toEqual({ not, value });
	});
});

describe('the values that a filter chooses', () => {
	const chosen = (...texts: string[]) => ['Ads', 'Mail', '!Ads', null].filter(chooses(texts));

	it('are any of those that are wanted, and none of those left out', () => {
		expect(chosen('Ads', 'Mail')).toEqual(['Ads', 'Mail']);
		expect(chosen('')).toEqual([null]);
		expect(chosen('!')).toEqual(['Ads', 'Mail', '!Ads']);
		expect(chosen('!Ads', '!')).toEqual(['Mail', '!Ads']);
		expect(chosen('Ads', 'Mail', '!Mail')).toEqual(['Ads']);
		expect(chosen('\\!Ads')).toEqual(['!Ads']);
	});
});
