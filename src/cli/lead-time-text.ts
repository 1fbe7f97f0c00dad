/** The lead time report for the terminal: a section under another, each with its table. */
import type { GroupKey, Incidence, Returned } from '#lib/leadtime/report.ts';
import type { CountedLeadTime } from '#lib/server/reports/lead-time.ts';
import { textTable } from './text-table.ts';

const n = (value: number) => value.toLocaleString('en');
const count = (value: number, one: string) => `${n(value)} ${one}${value === 1 ? '' : 's'}`;
const decimals = (value: number | null, digits = 1) =>
	value === null
		? null
		: value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const percent = (share: number | null) => (share === null ? null : `${decimals(100 * share)} %`);
const between = (lo: string | null, hi: string | null) => (lo === null ? null : `${lo} – ${hi ?? '…'}`);
const range = ([lo, hi]: readonly [number | null, number | null]) => between(percent(lo), percent(hi));
const keyCells = (key: GroupKey) => (Array.isArray(key) ? key : [key]);

/** What stands on a terminal; sections that have nothing to say are left out. */
export const leadTimeText = (report: CountedLeadTime): string =>
	[
		[curveText(report)],
		report.groups.length ? [groupsText(report)] : [],
		report.returned ? [returnedText(report.returned)] : [],
		[notes(report).join('\n')]
	]
		.flat()
		.join('\n\n');

const milestones = [0, 1, 7, 14, 30, 60, 90, 180, 365];

/** The curve at some days, and at its end. */
function curveText({ curve }: Incidence): string {
	const end = curve.at(-1)?.day;
	if (end === undefined) return 'No leads with a usable date.';
	const days = [...milestones.filter((day) => day < end), end];
	return textTable(
		['of 100 leads by day', 'clients', 'likely range', 'lost', 'still open', 'leads followed'],
		days.map((day) => {
			const point = curve.findLast((point) => point.day <= day);
			return [
				...[
					day,
					percent(point?.incidence ?? 0),
					between(percent(point?.lo ?? null), percent(point?.hi ?? null))
				],
				...[percent(point?.lostIncidence ?? 0), percent(point?.open ?? 1)],
				curve.find((point) => point.day >= day)?.atRisk ?? 0
			];
		})
	);
}

function groupsText({ by, groups, difference }: CountedLeadTime): string {
	const table = textTable(
		[
			...[...by, 'leads', 'clients', 'lost', 'open', 'in the end', 'likely range', 'half of them by day'],
			...['median days', 'p90 days', 'without a date']
		],
		groups.map(({ key, curve, converted, ...group }) => {
			const end = curve.at(-1) ?? null;
			return [
				...[...keyCells(key), group.leads, group.clients, group.lost, group.open],
				...[percent(end && end.incidence), range([end && end.lo, end && end.hi])],
				...[group.halfTimeDays, decimals(converted.median), decimals(converted.p90), group.leftOut]
			];
		})
	);
	if (!difference) return table;
	const { p, groups: compared, pairs } = difference;
	const clear = pairs.filter((pair) => pair.clear).length;
	const verdict = p < 0.05 ? 'differ, not by chance' : 'may differ by chance alone';
	return `${table}\nThe times to client of ${compared} groups ${verdict} (p = ${p.toPrecision(2)}); ${clear} of ${pairs.length} pairs differ.`;
}

function returnedText({ leads, clients, yield: rate, interval, passes }: Returned): string {
	const share = rate === null ? '' : ` (${percent(rate)}, likely ${range(interval)})`;
	const line = `Sent back to marketing: ${count(leads, 'lead')}, of which ${n(clients)} became ${clients === 1 ? 'a client' : 'clients'}${share}`;
	if (!passes) return line;
	const rows = { 'first attempt': passes.first, 'last attempt': passes.last, 'all attempts': passes.all };
	return `${line}\n\n${textTable(
		['passed on by sales', 'decided', 'passed on', 'share', 'likely range', 'still with sales'],
		Object.entries(rows).map(([name, { visits, passed, rate, interval, waiting }]) => [
			...[name, visits, passed, percent(rate), range(interval), waiting]
		])
	)}`;
}

function notes({
	leads,
	asOf,
	timezone,
	leftOutClients,
	leftOutLost,
	afterAsOf,
	filters
}: CountedLeadTime): string[] {
	const lines = [`${count(leads, 'lead')}, data up to ${asOf ?? '–'}, ${timezone}`];
	if (leftOutClients || leftOutLost)
		lines.push(
			`Without a usable date: ${count(leftOutClients, 'client')}, ${count(leftOutLost, 'lost lead')}; those with one stand for them`
		);
	if (afterAsOf) lines.push(`Outcomes later than that date, open until then: ${n(afterAsOf)}`);
	if (filters.mode === 'period') lines.push('Leads count by the date of their arrival, also in mode=period');
	return lines;
}
