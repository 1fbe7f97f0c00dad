import { describe, expect, it } from 'vitest';
import type { ChannelRow, Range } from '#lib/channels/report.ts';
import { formatBought, mostAndLeast, nextThousand } from './next-thousand.ts';

const row = (
	key: string,
	cost: number | null,
	clients: number,
	next1000: Range,
	expected: number | null = null
) => ({ key, cost, clients, next1000, expected }) as ChannelRow;

const total = (cost: number | null, clients: number) => ({ cost, clients });

describe('nextThousand', () => {
	it('keeps the order of money and sets aside the few and the unpaid', () => {
		const next = nextThousand(
			[
				row('Cheap', 1000, 12, [6, 21]),
				row('Dear', 9000, 27, [2, 4.4]),
				row('Missed', 500, 2, [1, 14], 11),
				row('Small', 200, 3, [5, 44], 2),
				row('Free', 0, 40, [null, null]),
				row('Refunded', -50, 1, [null, null]),
				row('Unknown', null, 9, [null, null])
			],
			total(10_650, 94),
			['channel']
		);
		expect(next.amount).toBe(1000);
		expect(next.judged.map(({ names, bought }) => [names[0], bought])).toEqual([
			['Dear', 3],
			['Cheap', 12],
			['Missed', 4]
		]);
		expect(next.few.map(({ key }) => key)).toEqual(['Small']);
		expect(next.unpaid).toBe(true);
	});

	it('speaks of an amount that buys a client', () => {
		const next = nextThousand([row('A', 900_000, 30, [0.02, 0.05])], total(900_000, 30), ['channel']);
		expect(next.amount).toBe(100_000);
		expect(next.judged[0]).toMatchObject({ range: [2, 5] });
		expect(next.judged[0]!.bought).toBeCloseTo(3.333, 3);
	});

	it('starts the range at none where no client has come', () => {
		const next = nextThousand([row('A', 4000, 0, [null, 0.96], 12)], total(4000, 0), ['channel']);
		expect(next).toMatchObject({ amount: 1000, unpaid: false, judged: [{ bought: 0, range: [0, 0.96] }] });
	});
});

describe('mostAndLeast', () => {
	const rows = (...bought: number[]) =>
		bought.map((bought, i) => ({
			id: `${i}`,
			key: `${i}`,
			names: [`${i}`],
			cost: 1,
			clients: 10,
			bought,
			range: [bought - 1, bought + 1] as [number, number]
		}));

	it('are the ends, and none of one', () => {
		expect(mostAndLeast(rows(2, 5, 3))).toMatchObject({ most: { id: '1' }, least: { id: '0' } });
		expect(mostAndLeast(rows(2))).toBeNull();
	});
});

it('has digits where they tell', () => {
	expect(formatBought([8.2, 14.4])).toBe('8–14');
	expect(formatBought([0.62, 1.25])).toBe('0.6–1.3');
});
