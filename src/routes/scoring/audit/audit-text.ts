/** The sentences of the page. */
import type { DriftCell, DriftReport, DriftRow } from '#lib/scoring/month-drift.ts';
import type { AuditedRule, RuleFinding } from '#lib/scoring/rule-audit.ts';
import type { AuditReport } from '#lib/server/reports/audit.ts';
import { formatCount, formatMonth, formatNumber, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { modelText } from '#lib/ui/words.ts';
import { leakText } from '../leak-text.ts';

const says: Record<RuleFinding, (counts: { n: number; count: string }) => string> = {
	leak: m.scoring_audit_says_leak,
	never: m.scoring_audit_says_never,
	wrongSign: m.scoring_audit_says_wrongSign,
	always: m.scoring_audit_says_always,
	same: m.scoring_audit_says_same
};

export const findingNames: Record<RuleFinding, () => string> = {
	leak: m.scoring_audit_is_leak,
	never: m.scoring_audit_is_never,
	wrongSign: m.scoring_audit_is_wrongSign,
	always: m.scoring_audit_is_always,
	same: m.scoring_audit_is_same
};

/** Rules that are named as changed. */
const named = 3;

export function auditAnswer({ scored, rules, drift, n: leads, clients }: AuditReport): string[] {
	const model = modelText(scored);
	if (rules.length === 0) return [m.scoring_audit_no_rules({ model })];
	const parts = Object.entries(says).flatMap(([finding, say]) => {
		const n = rules.filter(({ findings }) => findings.includes(finding as RuleFinding)).length;
		return n > 0 ? [say({ n, count: formatCount(n) })] : [];
	});
	const all = { n: rules.length, count: formatCount(rules.length), model };
	const few = rules.filter(({ verdict }) => verdict === 'few').length;
	const changed = (drift?.rows ?? []).filter(hasChanged);
	const cannotTell = clients === 0 || clients === leads;
	return [
		parts.length > 0
			? m.scoring_audit_answer({ ...all, parts: parts.join(', ') })
			: cannotTell
				? unknown(model, leads, clients)
				: m.scoring_audit_fine(all),
		...(few > 0 && !cannotTell ? [m.scoring_audit_few({ n: few, count: formatCount(few) })] : []),
		...(changed.length > 0
			? [
					m.scoring_audit_drifted({
						names: [
							...changed.slice(0, named).map((row) => changeText(row, drift!)),
							...(changed.length > named ? ['…'] : [])
						].join('; ')
					})
				]
			: [])
	];
}

/** Nobody to compare with. */
function unknown(model: string, leads: number, clients: number): string {
	const counts = { model, leads: formatCount(leads) };
	if (leads === 0) return m.scoring_audit_unknown_young({ model });
	return clients === 0 ? m.scoring_audit_unknown_none(counts) : m.scoring_audit_unknown_all(counts);
}

export const hasChanged = (row: DriftRow): boolean => row.months.some((cell) => cell?.change);

/** The latest month that differs. */
function changeText(row: DriftRow, { months }: DriftReport): string {
	const at = row.months.findLastIndex((cell) => cell?.change);
	return m.scoring_audit_drift_from_to({
		name: driftName(row),
		from: driftValue(row, row.base),
		to: driftValue(row, row.months[at]!.value),
		month: formatMonth(months[at]!.month)
	});
}

export const driftName = ({ key, label }: Pick<DriftRow, 'key' | 'label'>): string =>
	key === null ? m.scoring_audit_drift_score() : label || key;

export const driftValue = ({ key }: Pick<DriftRow, 'key'>, value: DriftCell['value']): string =>
	key === null ? formatNumber(value) : formatPercent(value);

/** Why each finding is one, with its numbers. */
export function findingReason(finding: RuleFinding, rule: AuditedRule, report: AuditReport): string {
	const leads = formatCount(report.n);
	switch (finding) {
		case 'leak':
			return leakText(rule.leak, { ever: rule.first.leads, late: rule.first.late })!;
		case 'wrongSign': {
			const rates = { rate: formatPercent(rule.rate), others: formatPercent(rule.othersRate) };
			return rule.points > 0
				? m.scoring_audit_why_wrongSign_plus(rates)
				: m.scoring_audit_why_wrongSign_minus(rates);
		}
		case 'never':
			return rule.first.late > 0
				? m.scoring_audit_why_never_late({ leads, late: formatCount(rule.first.late) })
				: m.scoring_audit_why_never({ leads });
		case 'always':
			return m.scoring_audit_why_always({ leads });
		case 'same':
			return m.scoring_audit_why_same({
				rules: rule.sameAs
					.map((key) => report.rules.find((other) => other.key === key)?.label || key)
					.join(', ')
			});
	}
}

export const auditHow = ({ rules, horizonDays, delayDays, auc, drift }: AuditReport): string[] => [
	m.scoring_shared_how_when({ delay: formatCount(delayDays) }),
	m.scoring_shared_how_client({ days: formatCount(horizonDays) }),
	m.scoring_shared_how_chance({ count: formatCount(rules.length) }),
	m.scoring_shared_how_lift(),
	m.scoring_shared_how_leak({ count: formatCount(rules.length) }),
	...(auc === null ? [] : [m.scoring_audit_how_lost({ auc: auc.toFixed(3) })]),
	m.scoring_audit_how_same(),
	...(drift ? [m.scoring_audit_how_drift({ alpha: drift.alpha.toPrecision(2) })] : [])
];
