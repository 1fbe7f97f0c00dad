import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Forecast, ForecastWindow } from '#lib/leadtime/report.ts';
import { forecastAnswer, forecastSentences, forecastView, heldSentence } from './forecast-text.ts';

const window = (actual: number, range: ForecastWindow['range'] = [17, 31]): ForecastWindow => ({
	...{ from: '2026-10-21', open: 200, expected: 24.2, range, actual }
});

const forecast = (more: Partial<Forecast> = {}): Forecast => ({
	name: '30',
	days: 30,
	until: '2026-12-20',
	open: 212,
	expected: 24.4,
	range: [18, 31],
	money: 41_237.5,
	moneyRange: [30_421, 52_391.2],
	windows: [window(27), window(16), window(20)],
	backtest: window(27),
	onTop: { newLeads: 14.33, comeBack: 1.2 },
	clients: 300,
	leftOutClients: 0,
	...more
});

describe('the answer', () => {
	const answer = (more: Partial<Forecast>) => forecastAnswer(forecast(more), 'EUR');

	it('is a range of clients and about how much money', () => {
		expect(answer({})).toBe(
			'18 to 31 more clients in the next 30 days from the 212 leads now open, about €41,000.'
		);
		expect(answer({ money: null })).toBe(
			'18 to 31 more clients in the next 30 days from the 212 leads now open.'
		);
	});

	it('is one end where the range begins with nobody, or has one count', () => {
		expect(answer({ range: [0, 1], open: 1, money: 90 })).toBe(
			'At most 1 more client in the next 30 days from the 1 lead now open, about €90.'
		);
		expect(answer({ range: [0, 3], money: null })).toMatch(/^Up to 3 more clients in/);
		expect(answer({ range: [2, 2], money: null })).toMatch(/^About 2 more clients in/);
		expect(answer({ range: [0, 0] })).toBe(
			'Hardly a client in the next 30 days from the 212 leads now open.'
		);
	});

	it('is the expectation alone while there is no range', () => {
		expect(answer({ range: [null, null], expected: 4.26, money: null })).toBe(
			'About 4.3 more clients in the next 30 days from the 212 leads now open.'
		);
	});

	it('says why there is none', () => {
		expect(answer({ open: 0, expected: 0, range: [0, 0] })).toMatch(/^No lead is open/);
		expect(answer({ expected: null, range: [null, null] })).toMatch(/^Too early to forecast/);
	});
});

describe('the sentences under it', () => {
	it('say how the last time went, and what comes on top', () => {
		expect(forecastSentences(forecast())).toEqual([
			'In the last 30 days, from 21 Oct 2026 on, 24 were expected (17–31), and 27 came.',
			'Leads that are yet to arrive come on top: in earlier times of 30 days they brought 14 clients on average, and lost leads that were taken up again 1.2. Neither is in the ranges.'
		]);
	});

	it('begin with the clients without a known day if these are many', () => {
		expect(forecastSentences(forecast({ leftOutClients: 120 }))[0]).toBe(
			'120 of 300 clients (40%) have no known day. Only clients with a known day are forecast, so that it can be checked against the past: in all expect more.'
		);
		expect(forecastSentences(forecast({ leftOutClients: 60 }))[0]).toMatch(/^In the last/);
	});

	it('say that nobody was ever a client, and that the past is too short for a range', () => {
		const none = forecast({ windows: [window(0)], range: [null, null], backtest: null, onTop: null });
		expect(forecastSentences(none)).toEqual([
			expect.stringMatching(/^In the past none/),
			expect.stringMatching(/^How far this may be wrong/)
		]);
	});
});

it('counts how many earlier ranges held what came', () => {
	expect(heldSentence(forecast().windows)).toMatch(
		/^Of 3 earlier times, each foretold from the others, 2 were/
	);
	expect(heldSentence([window(3, [null, null])])).toBeNull();
});

describe('the section', () => {
	const view = (more: Partial<Forecast>, filters = {}) =>
		forecastView([forecast(more)], filtersSchema.parse(filters), 'EUR')!;

	it('has a row a horizon, with money and its range', () => {
		expect(view({}).rows).toEqual([
			{
				...{ name: '30', label: '30 days', until: 'until 20 Dec 2026', expected: 24.4, range: [18, 31] },
				...{ expectedText: '24', rangeText: '18–31', moneyText: '€41,238', onTopText: '16' },
				moneyRangeText: '€30,421 – €52,391'
			}
		]);
		expect(view({ name: 'month', days: 1 }).rows[0]!.label).toBe('1 day, to the month’s end');
	});

	it('marks the windows whose range held what came', () => {
		expect(view({}).past[0]!.windows.map(({ held }) => held)).toEqual([true, false, true]);
		expect(view({ windows: [window(3, [null, null])] }).past[0]!.windows[0]!.held).toBeNull();
	});

	it('says that dates are left aside, where some are chosen', () => {
		const scope = expect.stringMatching(/whenever they arrived/);
		expect(view({}).notes).not.toContainEqual(scope);
		for (const filters of [{ from: '2026-01-01' }, { window: 30 }, { mode: 'period' }])
			expect(view({}, filters).notes).toContainEqual(scope);
	});

	it('has no rows without open leads or without a past', () => {
		expect(view({ open: 0, expected: 0, range: [0, 0] }).rows).toEqual([]);
		expect(view({ expected: null, range: [null, null], windows: [], backtest: null }).rows).toEqual([]);
	});

	it('is none where the filters choose by the result', () => {
		expect(forecastView(null, filtersSchema.parse({}), 'EUR')).toBeNull();
	});
});
