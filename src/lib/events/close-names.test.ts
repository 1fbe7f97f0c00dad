import { expect, test } from 'vitest';
import { closeNames } from './close-names.ts';

test('names that are spelled almost alike, the closest first', () => {
	const names = ['Id', 'Created Time', 'Closing Date', 'Deal Owner Name', 'Source'];
	expect(closeNames('created_time', names)).toEqual(['Created Time']);
	expect(closeNames('Sorce', names)).toEqual(['Source']);
	expect(closeNames('Owner', names)).toEqual(['Deal Owner Name']);
	expect(closeNames('Quality', names)).toEqual([]);
});
