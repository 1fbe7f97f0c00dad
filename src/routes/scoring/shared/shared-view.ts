/** The page's rows and sentences, written where the texts are. */
import type { z } from 'zod';
import type { Filters } from '#lib/filters/filters.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { conditionOf, type AnswerPart } from '#lib/scoring/answers.ts';
import { suggestedPoints, type SharedRow } from '#lib/scoring/shared.ts';
import type { SharedReport } from '#lib/server/reports/shared.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { leadsHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { leakText } from '../leak-text.ts';
import { timesRangeText, timesText } from '../times-text.ts';
import { partText } from './part-text.ts';
import type { sharedChoice } from './shared-choice.ts';
import { sharedAnswer, sharedHow } from './shared-text.ts';

export type SharedView = ReturnType<typeof sharedView>;

/** Rows that are shown at first, and at most. */
const first = 40;
const most = 2000;

export function sharedView(report: SharedReport, { q, rows, sort }: z.infer<typeof sharedChoice>) {
	const all = report.rows.map((row) => ({ row, name: partText(row.part) }));
	const found = q ? all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())) : all;
	const sorted = sort === 'leads' ? found.toSorted((a, b) => b.row.leads - a.row.leads) : found;
	const shown = sorted.slice(0, rows === 'all' ? most : first);
	return {
		answer: sharedAnswer(report),
		how: sharedHow(report),
		n: report.n,
		clients: report.clients,
		all: all.length,
		found: found.length,
		search: q,
		sort,
		rows: shown.map(({ row, name }) => rowView(row, name, report)),
		overall: report.n > 0 ? report.clients / report.n : null,
		top: Math.max(0.01, ...shown.map(({ row }) => row.interval[1] ?? 0)),
		evidence: report.attributes
			.toSorted((a, b) => b.iv - a.iv)
			.map(({ attribute, iv, limit, values }) => ({
				attribute,
				iv: iv.toFixed(3),
				limit: limit === null ? null : limit.toFixed(3),
				none: limit === null || iv <= limit,
				values: values
					.map(({ part, woe, leads, clients }) => ({
						name: part === null ? m.scoring_shared_iv_rare() : partText(part),
						woe: woe.toFixed(2),
						leads,
						clients
					}))
					.toSorted((a, b) => b.leads - a.leads)
					.slice(0, 12)
			}))
	};
}

function rowView(row: SharedRow, name: string, { filters, clients }: SharedReport) {
	const { part, leads, rate, interval, othersRate, lift, verdict, leak, suspect } = row;
	const points = conditionOf(part) && leak.by === null ? suggestedPoints(row) : null;
	return {
		name,
		isAction: part.kind === 'did',
		href: linkOf(part, filters),
		leads,
		clients: row.clients,
		ofClients: clients > 0 ? row.clients / clients : null,
		rate,
		interval,
		othersRate,
		lift: lift && leads > 0 ? timesText(lift.value) : null,
		liftRange: lift && leads > 0 ? timesRangeText(lift) : null,
		verdict,
		leak: leakText(leak, row),
		suspect,
		/** Points to begin with; null: it cannot be a rule, or should not. */
		points: points === null ? null : { value: points, text: pointsText(points) },
		part: JSON.stringify(part)
	};
}

export const pointsText = (points: number): string =>
	points > 0 ? `+${formatNumber(points)}` : formatNumber(points).replace('-', '−');

/** The list can show one value of an attribute, or those who did not tell. */
function linkOf(part: AnswerPart, filters: Filters): string | null {
	if (part.kind !== 'is' && part.kind !== 'missing') return null;
	const name = `attr.${part.attribute}`;
	const value = onlyValue(part.kind === 'is' ? part.value : null);
	return leadsHref({
		filters: { ...filters, mode: 'cohort', values: { ...filters.values, [name]: [value] } }
	});
}
