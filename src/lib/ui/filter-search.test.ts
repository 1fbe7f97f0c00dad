import { expect, it } from 'vitest';
import { filterSearch } from './filter-search.ts';

it('keeps the filters and leaves out the rest', () => {
	const params = new URLSearchParams('channel=SMM&channel=%21Radio&q=spring&rows=all&by=month');
	expect(filterSearch(params)).toBe('?channel=SMM&channel=%21Radio&by=month');
	expect(filterSearch(new URLSearchParams('rows=all'))).toBe('');
});
