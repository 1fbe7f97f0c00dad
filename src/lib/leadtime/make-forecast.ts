/** The forecast as the report has it, from what was learned of the leads of the filters. */
import type { Range } from '#lib/channels/report.ts';
import { isoDay, type Zone } from '#lib/events/zone.ts';
import { waitingStages } from '#lib/funnel/stages.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { clientsOf, countOf, predict, type Prediction } from './forecast.ts';
import { stageOfCell, type Window, type WindowTally } from './forecast-windows.ts';
import type { Forecast, ForecastWindow } from './report.ts';

const DAY = 86_400_000;

export interface Horizon {
	name: Forecast['name'];
	days: number;
}

/**
 * The next 30, 60 and 90 days, and whole days to the end of the month of the as-of date; on its last day to the end of
 * the next month.
 */
export function horizonsOf(asOf: number, zone: Zone): Horizon[] {
	const today = zone.dayOf(asOf);
	const date = new Date(today * DAY);
	const endOf = (month: number) => Date.UTC(date.getUTCFullYear(), month + 1, 0) / DAY - today;
	const month = endOf(date.getUTCMonth()) || endOf(date.getUTCMonth() + 1);
	return [
		{ name: '30', days: 30 },
		{ name: '60', days: 60 },
		{ name: '90', days: 90 },
		{ name: 'month', days: month }
	];
}

export interface ForecastData {
	/** The as-of instant (ms). */
	asOf: number;
	zone: Zone;
	/** Digits of the minor unit of the reporting currency. */
	digits: number;
	/** Clients of the filters up to the as-of date, and those of them that have no known day. */
	clients: number;
	leftOutClients: number;
}

/** Windows at whose start no lead was open say nothing, and are left out. */
export function makeForecast(
	{ name, days }: Horizon,
	tally: WindowTally,
	{ asOf, zone, digits, clients, leftOutClients }: ForecastData
): Forecast {
	const today = zone.dayOf(asOf);
	const seen = tally.windows.flatMap((window, j) => {
		const open = countOf(window.n);
		return open > 0 ? [{ window, open, from: isoDay(zone.dayOf(asOf - (j + 1) * days * DAY)) }] : [];
	});
	const learned = seen.map(({ window }) => window);
	const open = countOf(tally.open);
	const prediction = predict(learned, tally.open, stageOfCell);
	const windows = seen.map(({ window, open, from }): ForecastWindow => {
		const others = learned.filter((other) => other !== window);
		const { expected, range } = predict(others, window.n, stageOfCell) ?? nothing;
		return { from, open, expected, range, actual: clientsOf(window) };
	});
	const mean = (of: (window: Window) => number) =>
		learned.reduce((sum, window) => sum + of(window), 0) / learned.length;
	return {
		name,
		days,
		until: isoDay(today + days),
		open,
		...(prediction
			? {
					expected: prediction.expected,
					range: prediction.range,
					...moneyOf(prediction, learned, tally.open, digits)
				}
			: { ...nothing, money: null, moneyRange: [null, null] }),
		windows,
		backtest: windows[0] ?? null,
		onTop: prediction && {
			newLeads: mean(({ newLeads }) => newLeads),
			comeBack: mean(({ comeBack }) => comeBack)
		},
		clients,
		leftOutClients
	};
}

const nothing: { expected: null; range: Range } = { expected: null, range: [null, null] };

/**
 * Expected clients of each stage times what the clients of that stage have brought, of all stages where it had none;
 * the range is that of the clients times the same mean. Null where no sale named an amount.
 */
function moneyOf(
	{ p, expected, range }: Prediction,
	windows: readonly Window[],
	open: ArrayLike<number>,
	digits: number
): { money: number | null; moneyRange: Range } {
	if (windows.every(({ named }) => named === 0)) return { money: null, moneyRange: [null, null] };
	const stages = waitingStages.map((_, stage) => ({
		amount: windows.reduce((sum, window) => sum + window.amount[stage]!, 0),
		clients: windows.reduce((sum, window) => sum + window.clients[stage]!, 0)
	}));
	const all = stages.reduce((a, b) => ({ amount: a.amount + b.amount, clients: a.clients + b.clients }));
	const minor = p.reduce((sum, chance, cell) => {
		const own = stages[stageOfCell[cell]!]!;
		const { amount, clients } = own.clients > 0 ? own : all;
		return sum + (open[cell]! * chance * amount) / clients;
	}, 0);
	const mean = expected > 0 ? minor / expected : 0;
	const money = (clients: number | null) => (clients === null ? null : fromMinor(clients * mean, digits));
	return { money: money(expected), moneyRange: [money(range[0]), money(range[1])] };
}
