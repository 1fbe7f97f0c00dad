/** What the forecast says, written where all messages are at hand. */
import type { Filters } from '#lib/filters/filters.ts';
import type { Forecast, ForecastWindow } from '#lib/leadtime/report.ts';
import {
	formatCount,
	formatDate,
	formatMoney,
	formatNumber,
	formatPercent,
	missing
} from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

type Ends = readonly [lo: number | null, hi: number | null];

/** From this share of clients without a known day on it is said first. */
const many = 0.2;

/** "18–31", or one number where both are the same. */
const formatEnds = ([lo, hi]: Ends): string =>
	lo === null || hi === null
		? missing
		: lo === hi
			? formatCount(lo)
			: `${formatCount(lo)}–${formatCount(hi)}`;

/** An expectation below ten with a digit after the point. */
const formatExpected = (n: number | null): string =>
	n !== null && n < 9.95 ? formatNumber(n) : formatCount(n);

/** Two digits that count: "about €41,000". */
const aboutMoney = (amount: number, currency: string) => formatMoney(Number(amount.toPrecision(2)), currency);

/** "18 to 31 more clients in the next 30 days from the 212 leads now open, about €41,000." */
export function forecastAnswer(forecast: Forecast, currency: string): string {
	const { days, open, expected, range, money } = forecast;
	if (open === 0) return m.forecast_no_open();
	if (expected === null) return m.forecast_too_early({ days });
	const words = {
		days,
		open: m.forecast_open({ n: open, count: formatCount(open) }),
		money: money ? m.forecast_money({ money: aboutMoney(money, currency) }) : ''
	};
	const [lo, hi] = range;
	if (lo === null || hi === null)
		return m.forecast_just({ n: expected, count: formatExpected(expected), ...words });
	if (hi === 0) return m.forecast_nobody(words);
	if (lo === 0) return m.forecast_up_to({ n: hi, count: formatCount(hi), ...words });
	if (lo === hi) return m.forecast_just({ n: hi, count: formatCount(hi), ...words });
	return m.forecast_between({ lo: formatCount(lo), hi: formatCount(hi), ...words });
}

/** What stands under the answer: how it went before, and what is not in it. */
export function forecastSentences(forecast: Forecast): string[] {
	const { days, expected, range, windows, backtest, onTop, clients, leftOutClients } = forecast;
	const said: string[] = [];
	if (leftOutClients > many * clients)
		said.push(
			m.forecast_left_out_many({
				count: formatCount(leftOutClients),
				all: formatCount(clients),
				share: formatPercent(leftOutClients / clients)
			})
		);
	if (expected === null) return said;
	if (windows.every(({ actual }) => actual === 0)) said.push(m.forecast_none_converted());
	if (range[0] === null) said.push(m.forecast_no_range({ days }));
	if (backtest?.expected != null)
		said.push(
			m.forecast_backtest({
				days,
				from: formatDate(backtest.from),
				expected: formatExpected(backtest.expected),
				range: backtest.range[0] === null ? '' : m.forecast_in_range({ range: formatEnds(backtest.range) }),
				actual: formatCount(backtest.actual)
			})
		);
	if (onTop)
		said.push(
			m.forecast_on_top({
				days,
				newLeads: formatExpected(onTop.newLeads),
				comeBack: formatExpected(onTop.comeBack)
			})
		);
	return said;
}

/** The share of earlier windows whose range held what came. */
export function heldSentence(windows: readonly ForecastWindow[]): string | null {
	const judged = windows.filter(({ range }) => range[0] !== null);
	if (judged.length === 0) return null;
	return m.forecast_held({
		n: judged.length,
		count: formatCount(judged.length),
		held: formatCount(judged.filter(isHeld).length)
	});
}

const isHeld = ({ range: [lo, hi], actual }: ForecastWindow) =>
	lo !== null && hi !== null && lo <= actual && actual <= hi;

const isNarrowed = ({ from, to, window, mode }: Filters) =>
	from !== undefined || to !== undefined || window !== undefined || mode === 'period';

/** The page as it is shown; null where the filters allow no forecast. */
export function forecastView(forecast: readonly Forecast[] | null, filters: Filters, currency: string) {
	const [first] = forecast ?? [];
	if (!forecast || !first) return null;
	const { clients, leftOutClients } = first;
	const rows = forecast.map(({ name, days, until, expected, range, money, moneyRange, onTop }) => ({
		name,
		label:
			name === 'month' ? m.forecast_month({ n: days, count: formatCount(days) }) : m.forecast_days({ days }),
		until: m.forecast_until({ date: formatDate(until) }),
		...{ expected, range },
		expectedText: formatExpected(expected),
		rangeText: formatEnds(range),
		moneyText: formatMoney(money === null ? null : Math.round(money), currency),
		moneyRangeText:
			moneyRange[0] === null
				? ''
				: `${formatMoney(Math.round(moneyRange[0]), currency)} – ${formatMoney(Math.round(moneyRange[1]!), currency)}`,
		onTopText: formatExpected(onTop && onTop.newLeads + onTop.comeBack)
	}));
	return {
		answer: forecastAnswer(first, currency),
		sentences: forecastSentences(first),
		open: first.open,
		/** Without earlier windows, or open leads, there is nothing to draw. */
		rows: first.open > 0 && first.expected !== null ? rows : [],
		hasMoney: forecast.some(({ money }) => money !== null),
		/** The right end of the bars. */
		top: Math.max(1, ...forecast.map(({ expected, range }) => range[1] ?? expected ?? 0)),
		past: forecast.map((each) => pastView(each)),
		notes: [
			...(isNarrowed(filters) ? [m.forecast_scope()] : []),
			...(leftOutClients > 0 && leftOutClients <= many * clients
				? [
						m.forecast_left_out({
							n: leftOutClients,
							count: formatCount(leftOutClients),
							all: formatCount(clients)
						})
					]
				: []),
			...(forecast.some(({ money }) => money !== null) ? [m.forecast_money_note()] : [])
		],
		how: howText(first)
	};
}

/** How the forecast is made, with the reader's own numbers. */
function howText({ days, windows, backtest, open, expected }: Forecast): string[] {
	return [
		m.forecast_how(),
		...(backtest
			? [
					m.forecast_how_windows({
						days,
						n: formatCount(windows.length),
						from: formatDate(backtest.from),
						open: formatCount(backtest.open),
						actual: formatCount(backtest.actual),
						now: formatCount(open),
						expected: formatExpected(expected)
					}),
					m.forecast_how_range()
				]
			: [])
	];
}

export type ForecastView = NonNullable<ReturnType<typeof forecastView>>;

function pastView({ name, days, windows }: Forecast) {
	return {
		...{ name, days },
		held: heldSentence(windows),
		top: Math.max(
			1,
			...windows.map(({ range, expected, actual }) => Math.max(range[1] ?? 0, expected ?? 0, actual))
		),
		windows: windows.map((window) => ({
			from: window.from,
			fromText: formatDate(window.from),
			openText: formatCount(window.open),
			...{ expected: window.expected, range: window.range, actual: window.actual },
			expectedText: formatExpected(window.expected),
			rangeText: formatEnds(window.range),
			actualText: formatCount(window.actual),
			held: window.range[0] === null ? null : isHeld(window)
		}))
	};
}
