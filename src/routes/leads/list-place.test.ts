import { expect, it } from 'vitest';
import { listCsvHref, listPlace } from './list-place.ts';

const place = (search: string, count: number, next: string | null) =>
	listPlace(new URL(`http://x/leads${search}`), { count, total: 120, limit: 50, next });

it('starts without a way back', () => {
	expect(place('?q=a', 50, 'K1')).toEqual({
		first: 1,
		last: 50,
		start: null,
		previous: null,
		next: '/leads?q=a&after=K1'
	});
});

it('remembers where the pages before began', () => {
	expect(place('?q=a&after=K1', 50, 'K2')).toEqual({
		first: 51,
		last: 100,
		start: null,
		previous: '/leads?q=a',
		next: '/leads?q=a&back=K1&after=K2'
	});
	expect(place('?q=a&back=K1&after=K2', 20, null)).toEqual({
		first: 101,
		last: 120,
		start: '/leads?q=a',
		previous: '/leads?q=a&after=K1',
		next: null
	});
});

it('has no places in an empty list', () => {
	expect(place('', 0, null)).toMatchObject({ first: 0, last: 0 });
});

it('gives the whole list as CSV wherever the reader is in it', () => {
	expect(listCsvHref(new URL('http://x/leads?q=a&back=K1&after=K2&limit=9'))).toBe('/leads/leads.csv?q=a');
	expect(listCsvHref(new URL('http://x/leads?after=K2'))).toBe('/leads/leads.csv');
});
