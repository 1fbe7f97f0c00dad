import { describe, expect, it } from 'vitest';
import { canonicalSearch } from './canonical-search.ts';

const canonical = (search: string) => canonicalSearch(new URLSearchParams(search))?.toString() ?? null;

describe('canonicalSearch', () => {
	it('leaves a link as it is', () => {
		expect(canonical('from=2026-01-01&to=2026-02-01&channel=&channel=Ads&reason=')).toBeNull();
		expect(canonical('')).toBeNull();
	});

	it('turns the last day into the day after', () => {
		expect(canonical('from=2026-02-01&last=2026-02-28')).toBe('from=2026-02-01&to=2026-03-01');
		expect(canonical('from=&last=')).toBe('');
	});

	it('keeps a wrong day for the page to name', () => {
		expect(canonical('last=2026-02-31x')).toBe('to=2026-02-31x');
	});

	it('sets the values of one filter in place of those it had', () => {
		expect(canonical('channel=Ads&mode=period&add=channel&value=Mail&value=Web&value=Mail')).toBe(
			'mode=period&channel=Mail&channel=Web'
		);
		expect(canonical('channel=Ads&add=channel')).toBe('');
		expect(canonical('add=attr.City&value=Bonn&not=1')).toBe('attr.City=%21Bonn');
		expect(canonical('add=channel&value=!Ads')).toBe('channel=%5C%21Ads');
	});

	it('keeps "none" as a value', () => {
		expect(canonical('add=manager&value=')).toBe('manager=');
		expect(canonical('add=manager&value=&not=1')).toBe('manager=%21');
	});

	it('drops fields that were left empty', () => {
		expect(canonical('window=&asOf=&by=channel&by=')).toBe('by=channel');
	});
});
