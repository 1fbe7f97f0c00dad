/** The audit of a model's rules, and what changed since it was set, as plain tables with the names of the JSON. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { DriftReport } from './month-drift.ts';
import type { AuditedRule } from './rule-audit.ts';

const ruleHeader = [
	...['key', 'label', 'points', 'leads', 'clients', 'rate', 'intervalLow', 'intervalHigh', 'othersRate'],
	...['lift', 'liftLow', 'liftHigh', 'verdict', 'aucLost', 'findings', 'leak', 'likelihoodRatio'],
	...['likelihoodRatioLow', 'likelihoodRatioHigh', 'ever', 'late', 'sameAs']
];

export const auditTable = (rules: readonly AuditedRule[]): Table => ({
	header: ruleHeader,
	rows: rules.map(({ interval, lift, leak, ...rule }) => [
		rule.key,
		rule.label,
		rule.points,
		rule.leads,
		rule.clients,
		rule.rate,
		...interval,
		rule.othersRate,
		lift?.value ?? null,
		lift?.lo ?? null,
		lift?.hi ?? null,
		rule.verdict,
		rule.aucLost,
		rule.findings.join(' '),
		leak.by,
		leak.ratio?.value ?? null,
		leak.ratio?.lo ?? null,
		leak.ratio?.hi ?? null,
		rule.first.leads,
		rule.first.late,
		rule.sameAs.join(' ')
	])
});

const driftHeader = ['rule', 'month', 'leads', 'baseValue', 'value', 'psi', 'limit', 'change'];

/** A row for each rule (none: the score) and month; months with too few leads have no figures. */
export const driftTable = (drift: DriftReport | null): Table => ({
	header: driftHeader,
	rows: (drift?.rows ?? []).flatMap(({ key, base, months }) =>
		months.map((cell, i) => {
			const { month, leads } = drift!.months[i]!;
			return [
				key,
				month,
				leads,
				base,
				cell?.value ?? null,
				cell?.psi ?? null,
				cell?.limit ?? null,
				cell?.change ?? null
			];
		})
	)
});
