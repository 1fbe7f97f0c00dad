import { describe, expect, it } from 'vitest';
import { mix, sameMix, type MixCell } from './mix.ts';
import { mixTable } from './mix-table.ts';

const cell = (
	manager: string | null,
	channel: string | null,
	leads: number,
	temperature: number | null = null,
	made = 0
): MixCell => ({
	...{ manager, channel, leads, temperature, made }
});
const report = { base: 'accepted', goal: 'client', credit: 'last', notJudged: null, rate: 0.08 } as const;
const together = () => 'all';
const cells = [
	...[cell('Ann', 'Ads', 80, 2, 8), cell('Ann', 'Mail', 20, 0, 3), cell('Bob', 'Ads', 30, 1, 6)],
	...[cell('Bob', 'Mail', 70, 0, 6), cell(null, 'Mail', 10, 0, 5), cell('Cid', null, 1, 0)]
];

describe('who gets what', () => {
	const found = mix(cells, report, true, together, () => true);

	it('is the share of each kind, beside all leads with a rep', () => {
		expect(found.channels).toEqual([
			{ key: 'Ads', leads: 110 },
			{ key: 'Mail', leads: 100 },
			{ key: null, leads: 1 }
		]);
		expect(found.all).toEqual({ leads: 201, channels: [110, 90, 1], expected: 0.08 });
		expect(found.temperatures).toEqual([91, 30, 80]);
		expect(
			found.rows.map(({ key, channels, temperatures, expected }) => [key, channels, temperatures, expected])
		).toEqual([
			// 10% of hot Ads, 20% of warm Ads, 9 of 90 of cold Mail; leads of nobody set no rate.
			['Ann', [80, 20, 0], [20, 0, 80], (80 * 0.1 + 20 * 0.1) / 100],
			['Bob', [30, 70, 0], [70, 30, 0], (30 * 0.2 + 70 * 0.1) / 100],
			['Cid', [0, 0, 1], [1, 0, 0], 0],
			[null, [0, 10, 0], [10, 0, 0], null]
		]);
	});

	it('is worth what those of the same group make of such leads', () => {
		const apart = mix(
			cells,
			report,
			true,
			(manager) => manager,
			() => true
		);
		expect(apart.rows.map(({ expected }) => expected)).toEqual([0.11, 0.12, 0, null]);
		const untold = mix(cells, { ...report, notJudged: 'outcome' }, true, together, () => true);
		expect(untold.rows.every(({ expected }) => expected === null)).toBe(true);
	});

	it('says where it could be chance', () => {
		expect(found.rows.map(({ verdict }) => verdict)).toEqual(['differs', 'differs', 'few', null]);
		const alike = mix(
			[cell('Ann', 'Ads', 50), cell('Ann', 'Mail', 50), cell('Bob', 'Ads', 48), cell('Bob', 'Mail', 52)],
			report,
			false,
			together,
			(key) => key === 'Bob'
		);
		expect(alike.rows).toMatchObject([{ key: 'Bob', verdict: 'chance', temperatures: [] }]);
	});

	it('says nothing of chance where only won leads name their rep', () => {
		const won = mix(cells, { ...report, notJudged: 'wonOnly' }, false, together, () => true);
		expect(won.rows.map(({ leads }) => leads)).toEqual([100, 100, 1, 10]);
		expect(won.rows.every(({ verdict }) => verdict === null)).toBe(true);
	});

	it('is a table with a row a rep and kind', () => {
		const { header, rows } = mixTable(found);
		expect(rows).toHaveLength(4 * 6);
		expect(Object.fromEntries(header.map((name, i) => [name, rows[0]![i]]))).toEqual({
			...{ manager: 'Ann', of: 'channel', value: 'Ads', leads: 80, allOfManager: 100, share: 0.8 },
			...{ shareOfAll: 110 / 201, expected: 0.1, expectedOfAll: 0.08 }
		});
	});
});

describe('the chance of a mix', () => {
	it('is that of a chi-square', () => {
		// 2 × 2 table 80, 20 / 30, 70: χ² = 200 (80 · 70 − 20 · 30)² / (100 · 100 · 110 · 90) = 50.505…
		expect(sameMix([80, 20], [110, 90])).toBeCloseTo(1.19e-12, 13);
		expect(sameMix([10, 10, 10], [30, 30, 30])).toBe(1);
	});

	it('puts small kinds together', () => {
		expect(sameMix([10, 10, 1, 2, 1], [40, 40, 4, 8, 4])).toBeCloseTo(
			sameMix([10, 10, 4], [40, 40, 16])!,
			10
		);
	});

	it('is not known of too few, of one kind, or without others', () => {
		expect(sameMix([4, 4], [400, 400])).toBeNull();
		expect(sameMix([50], [100])).toBeNull();
		expect(sameMix([50, 50], [50, 50])).toBeNull();
	});
});
