import { describe, expect, it, test } from 'vitest';
import { attemptFigures } from './attempts.ts';
import { hourComparison, judgedBands, responseRow, responseTimes, type ResponseCell } from './response.ts';
import { stateIndex, type ResponseState } from './response-states.ts';

const cell = (
	wall: ResponseState,
	leads: number,
	clients: number,
	kind = 'Ads',
	working: ResponseState = wall
): ResponseCell => ({ kind, wall: stateIndex[wall], working: stateIndex[working], leads, clients });

const minutes = (...list: number[]) => ({
	wall: Float64Array.from(list),
	working: Float64Array.from(list, (value) => value / 2)
});

test('bands, quantiles and shares of a group', () => {
	const cells = [
		cell('5m', 10, 2, 'Ads', '1h'),
		cell('2h', 5, 1),
		cell('2h', 5, 0, 'Mail', '1h'),
		cell('never', 20, 1),
		cell('waiting', 7, 0),
		cell('unknown', 3, 1)
	];
	const times = responseTimes({ cells, minutes: minutes(1, 2, 3, 100) });
	expect(times).toMatchObject({ n: 20, waiting: 7, leftOut: 3, medianMinutes: 2.5 });
	expect(times.p90Minutes).toBeCloseTo(70.9, 9);
	expect(times.withinHour).toMatchObject({ count: 10, of: 40, rate: 0.25 });
	expect(times.reach).toMatchObject({ count: 23, of: 43 });
	expect(times.working).toMatchObject({ n: 20, medianMinutes: 1.25, withinHour: { count: 15, of: 40 } });
	expect(times.bands.map(({ leads }) => leads)).toEqual([10, 0, 10, 0, 0, 0, 0, 20]);
	expect(times.bands[0]).toMatchObject({ conversion: 0.2, others: null, verdict: null });
	expect(times.bands[1]).toMatchObject({ leads: 0, conversion: null, interval: [null, null] });
	expect(responseRow('Ads', { cells, minutes: minutes() })).toMatchObject({
		leads: 50,
		n: 20,
		medianMinutes: null
	});
});

test('nobody at all', () => {
	const times = responseTimes({ cells: [], minutes: minutes() });
	expect(times).toMatchObject({ n: 0, medianMinutes: null, p90Minutes: null, waiting: 0, leftOut: 0 });
	expect(times.withinHour).toEqual({ count: 0, of: 0, rate: null, interval: [null, null] });
	expect(hourComparison([], 'wall', true)).toMatchObject({ difference: null, interval: [null, null] });
	expect(attemptFigures([])).toMatchObject({ tried: 0, reach: { rate: null }, rows: [] });
});

describe('fast answers that only go to better leads', () => {
	// Within each kind the speed changes nothing: 20 % of Mail and 2 % of Ads become clients.
	const cells = [
		cell('5m', 800, 160, 'Mail'),
		cell('2h', 200, 40, 'Mail'),
		cell('5m', 200, 4, 'Ads'),
		cell('2h', 800, 16, 'Ads'),
		cell('waiting', 500, 0, 'Ads')
	];

	it('convert better, but not among leads of one kind', () => {
		const found = hourComparison(cells, 'wall', true);
		expect(found.within).toMatchObject({ count: 164, of: 1000 });
		expect(found.later).toMatchObject({ count: 56, of: 1000 });
		expect(found.difference).toBeCloseTo(0.108, 12);
		expect(found.interval[0]).toBeGreaterThan(0.08);
		expect(found.sameKind!.difference).toBeCloseTo(0, 12);
		expect(found.sameKind!.verdict).toBe('same');
		expect(hourComparison(cells, 'wall', false).sameKind).toBeNull();
	});

	it('make as many clients as the other bands of the same kind would', () => {
		const [fast, , slow] = judgedBands(cells, 'wall');
		expect(fast).toMatchObject({ clients: 164, verdict: 'same' });
		expect(fast!.others).toBeCloseTo(164, 9);
		expect(slow!.others).toBeCloseTo(56, 9);
	});
});

it('finds bands that do better among leads of one kind, and those with too few clients', () => {
	const bands = judgedBands(
		[cell('5m', 500, 75), cell('2h', 500, 40), cell('later', 500, 40), cell('never', 30, 0)],
		'wall'
	);
	expect(
		bands.map(({ band, verdict }) => [band, verdict]).filter(([, verdict]) => verdict !== 'few')
	).toEqual([
		['5m', 'better'],
		['2h', 'same'],
		['later', 'same']
	]);
	// 80 of 1,030 others: 38.8 of 500.
	expect(bands[0]!.others).toBeCloseTo((500 * 80) / 1030, 9);
});

test('attempts: how many had them, were reached by them, and gave up after them', () => {
	const { tried, reach, rows, conversion } = attemptFigures([
		{ attempts: 1, reached: true, leads: 50, clients: 10 },
		{ attempts: 3, reached: true, leads: 10, clients: 1 },
		{ attempts: 1, reached: false, leads: 20, clients: 0 },
		{ attempts: 2, reached: false, leads: 20, clients: 1 },
		{ attempts: 0, reached: false, leads: 5, clients: 2 }
	]);
	expect([tried, reach.count]).toEqual([100, 60]);
	expect(
		rows.map(({ reached, cumulative, missed }) => [reached.count, reached.of, cumulative, missed])
	).toEqual([
		[50, 100, 0.5, 20],
		[0, 30, 0.5, 20],
		[10, 10, 0.6, 0]
	]);
	expect(conversion).toMatchObject({
		reached: { count: 11, of: 60 },
		missed: { count: 1, of: 40 },
		untried: { count: 2, of: 5 }
	});
});
