import { expect, test } from 'vitest';
import { capacityShare, leadsPerWeek } from './capacity.ts';

test('hours a week divided by minutes a lead are leads a week, and a share of those that came', () => {
	const capacity = { hoursPerWeek: 30, minutesPerLead: 20 };
	expect(leadsPerWeek(capacity)).toBe(90);
	expect(capacityShare(capacity, 1800, 10)).toBe(0.5);
	expect(capacityShare(capacity, 450, 10)).toBe(2);
});

test('nothing is known without hours, and leads that take no time have no limit', () => {
	expect(capacityShare({ hoursPerWeek: null, minutesPerLead: 20 }, 10, 1)).toBeNull();
	expect(leadsPerWeek({ hoursPerWeek: 30, minutesPerLead: 0 })).toBeNull();
	expect(capacityShare({ hoursPerWeek: 30, minutesPerLead: 20 }, 0, 0)).toBeNull();
});
