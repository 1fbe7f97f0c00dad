/** The lead time report for a terminal: its sentences, then a section under another, each with its table. */
import { keyValues } from '#lib/funnel/funnel-table.ts';
import { curveDays } from '#lib/leadtime/curve-days.ts';
import type { Incidence, LeadTimeReport } from '#lib/leadtime/report.ts';
import { leadTimeSentence } from '#lib/leadtime/sentence.ts';
import { isYoung } from '#lib/leadtime/young.ts';
import { level } from '#lib/stats/adjust.ts';
import { count, decimals, n, percent, percentRange } from './figures.ts';
import { ageingText, forecastText, responseText, returnedText, stepsText } from './lead-time-sections.ts';
import { leadTimeSentenceText } from './lead-time-sentence.ts';
import { textTable } from './text-table.ts';

/** Sections that have nothing to say are left out. */
export function leadTimeText(report: LeadTimeReport): string {
	const { groups, steps, response, ageing, forecast, returned, currency } = report;
	return [
		leadTimeSentence(report, report.filters.window).map(leadTimeSentenceText).join(' '),
		curveText(report),
		groups.length > 0 && groupsText(report),
		steps.length > 0 && stepsText(steps),
		response.n > 0 && responseText(response),
		ageing.open + ageing.retryTotal.refused > 0 && ageingText(ageing),
		forecast?.some(({ expected }) => expected !== null) && forecastText(forecast, currency),
		returned && returnedText(returned),
		notes(report).join('\n')
	]
		.filter(Boolean)
		.join('\n\n');
}

/** The curve at some days, and at its end. */
function curveText(whole: Incidence): string {
	if (whole.curve.length === 0) return 'No leads with a usable date.';
	return textTable(
		['of 100 leads by day', 'clients', 'likely range', 'lost', 'still open', 'leads followed'],
		curveDays(whole).map(({ day, incidence, lo, hi, lostIncidence, open, atRisk }) => [
			...[n(day), percent(incidence), percentRange([lo, hi]), percent(lostIncidence), percent(open)],
			...[atRisk]
		])
	);
}

function groupsText({ by, groups, difference }: LeadTimeReport): string {
	const table = textTable(
		[
			...[...by, 'leads', 'clients', 'lost', 'open', 'in the end', 'likely range', 'half of them by day'],
			...['median days', 'p90 days', 'without a date', 'complete', 'expected clients']
		],
		groups.map(({ key, curve, converted, maturity, ...group }) => {
			const end = curve.at(-1) ?? null;
			return [
				...[...keyValues(key), group.leads, group.clients, group.lost, group.open],
				...[percent(end && end.incidence), percentRange([end && end.lo, end && end.hi])],
				...[group.halfTimeDays, decimals(converted.median), decimals(converted.p90), group.leftOut],
				...[percent(maturity && maturity.complete), decimals(maturity && maturity.expectedClients)]
			];
		})
	);
	if (!difference) return table;
	const { p, groups: compared, pairs } = difference;
	const clear = pairs.filter((pair) => pair.clear).length;
	const verdict = p <= level ? 'differ, not by chance' : 'may differ by chance alone';
	return `${table}\nThe times to client of ${compared} groups ${verdict} (p = ${p.toPrecision(2)}); ${clear} of ${pairs.length} pairs differ.`;
}

function notes(report: LeadTimeReport): string[] {
	const { leads, asOf, timezone, leftOutClients, leftOutLost, afterAsOf, filters, maturity } = report;
	const lines = [`${count(leads, 'lead')}, data up to ${asOf ?? '–'}, ${timezone}`];
	if (isYoung(maturity))
		lines.push(
			`${percent(maturity.complete)} complete: about ${count(Math.round(maturity.expectedClients), 'client')} expected in the end`
		);
	if (leftOutClients || leftOutLost)
		lines.push(
			`Without a usable date: ${count(leftOutClients, 'client')}, ${count(leftOutLost, 'lost lead')}; those with one stand for them`
		);
	if (afterAsOf) lines.push(`Outcomes later than that date, open until then: ${n(afterAsOf)}`);
	if (filters.mode === 'period')
		lines.push(
			'Leads count by the date of their arrival, also in mode=period; steps by the date they were made'
		);
	return lines;
}
