import { describe, expect, it } from 'vitest';
import { incidenceOf, type ExitCell } from './exits.ts';
import { drawnGroups, groupRow, sharesOfPair } from './group-rows.ts';

const group = (key: string, ...cells: [ExitCell['exit'], day: number, leads: number][]) => ({
	key,
	...incidenceOf(cells.map(([exit, day, leads]) => ({ exit, day, leads })))
});
const search = group('Search', ['client', 10, 20], ['client', 60, 20], ['lost', 5, 60], ['open', 100, 100]);
const social = group('Social', ['client', 10, 3], ['open', 50, 97]);
const empty = group('Fairs', ['open', 200, 80]);

describe('a row of the breakdown', () => {
	it('has the shares as far as enough leads are followed', () => {
		const row = groupRow(search);
		expect(row).toMatchObject({ leads: 200, clients: 40, lost: 60, open: 100, dated: 40, few: false });
		expect(row.shares.map((share) => share && share.share.toFixed(3))).toEqual(['0.100', '0.200', null]);
		expect(row.shares[0]!.lo!).toBeLessThan(0.1);
		expect(row.half).toBe(10);
		expect(row.median).toBe(35);
	});

	it('does not say when with fewer than 10 clients', () => {
		expect(groupRow(social)).toMatchObject({ few: true, half: null, median: null, clients: 3 });
	});

	it('ends with the window', () => {
		expect(groupRow(search, 60).shares.map((share) => share !== null)).toEqual([true, false, false]);
	});
});

describe('the lines of the breakdown', () => {
	it('are of the largest groups with a client, in the order given', () => {
		expect(drawnGroups([social, empty, search], 8, false).map(({ key }) => key)).toEqual([
			'Social',
			'Search'
		]);
		expect(drawnGroups([social, empty, search], 1, false).map(({ key }) => key)).toEqual(['Search']);
	});

	it('are the last ones in time', () => {
		expect(drawnGroups([search, social], 1, true).map(({ key }) => key)).toEqual(['Social']);
	});
});

describe('a pair', () => {
	it('is compared on the latest day to which both are followed', () => {
		const pair = sharesOfPair(groupRow(search), groupRow(social))!;
		expect(pair.day).toBe(30);
		expect([pair.a, pair.b].map((share) => share.toFixed(2))).toEqual(['0.10', '0.03']);
		expect(sharesOfPair(groupRow(search), groupRow(group('New', ['open', 3, 90])))).toBeNull();
	});
});
