import { expect, test } from 'vitest';
import { comparisonRange } from './compare.ts';
import { filtersSchema } from './filters.ts';

test.each([
	['previous', '2026-03-01', '2026-04-01', '2026-02-01', '2026-03-01'],
	['previous', '2026-01-01', '2026-04-01', '2025-10-01', '2026-01-01'],
	['previous', '2026-03-10', '2026-03-17', '2026-03-03', '2026-03-10'],
	['previous', '2026-03-01', '2026-03-15', '2026-02-15', '2026-03-01'],
	['year', '2026-03-10', '2026-03-17', '2025-03-10', '2025-03-17'],
	['year', '2024-02-29', '2024-03-15', '2023-03-01', '2023-03-15']
])('%s of %s to %s is %s to %s', (compare, from, to, previousFrom, previousTo) => {
	expect(comparisonRange(filtersSchema.parse({ compare, from, to }))).toEqual({
		from: previousFrom,
		to: previousTo
	});
});

test('an open range has nothing to compare with', () => {
	expect(comparisonRange(filtersSchema.parse({ compare: 'previous', from: '2026-03-01' }))).toBeNull();
	expect(comparisonRange(filtersSchema.parse({ from: '2026-03-01', to: '2026-04-01' }))).toBeNull();
});
