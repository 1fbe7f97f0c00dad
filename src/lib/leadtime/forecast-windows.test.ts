import { describe, expect, it } from 'vitest';
import { waitingStages, type Outcome, type Stage } from '#lib/funnel/stages.ts';
import {
	addLead,
	cellOf,
	createTally,
	stageOfCell,
	windowCount,
	type ForecastLead
} from './forecast-windows.ts';

const asOf = Date.parse('2026-06-30T12:00:00Z');
const HOUR = 3_600_000;

/** A lead by the days before the as-of instant on which it changed. */
const lead = (moves: [daysBefore: number, to: Stage | Outcome][], more: Partial<ForecastLead> = {}) => ({
	moves: moves.flatMap(([days, to]) => [asOf - days * 24 * HOUR, to]),
	undatedClient: false,
	amount: null,
	...more
});

const bandStarts = [0, 1, 3, 7, 14, 30, 60, 120, 240];

/** Non-empty cells as `stage from-day: n`. */
const named = (cells: ArrayLike<number>) =>
	Object.fromEntries(
		Array.from(cells).flatMap((n, cell) => {
			const stage = stageOfCell[cell]!;
			return n ? [[`${waitingStages[stage]} ${bandStarts[cell - cellOf(stage, 0)]}`, n]] : [];
		})
	);

function tallied(leads: ForecastLead[], days = 30, windows = 3) {
	const tally = createTally(days, windows);
	for (const one of leads) addLead([tally], asOf, one);
	return {
		open: named(tally.open),
		windows: tally.windows.map(({ n, y, newLeads, comeBack }) => ({
			...{ n: named(n), y: named(y), newLeads, comeBack }
		}))
	};
}

const none = { n: {}, y: {}, newLeads: 0, comeBack: 0 };

it('tells days in a stage in nine bands', () => {
	const bands = [0, 1, 2, 3, 6, 7, 13, 14, 29, 30, 59, 60, 119, 120, 239, 240, 4000].map((day) =>
		cellOf(0, day)
	);
	expect(bands).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8]);
	expect(cellOf(5, 240)).toBe(stageOfCell.length - 1);
});

it('looks back twelve windows, and not into the first 60 days', () => {
	expect([59, 60, 89, 90, 149, 150, 10_000].map((days) => windowCount(30, days))).toEqual([
		0, 0, 0, 1, 2, 3, 12
	]);
});

describe('addLead', () => {
	it('counts a lead where it stood at the start of each window', () => {
		const found = tallied([
			lead([
				[65, 'lead'],
				[61, 'sal'],
				[29.5, 'sql']
			])
		]);
		expect(found.open).toEqual({ 'sql 14': 1 });
		expect(found.windows.map(({ n }) => n)).toEqual([{ 'sal 30': 1 }, { 'sal 1': 1 }, {}]);
		expect(found.windows.map(({ y }) => y)).toEqual([{}, {}, {}]);
	});

	it('takes for a client of a window whoever was open at its start and bought by its end', () => {
		const at = (days: number) =>
			tallied([
				lead([
					[100, 'sal'],
					[days, 'client']
				])
			]).windows.map(({ n, y }) => [Object.values(n)[0] ?? 0, Object.values(y)[0] ?? 0]);
		// At the instant that ends window 2 it still belongs to it; a moment later to window 1.
		expect(at(30)).toEqual([
			[0, 0],
			[1, 1],
			[1, 0]
		]);
		expect(at(30 - 1e-6)).toEqual([
			[1, 1],
			[1, 0],
			[1, 0]
		]);
		expect(at(0)).toEqual([
			[1, 1],
			[1, 0],
			[1, 0]
		]);
	});

	it('sees returned leads where they were sent back to, and lost ones only until then and after they came back', () => {
		const found = tallied([
			lead([
				[95, 'lead'],
				[94, 'sal'],
				[80, 'mql'],
				[70, 'refused'],
				[40, 'sal'],
				[10, 'client']
			])
		]);
		expect(found.open).toEqual({});
		expect(found.windows).toEqual([
			{ ...none, n: { 'sal 7': 1 }, y: { 'sal 7': 1 } },
			none,
			{ ...none, n: { 'sal 3': 1 } }
		]);
	});

	it('counts clients that were not open at the start apart', () => {
		const found = tallied([
			lead([
				[20, 'lead'],
				[5, 'client']
			]),
			lead([
				[100, 'lead'],
				[99, 'refused'],
				[5, 'client']
			])
		]);
		expect(found.windows[0]).toEqual({ ...none, newLeads: 1, comeBack: 1 });
	});

	it('does not see what is later than the as-of instant', () => {
		const later = tallied([
			lead([
				[40, 'lead'],
				[35, 'sal'],
				[-1, 'client']
			]),
			lead([[-2, 'lead']])
		]);
		expect(later).toEqual(
			tallied([
				lead([
					[40, 'lead'],
					[35, 'sal']
				])
			])
		);
		expect(later.open).toEqual({ 'sal 30': 1 });
	});

	it('leaves out clients of an unknown day, unless the stand-in is later than the as-of instant', () => {
		const bought = (daysBefore: number) =>
			lead(
				[
					[40, 'sal'],
					[daysBefore, 'client']
				],
				{ undatedClient: true }
			);
		expect(tallied([bought(40)])).toEqual({ open: {}, windows: [none, none, none] });
		expect(tallied([bought(-1)]).open).toEqual({ 'sal 30': 1 });
	});

	it('does not count a lead before its arrival, even if a sale is older', () => {
		const found = tallied([
			lead([
				[10, 'lead'],
				[50, 'sal'],
				[20, 'mql']
			])
		]);
		expect(found.open).toEqual({ 'mql 14': 1 });
		expect(found.windows[0]).toEqual(none);
	});
});
