/** The page's rows and sentences, written where the texts are. */
import { readModelName } from '#lib/scoring/model-name.ts';
import { enoughMonth, type DriftReport } from '#lib/scoring/month-drift.ts';
import type { AuditedRule } from '#lib/scoring/rule-audit.ts';
import type { AuditReport } from '#lib/server/reports/audit.ts';
import { addDays, formatCount, formatDate, formatMonth, formatNumber, formatPoints } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { modelText } from '#lib/ui/words.ts';
import { timesRangeText, timesText } from '../times-text.ts';
import {
	auditAnswer,
	auditHow,
	driftName,
	driftValue,
	findingNames,
	findingReason,
	hasChanged
} from './audit-text.ts';

export type AuditView = ReturnType<typeof auditView>;

const statuses = {
	live: m.scoring_audit_live,
	draft: m.scoring_audit_draft,
	retired: m.scoring_audit_retired
};

/** Months that fit beside each other; the CSV has all. */
const mostMonths = 12;

export function auditView(report: AuditReport) {
	const { rules, status, scored, n, clients, evidence, drift } = report;
	const { name, version } = readModelName(scored);
	return {
		answer: auditAnswer(report),
		how: auditHow(report),
		about: m.scoring_audit_about({
			model: modelText(scored),
			status: statuses[status](),
			leads: formatCount(n),
			clients: formatCount(clients)
		}),
		editor: `/scoring/models/${encodeURIComponent(name)}/${version}`,
		warning:
			status === 'live' && rules.some(({ leak }) => leak.by !== null)
				? m.scoring_audit_published_leak()
				: null,
		notJudged: n > 0 && (clients === 0 || clients === n) ? m.scoring_audit_not_judged() : null,
		overall: n > 0 ? clients / n : null,
		top: Math.max(0.01, ...rules.map(({ interval }) => interval[1] ?? 0)),
		rules: [...rules]
			.sort((a, b) => b.findings.length - a.findings.length)
			.map((rule) => ruleView(rule, report)),
		drift: drift && driftView(drift),
		evidence: evidence.map(({ key, label, bins, iv, limit }) => ({
			key,
			label: label || key,
			iv: iv.toFixed(3),
			limit: limit === null ? null : limit.toFixed(3),
			none: limit === null || iv <= limit,
			bins: bins.map(({ count, orMore, leads, clients, woe }) => ({
				name:
					count === null
						? m.scoring_audit_iv_unknown()
						: orMore
							? m.scoring_audit_iv_more({ count: formatCount(count) })
							: m.scoring_audit_iv_count({ count: formatCount(count) }),
				leads,
				clients,
				woe: woe.toFixed(2)
			}))
		}))
	};
}

const ruleView = (rule: AuditedRule, report: AuditReport) => ({
	key: rule.key,
	label: rule.label || rule.key,
	points: formatNumber(rule.points).replace('-', '−'),
	leads: rule.leads,
	clients: rule.clients,
	rate: rule.rate,
	interval: rule.interval,
	lift: rule.lift && rule.leads > 0 ? timesText(rule.lift.value) : null,
	liftRange: rule.lift && rule.leads > 0 ? timesRangeText(rule.lift) : null,
	verdict: rule.verdict,
	lost: rule.aucLost === null ? null : formatPoints(rule.aucLost).replace('+', ''),
	findings: rule.findings.map((finding) => ({
		finding,
		name: findingNames[finding](),
		reason: findingReason(finding, rule, report)
	}))
});

function driftView({ base, published, months, rows }: DriftReport) {
	const from = Math.max(0, months.length - mostMonths);
	const texts = {
		leads: formatCount(base.leads),
		from: formatDate(base.from),
		to: formatDate(addDays(base.to, -1))
	};
	return {
		base: published ? m.scoring_audit_drift_base_published(texts) : m.scoring_audit_drift_base_first(texts),
		same: rows.some(hasChanged) ? null : m.scoring_audit_drift_same(),
		few: m.scoring_audit_drift_few({ fewest: formatCount(enoughMonth) }),
		months: months.slice(from).map(({ month, leads }) => ({ month, name: formatMonth(month), leads })),
		rows: [...rows]
			.sort(
				(a, b) =>
					Number(b.key === null) - Number(a.key === null) || Number(hasChanged(b)) - Number(hasChanged(a))
			)
			.map((row) => ({
				key: row.key,
				name: row.key === null ? m.scoring_audit_drift_mean() : driftName(row),
				base: driftValue(row, row.base),
				months: row.months.slice(from).map(
					(cell, i) =>
						cell && {
							value: driftValue(row, cell.value),
							up: cell.value > row.base,
							change: cell.change,
							psi: cell.psi.toFixed(3),
							limit: cell.limit.toFixed(3),
							leads: months[from + i]!.leads
						}
				)
			}))
	};
}
