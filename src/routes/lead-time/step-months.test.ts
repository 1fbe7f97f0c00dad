import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { stepMonth } from '#lib/leadtime/step-trend.ts';
import { entriesHref, isSameDay, monthPoints, monthScale, unknownMonths } from './step-months.ts';

const filters = (raw: object = {}) => filtersSchema.parse(raw);
const month = (name: string, made: number[], open: number[] = [], untimed = 0, lost = 0) =>
	stepMonth(`2026-${name}-01`, {
		made: Float64Array.from(made),
		open: Float64Array.from(open),
		untimed,
		lost
	});
const many = new Array<number>(12).fill(3.5);
const months = [month('01', many), month('02', [5, 6], [7], 1, 4), month('03', [], [2]), month('04', [])];

describe('the months of a step', () => {
	it('are points with what they rest on', () => {
		const points = monthPoints(months, 'sal', filters());
		expect(points.map(({ rate, hollow }) => [rate, hollow])).toEqual([
			[3.5, false],
			[6, true],
			[null, false],
			[null, false]
		]);
		expect(points.map(({ lines }) => lines)).toEqual([
			['Jan 2026', 'Half within 3.5 d', '12 made it, 0 still open'],
			[
				'Feb 2026',
				'Half within 6 d',
				'2 made it, 1 still open',
				'1 more made it at an unknown time; the others stand for them',
				'4 lost on the way (left out)'
			],
			['Mar 2026', 'Not known yet: fewer than half have made it', '0 made it, 1 still open'],
			['Apr 2026', 'Nobody entered at a known time']
		]);
	});

	it('open the leads that entered in them, where a list can show them', () => {
		const href = (from: 'lead' | 'sal', raw: object) => entriesHref('2026-02-01', from, filters(raw));
		expect(href('lead', { from: '2026-02-10' })).toBe('/leads?from=2026-02-10&to=2026-03-01&reached=lead');
		expect(href('sal', {})).toBe('/leads?from=2026-02-01&to=2026-03-01&mode=period&reached=sal');
		expect(href('sal', { mode: 'period', to: '2026-02-20' })).toBe(
			'/leads?from=2026-02-01&to=2026-02-20&mode=period&reached=sal'
		);
		expect(href('sal', { from: '2026-01-01' })).toBeNull();
	});

	it('share a scale from 0', () => {
		expect(monthScale(months)).toMatchObject({ top: 6, bottom: 0 });
		expect(monthScale([month('01', [0, 0])])!.top).toBeGreaterThan(0);
		expect(monthScale(months.slice(2))).toBeNull();
	});

	it('say nothing where half make it on the day they enter, month by month', () => {
		expect(isSameDay([month('01', [0, 0]), month('02', [0]), month('03', [], [2])])).toBe(true);
		expect(isSameDay([month('01', [0, 0]), month('02', [1 / 24])])).toBe(false);
		expect(isSameDay([month('03', [], [2])])).toBe(false);
	});

	it('are named where they are not known yet', () => {
		expect(unknownMonths(months)).toBe(
			'Not known yet for Mar 2026: fewer than half have made the step so far.'
		);
		expect(unknownMonths([months[0]!, months[2]!, month('05', [], [1])])).toBe(
			'Not known yet for Mar 2026 and May 2026: fewer than half have made the step so far.'
		);
		const later = ['03', '05', '06', '07', '08'].map((name) => month(name, [], [1]));
		expect(unknownMonths([months[0]!, ...later])).toMatch(/^Not known yet for 5 of 6 months: /);
		expect(unknownMonths(months.slice(2))).toBe(
			'Not known for any month: fewer than half have made the step so far.'
		);
		expect(unknownMonths(months.slice(0, 2))).toBeNull();
	});
});
