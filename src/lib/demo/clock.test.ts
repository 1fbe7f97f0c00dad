import { describe, expect, it } from 'vitest';
import { createClock, MINUTE } from './clock.ts';
import { createRandom } from './random.ts';

const clock = createClock('Europe/Berlin');
const local = (text: string) => Date.parse(`${text}Z`);
const shown = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('createClock', () => {
	it('writes a wall-clock time with the offset of its day', () => {
		expect(clock.withOffset(local('2026-07-01T08:05:09'))).toBe('2026-07-01T08:05:09+02:00');
		expect(clock.withOffset(local('2026-01-02T23:59:59.900'))).toBe('2026-01-02T23:59:59+01:00');
		expect(clock.withoutOffset(local('2026-01-02T00:00:00'))).toBe('2026-01-02T00:00:00');
		expect(clock.utc(local('2026-07-01T01:30:00.045'))).toBe('2026-06-30T23:30:00.045Z');
		expect(createClock('America/St_Johns').withOffset(local('2026-01-02T12:00:00'))).toBe(
			'2026-01-02T12:00:00-03:30'
		);
	});

	it('knows the wall clock at an instant', () => {
		expect(shown(clock.local(Date.parse('2026-11-20T16:30:00Z')))).toBe('2026-11-20T17:30');
	});

	it('counts office hours only, over nights, weekends and holidays', () => {
		expect(shown(clock.afterWork(local('2026-03-04T10:00:00'), 90))).toBe('2026-03-04T11:30');
		expect(shown(clock.afterWork(local('2026-03-04T17:30:00'), 60))).toBe('2026-03-05T09:30');
		expect(shown(clock.afterWork(local('2026-03-06T22:00:00'), 5))).toBe('2026-03-09T09:05');
		expect(shown(clock.afterWork(local('2025-12-23T17:50:00'), 20))).toBe('2025-12-29T09:10');
		expect(shown(clock.afterWork(local('2026-03-02T09:00:00'), 3 * 540 + 1))).toBe('2026-03-05T09:01');
	});

	it('keeps a moment in office hours and moves any other to the next working day', () => {
		const random = createRandom('office');
		const busy = local('2026-03-04T10:00:00');
		expect(clock.inOffice(busy, random)).toBe(busy);
		const monday = local('2026-03-09T09:00:00');
		const moved = clock.inOffice(local('2026-03-07T12:00:00'), random);
		expect(moved).toBeGreaterThanOrEqual(monday);
		expect(moved).toBeLessThan(monday + 240 * MINUTE);
	});
});
