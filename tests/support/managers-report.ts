/** Rows of the managers report for tests: those of the online school, and a report around them. */
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { wilson } from '#lib/stats/intervals.ts';

/** A row within its normal range unless told otherwise. */
export function managerRow(key: string | null, figures: Partial<ManagerRow> = {}): ManagerRow {
	const { base = 100, made = 10, expected = 12 } = figures;
	return {
		key,
		team: null,
		role: null,
		leads: base,
		accepted: base,
		sql: made,
		clients: made,
		open: 0,
		refused: base - made,
		unfit: 0,
		junk: 0,
		returned: 0,
		revenue: 0,
		base,
		made,
		conversion: base > 0 ? made / base : null,
		interval: wilson(made, base),
		expected,
		variance: expected === null ? null : expected * 0.75,
		others: expected,
		ratio: expected ? made / expected : null,
		verdict: key === null ? null : 'within',
		level: null,
		luck: null,
		limits: null,
		run: null,
		strata: [],
		responseMedianMinutes: null,
		otherCredit: null,
		...figures
	};
}

/** Some of the reps of the online school, rounded. */
export const schoolReps: ManagerRow[] = [
	managerRow('Amy Green', { base: 2, made: 0, expected: 0.1, verdict: 'few' }),
	managerRow('Charlie Davis', { base: 742, made: 148, expected: 119.2 }),
	managerRow('Diana Evans', {
		base: 247,
		made: 1,
		expected: 29,
		others: 32.1,
		verdict: 'below',
		level: 'alarm',
		luck: 1e-9,
		limits: { low95: 0.05, high95: 0.2, low998: 0.03, high998: 0.24 }
	}),
	managerRow('Mason Roberts', { base: 81, made: 3, expected: 11.4, verdict: 'below', level: 'alert' }),
	managerRow('Oliver Taylor', { base: 147, made: 50, expected: 24.1, verdict: 'above', level: 'alert' })
];

export function managersReport(
	rows: readonly ManagerRow[],
	filters: Partial<Filters> = {},
	more: Partial<ManagersReport> = {}
): ManagersReport {
	const set = filtersSchema.parse(filters);
	const sum = (count: (row: ManagerRow) => number) => rows.reduce((total, row) => total + count(row), 0);
	const base = sum((row) => row.base);
	const made = sum((row) => row.made);
	return {
		filters: set,
		asOf: '2026-11-01T00:00:00Z',
		model: null,
		dataVersion: 1,
		leads: sum(({ leads }) => leads),
		excluded: 0,
		timezone: 'UTC',
		currency: 'EUR',
		behindSeconds: 0,
		base: set.base,
		goal: set.goal,
		credit: set.credit,
		within: set.within,
		hasRoles: false,
		hasTeams: false,
		notJudged: null,
		rate: base > 0 ? made / base : null,
		dispersion: null,
		spread: 0,
		runMonths: null,
		changedHands: { leads: 0, of: base },
		lost: { leads: base - made, named: base - made },
		unmade: { leads: base - made, named: base - made },
		rows: [...rows],
		total: {
			...managerRow(null, { base, made }),
			leads: sum(({ leads }) => leads),
			accepted: sum(({ accepted }) => accepted)
		},
		...more
	};
}
