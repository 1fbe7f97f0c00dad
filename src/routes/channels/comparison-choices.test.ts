import { describe, expect, it } from 'vitest';
import { comparisonChoices, timeHad } from './comparison-choices.ts';

const ranges = (today: string, filters = {}, firstLead?: string) =>
	comparisonChoices(today, filters, firstLead).map(({ name, from, to, then }) => [
		name,
		from,
		to,
		then.from,
		then.to
	]);

describe('comparisonChoices', () => {
	it('offers the last full quarter and month', () =>
		expect(ranges('2026-11-22')).toEqual([
			['quarter', '2026-07-01', '2026-10-01', '2026-04-01', '2026-07-01'],
			['month', '2026-10-01', '2026-11-01', '2026-09-01', '2026-10-01'],
			['year', '2026-07-01', '2026-10-01', '2025-07-01', '2025-10-01']
		]));

	it('counts a period as full on its last day', () =>
		expect(ranges('2025-12-31')).toEqual([
			['quarter', '2025-10-01', '2026-01-01', '2025-07-01', '2025-10-01'],
			['month', '2025-12-01', '2026-01-01', '2025-11-01', '2025-12-01'],
			['year', '2025-10-01', '2026-01-01', '2024-10-01', '2025-01-01']
		]));

	it('offers the chosen range first, if it has both ends', () => {
		expect(ranges('2026-11-22', { from: '2026-02-10', to: '2026-02-20' }).slice(0, 2)).toEqual([
			['chosenPrevious', '2026-02-10', '2026-02-20', '2026-01-31', '2026-02-10'],
			['chosenYear', '2026-02-10', '2026-02-20', '2025-02-10', '2025-02-20']
		]);
		expect(ranges('2026-11-22', { from: '2026-02-10' })).toHaveLength(3);
	});

	it('offers no range that was over before the first lead', () => {
		const names = (firstLead: string) => ranges('2026-11-22', {}, firstLead).map(([name]) => name);
		expect(names('2025-09-30')).toEqual(['quarter', 'month', 'year']);
		expect(names('2025-10-01')).toEqual(['quarter', 'month']);
		expect(names('2026-07-01')).toEqual(['month']);
		expect(names('2026-11-01')).toEqual([]);
	});
});

describe('timeHad', () => {
	it('counts whole days since the end of each range', () =>
		expect(timeHad('2026-11-22', '2026-11-01', { to: '2026-10-01' })).toEqual({ days: 21, thenDays: 52 }));

	it('is below a day while the range goes on', () =>
		expect(timeHad('2026-11-22', '2026-12-01', { to: '2026-11-01' })?.days).toBe(-9));

	it('says nothing of leads that had a year', () =>
		expect(timeHad('2026-11-22', '2025-11-22', { to: '2025-10-22' })).toBeNull());
});
