import { expect, it } from 'vitest';
import { periodPresets } from './period-presets.ts';

it('gives whole months around the last day with data', () => {
	expect(periodPresets('2026-02-14')).toEqual({
		thisMonth: { from: '2026-02-01', to: '2026-03-01' },
		lastMonth: { from: '2026-01-01', to: '2026-02-01' },
		last3Months: { from: '2025-12-01', to: '2026-03-01' },
		last12Months: { from: '2025-03-01', to: '2026-03-01' },
		thisQuarter: { from: '2026-01-01', to: '2026-04-01' },
		thisYear: { from: '2026-01-01', to: '2027-01-01' },
		all: {}
	});
});

it('crosses the year in January', () => {
	const presets = periodPresets('2026-01-31');
	expect(presets.lastMonth).toEqual({ from: '2025-12-01', to: '2026-01-01' });
	expect(periodPresets('2026-12-31').thisQuarter).toEqual({ from: '2026-10-01', to: '2027-01-01' });
});
