/** The sections of the lead time report on a terminal: each a line or two, and its table. */
import type {
	Ageing,
	Forecast,
	ResponseBand,
	ResponseTimes,
	RetryFigures,
	Returned
} from '#lib/leadtime/report.ts';
import type { StepDetail } from '#lib/leadtime/step-times.ts';
import { count, decimals, n, percent, percentRange, range } from './figures.ts';
import { textTable } from './text-table.ts';

export const stepsText = (steps: readonly StepDetail[]): string =>
	textTable(
		['days of a step', 'to', 'leads', 'median', 'likely range', 'p75', 'p90', 'without a time'],
		steps.map(({ from, to, n, median, medianRange, p75, p90, leftOut }) => [
			...[from, to, n, decimals(median), range(medianRange, 1), decimals(p75), decimals(p90), leftOut]
		])
	);

const bandNames: Record<ResponseBand, string> = {
	'5m': 'under 5 min',
	'1h': '5 min to 1 h',
	'2h': '1 to 2 h',
	'4h': '2 to 4 h',
	'24h': '4 to 24 h',
	'3d': '1 to 3 days',
	later: 'later',
	never: 'never'
};

/** The bands of both clocks side by side. */
export function responseText({ working, waiting, leftOut, ...wall }: ResponseTimes): string {
	const table = textTable(
		[
			...['first contact', 'leads', 'clients', 'conversion', 'likely range', 'in working hours', 'clients'],
			...['conversion', 'likely range']
		],
		wall.bands.map(({ band, ...row }, i) => {
			const inHours = working.bands[i]!;
			return [
				...[bandNames[band], row.leads, row.clients, percent(row.conversion), percentRange(row.interval)],
				...[inHours.leads, inHours.clients, percent(inHours.conversion), percentRange(inHours.interval)]
			];
		})
	);
	const of = ({ n: leads, medianMinutes }: { n: number; medianMinutes: number | null }) =>
		`half of ${n(leads)} within ${decimals(medianMinutes, 0) ?? '–'} min`;
	return [
		table,
		`First contact: ${of(wall)}, in working hours ${decimals(working.medianMinutes, 0) ?? '–'} min`,
		`Too young to be called never: ${n(waiting)}; contacted at a time that is not known: ${n(leftOut)}`
	].join('\n');
}

export function ageingText({ stages, open, overdue, managers, retryTotal }: Ageing): string {
	const table = textTable(
		['open leads in', 'open', 'limit, days', 'waiting too long', 'longest, days', 'p50 days', 'p90 days'],
		stages.map((row) => [
			...[row.stage, row.open, decimals(row.limit), row.overdue, decimals(row.longestDays)],
			...[decimals(row.p50), decimals(row.p90)]
		])
	);
	const lines = [table, `Waiting too long: ${n(overdue)} of ${count(open, 'open lead')}`];
	const [most] = managers;
	if (most && most.overdue > 0)
		lines.push(`The most with ${most.key ?? 'nobody'}: ${n(most.overdue)} of ${n(most.open)}`);
	if (retryTotal.refused + retryTotal.reopened > 0) lines.push(retryText(retryTotal));
	return lines.join('\n');
}

function retryText({ refused, reopened, clients, rate, interval }: RetryFigures): string {
	const now = `Refused: ${count(refused, 'lead')}`;
	if (reopened === 0) return `${now}; none was ever worked again after a refusal`;
	const likely = rate === null ? '' : ` (${percent(rate)}, likely ${percentRange(interval)})`;
	return `${now}. Worked again after a refusal: ${n(reopened)}, of which clients: ${n(clients)}${likely}`;
}

export const forecastText = (forecast: readonly Forecast[], currency: string): string =>
	textTable(
		[
			...['clients to come', 'until', 'of open leads', 'expected', '80 % range', currency, '80 % range'],
			...['last time expected', '80 % range', 'came']
		],
		forecast.map(({ name, until, open, expected, range: clients, money, moneyRange, backtest }) => [
			...[name === 'month' ? 'this month' : `${name} days`, until, open, decimals(expected)],
			...[range(clients), decimals(money, 0), range(moneyRange)],
			...[decimals(backtest?.expected ?? null), range(backtest?.range ?? [null, null])],
			backtest?.actual ?? null
		])
	);

export function returnedText({ leads, clients, yield: rate, interval, passes }: Returned): string {
	const share = rate === null ? '' : ` (${percent(rate)}, likely ${percentRange(interval)})`;
	const became = clients === 1 ? 'a client' : 'clients';
	const line = `Sent back to marketing: ${count(leads, 'lead')}, of which ${n(clients)} became ${became}${share}`;
	if (!passes) return line;
	const rows = { 'first attempt': passes.first, 'last attempt': passes.last, 'all attempts': passes.all };
	const table = textTable(
		['passed on by sales', 'decided', 'passed on', 'share', 'likely range', 'still with sales'],
		Object.entries(rows).map(([name, { visits, passed, rate, interval, waiting }]) => [
			...[name, visits, passed, percent(rate), percentRange(interval), waiting]
		])
	);
	return `${line}\n\n${table}`;
}
