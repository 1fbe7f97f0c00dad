import { expect, it } from 'vitest';
import { versionEffect, type HandedOver } from './version-effect.ts';

const DAY = 86_400_000;
const start = Date.UTC(2026, 5, 1);
const lead = (day: number, more: Partial<HandedOver> = {}): HandedOver => ({
	at: start + day * DAY,
	acceptedAfter: null,
	clientAfter: null,
	channel: 'Google',
	...more
});
const span = (from: number, to: number, handed: HandedOver[]) => ({
	from: start + from * DAY,
	to: start + to * DAY,
	handed
});
const options = { asOf: start + 28 * DAY, acceptDays: 7, clientDays: 14 };

it('counts hand-overs by week, and later steps of those that are old enough', () => {
	const effect = versionEffect(
		span(-14, 0, [lead(-13, { acceptedAfter: 2 * DAY }), lead(-2, { acceptedAfter: 8 * DAY }), lead(-1)]),
		span(0, 28, [
			lead(0, { acceptedAfter: 7 * DAY, clientAfter: 14 * DAY }),
			lead(13, { acceptedAfter: DAY, clientAfter: 15 * DAY }),
			lead(20, { acceptedAfter: DAY, clientAfter: DAY }),
			lead(27, { acceptedAfter: 0 })
		]),
		options
	);
	expect(effect.before).toMatchObject({
		weeks: 2,
		handed: 3,
		perWeek: 1.5,
		accepted: { of: 3, count: 1, rate: 1 / 3 },
		clients: { of: 3, count: 0, rate: 0 }
	});
	expect(effect.after).toMatchObject({
		weeks: 4,
		handed: 4,
		perWeek: 1,
		accepted: { of: 3, count: 3, rate: 1 },
		clients: { of: 2, count: 1, rate: 0.5 }
	});
	expect(
		effect.weeks.map(({ week, handed, accepted, clients }) => [week, handed, accepted.of, clients.of])
	).toEqual([
		[-2, 1, 1, 1],
		[-1, 2, 2, 2],
		[0, 1, 1, 1],
		[1, 1, 1, 1],
		[2, 1, 1, 0],
		[3, 1, 0, 0]
	]);
	expect(effect.acceptance!.change).toBeCloseTo(2 / 3, 12);
	expect(effect.conversion!.change).toBe(0.5);
});

it('parts what changed into other leads and another rate', () => {
	const many = (n: number, channel: string, accepted: number, day: number) =>
		Array.from({ length: n }, (_, i) => lead(day, { channel, acceptedAfter: i < accepted ? 0 : null }));
	const { acceptance, handedChance } = versionEffect(
		span(-14, 0, [...many(50, 'A', 40, -10), ...many(50, 'B', 10, -10)]),
		span(0, 14, [...many(80, 'A', 64, 1), ...many(20, 'B', 4, 1)]),
		options
	);
	expect(acceptance).toMatchObject({
		before: { leads: 100, clients: 50 },
		after: { leads: 100, clients: 68 }
	});
	expect([acceptance!.mix, acceptance!.rate].map((part) => Math.round(part * 1e9) / 1e9)).toEqual([0.18, 0]);
	expect(handedChance).toBe(1);
});

it('says nothing of rates while all leads are too young, and of hand-overs without any', () => {
	const effect = versionEffect(span(-14, 0, [lead(-3)]), span(0, 2, [lead(1)]), {
		...options,
		asOf: start + 2 * DAY
	});
	expect([effect.acceptance, effect.conversion]).toEqual([null, null]);
	expect(effect.after.accepted).toEqual({ of: 0, count: 0, rate: null, interval: [null, null] });
	expect(versionEffect(span(-7, 0, []), span(0, 7, []), options)).toMatchObject({
		handedChance: null,
		acceptance: null,
		before: { handed: 0, perWeek: 0 }
	});
});
