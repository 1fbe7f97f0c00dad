import { expect, test } from 'vitest';
import { timeFault } from './event-time.ts';
import { reasons } from './reasons.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const at = (text: string) => ({ ms: Date.parse(text) });

test('an event is not before 1990 and not more than a day ahead', () => {
	expect(timeFault(at('2026-11-23T12:00:00Z'), now)).toBeNull();
	expect(timeFault(at('2026-11-23T12:00:00.001Z'), now)).toBe(reasons.futureDate);
	expect(timeFault(at('1990-01-01T00:00:00Z'), now)).toBeNull();
	expect(timeFault(at('1989-12-31T23:59:59.999Z'), now)).toBe(reasons.oldDate);
});

test('a mere date counts from where the day begins first', () => {
	expect(timeFault({ day: '2026-11-24' }, now)).toBeNull();
	expect(timeFault({ day: '2026-11-25' }, now)).toBe(reasons.futureDate);
	expect(timeFault({ day: '1990-01-01' }, now)).toBeNull();
	expect(timeFault({ day: '1989-12-31' }, now)).toBe(reasons.oldDate);
});
