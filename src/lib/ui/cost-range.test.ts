import { expect, it } from 'vitest';
import { formatCostRange } from './cost-range.ts';

it('writes both ends, or that there is none', () => {
	expect(formatCostRange([65.1, 98.4], 'EUR')).toBe('€65–€98');
	expect(formatCostRange([3.1, null], 'USD')).toBe('$3.10 or more');
	expect(formatCostRange([null, null], 'EUR')).toBe('–');
});
