import { describe, expect, it } from 'vitest';
import { timeZone } from '#lib/events/zone.ts';
import { loadPeriods } from './load-periods.ts';
import { openLoad, type LoadCell } from './open-load.ts';

const utc = timeZone('UTC');
const at = (iso: string) => Date.parse(`${iso}Z`);

describe('the periods of a load', () => {
	it('are weeks to Sunday, the last one up to the date of the data', () => {
		const found = loadPeriods({ from: '2026-05-06' }, at('2026-05-20T12:00:00'), '2026-01-01', utc)!;
		expect(found.days).toEqual(['2026-05-10', '2026-05-17', '2026-05-20']);
		expect([found.start, ...found.ends]).toEqual([
			at('2026-05-06T00:00'),
			at('2026-05-11T00:00'),
			at('2026-05-18T00:00'),
			at('2026-05-20T12:00') + 1
		]);
	});

	it('are months where the range is long', () => {
		const found = loadPeriods(
			{ from: '2024-11-15', to: '2026-02-01' },
			at('2026-05-20T12:00'),
			'2020-01-01',
			utc
		)!;
		expect([found.unit, found.days[0], found.days.at(-1), found.days.length]).toEqual([
			'month',
			'2024-11-30',
			'2026-01-31',
			15
		]);
	});

	it('are the last year without a range, but begin with the first lead', () => {
		const days = (first: string) => loadPeriods({}, at('2026-05-20T12:00'), first, utc)!.days;
		expect([days('2020-01-01').length, days('2020-01-01')[0]]).toEqual([53, '2025-05-25']);
		expect(days('2026-05-19')).toEqual(['2026-05-20']);
	});

	it('are none where nothing is between the ends', () => {
		expect(loadPeriods({ from: '2026-06-01' }, at('2026-05-20T12:00'), '2020-01-01', utc)).toBeNull();
		expect(loadPeriods({ to: '2019-06-01' }, at('2026-05-20T12:00'), '2020-01-01', utc)).toBeNull();
	});

	it('end with the local days', () => {
		const zone = timeZone('Europe/Berlin');
		const { ends } = loadPeriods(
			{ from: '2026-03-23', to: '2026-04-06' },
			at('2026-05-20T12:00'),
			'2020-01-01',
			zone
		)!;
		expect(ends).toEqual([at('2026-03-29T22:00'), at('2026-04-05T22:00')]);
	});
});

describe('a load', () => {
	const cell = (
		manager: string | null,
		period: number,
		starts: number,
		ends: number,
		lastCame?: string
	): LoadCell => ({
		...{
			manager,
			period,
			starts,
			ends,
			came: lastCame ? starts : 0,
			lastCame: lastCame ? at(lastCame) : null
		}
	});
	const end = at('2026-05-31T00:00');
	const rows = openLoad(
		[
			...[cell('Jon', -1, 20, 8, '2026-02-01T00:00'), cell('Ann', 0, 5, 1, '2026-05-01T00:00')],
			...[cell('Ann', 2, 3, 4, '2026-05-30T00:00'), cell('Ann', 3, 99, 0), cell(null, 1, 2, 0)],
			...[cell('Old', -1, 5, 5, '2026-01-01T00:00')]
		],
		3,
		new Map([['Ann', 8]]),
		end
	);

	it('is what came less what left', () => {
		expect(rows).toEqual([
			{
				...{ key: 'Ann', open: [4, 4, 3], came: [5, 0, 3], now: 3, peak: 4, recent: 8, left: false },
				lastCame: '2026-05-30T00:00:00.000Z'
			},
			{
				...{ key: 'Jon', open: [12, 12, 12], came: [0, 0, 0], now: 12, peak: 12, recent: 0, left: true },
				lastCame: '2026-02-01T00:00:00.000Z'
			},
			{ key: null, open: [0, 2, 2], came: [0, 0, 0], now: 2, peak: 2, recent: 0, lastCame: null, left: false }
		]);
	});

	it('of somebody who gets no more is not left behind where nobody gets any', () => {
		const [jon] = openLoad([cell('Jon', -1, 20, 8, '2026-02-01T00:00')], 3, new Map(), end);
		expect(jon!.left).toBe(false);
	});
});
