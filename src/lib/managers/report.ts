/** The managers report as pages, commands and the API have it. Rates are fractions, times minutes or days as named. */
import type { Filters } from '#lib/filters/filters.ts';
import type { Temperature } from '#lib/filters/names.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Role } from '#lib/settings/managers.ts';
import type { Interval } from '#lib/stats/intervals.ts';

/** Against what the same leads were worth with the others; few: too few to judge. */
export type ManagerVerdict = 'above' | 'below' | 'within' | 'few';

/** How far outside: worth a look, or not chance. */
export type ManagerLevel = 'alert' | 'alarm';

/** The normal range for the manager's leads, as rates: outside it is an alert (95 %) or an alarm (99.8 %). */
export interface Limits {
	low95: number;
	high95: number;
	low998: number;
	high998: number;
}

/** What a manager made of their leads, against what the others would have made. Null where nothing is judged. */
export interface Judgement {
	/** Of the manager's leads, if all managers (this one included) made the same of them. */
	expected: number | null;
	variance: number | null;
	/** What the others would have made of them; leads of a kind that nobody else had add nothing. */
	others: number | null;
	/** Made / expected; null where nothing is expected. */
	ratio: number | null;
	verdict: ManagerVerdict | null;
	level: ManagerLevel | null;
	/** Chance that luck alone gives a count so far off on that side, if managers did not differ; null for few. */
	luck: number | null;
	limits: Limits | null;
}

/** The last six months together, as METHODS calls it: a signal even where each month alone is too small. */
export interface RunRule {
	observed: number;
	expected: number;
	variance: number;
	signal: 'above' | 'below' | null;
}

/** Leads of one manager that are alike, and what the others made of such leads. */
export interface ManagerStratum {
	channel: string | null;
	/** At acceptance; null without a score model, and where the base is all leads. */
	temperature: Temperature | null;
	/** First day of the month of acceptance, of arrival where the base is all leads. */
	month: string;
	leads: number;
	made: number;
	/** What the others would have made of them; null where nobody else had such leads. */
	others: number | null;
	/** Such leads of the others. */
	otherLeads: number;
}

/** Leads of one manager by the month of acceptance, of arrival where the base is all leads. */
export interface ManagerMonth {
	/** Its first day. */
	month: string;
	leads: number;
	observed: number;
	expected: number;
	variance: number;
	others: number;
}

/** All of them count leads of the row, not only those of its base; in period mode what happened in the range. */
export interface ManagerCounts {
	/** Leads of the filters that count for the manager. */
	leads: number;
	/** Of them those that sales accepted. */
	accepted: number;
	sql: number;
	clients: number;
	open: number;
	refused: number;
	unfit: number;
	junk: number;
	/** Leads sent back to marketing at least once. */
	returned: number;
	/** Of the clients, in the reporting currency. */
	revenue: number;
}

export interface ManagerRow extends ManagerCounts, Judgement {
	/** null: leads without a manager. */
	key: string | null;
	team: string | null;
	role: Role | null;
	/** Leads of the base (accepted, or all), and those of them that reached the goal. */
	base: number;
	made: number;
	/** `made` / `base`, with its range. */
	conversion: number | null;
	interval: Interval;
	run: RunRule | null;
	/** Of a manager above or below: the largest parts of the leads, to say it with; else none. */
	strata: ManagerStratum[];
	/** Of the leads with a first contact at a known time. */
	responseMedianMinutes: number | null;
	/** With the leads of the other credit (first for last): where more than a tenth of the leads changed hands. */
	otherCredit:
		(Pick<Judgement, 'expected' | 'ratio' | 'verdict' | 'level'> & { base: number; made: number }) | null;
}

/** Why nobody is judged. */
export type NotJudged =
	/** Clients and leads of a period are different people. */
	| 'period'
	/** The filters choose leads by how they ended. */
	| 'outcome'
	/** Hardly any lost lead (if none was lost: hardly any without the goal) names its manager: who has a name has won. */
	| 'wonOnly';

export interface ManagersReport extends ReportHead {
	/** What the rows count: all leads where acceptance is not recorded. */
	base: Filters['base'];
	/** Clients where SQL is not recorded. */
	goal: Filters['goal'];
	credit: Filters['credit'];
	within: Filters['within'];
	/** Whether any manager has a role, or a team. */
	hasRoles: boolean;
	hasTeams: boolean;
	notJudged: NotJudged | null;
	/** Goals per lead of the base, over the leads with a manager. */
	rate: number | null;
	/** How much more the results differ than luck alone makes them; null with fewer than five managers to measure it. */
	dispersion: number | null;
	/** By how much managers differ among themselves: 0.27 is ± 27 %. */
	spread: number;
	/** The months that `run` of the rows takes together: their first days, `to` included; null without any. */
	runMonths: { from: string; to: string } | null;
	/** Leads of all managers with a first and a last one, and those of them whose managers differ. */
	changedHands: { leads: number; of: number };
	/** Lost leads of the base, of all managers and of none, and those of them that name their manager. */
	lost: { leads: number; named: number };
	/** The same of all leads of the base that did not reach the goal, open ones included. */
	unmade: { leads: number; named: number };
	/** By name; leads without a manager last. The filter `manager` (and team, role) chooses rows, not the others. */
	rows: ManagerRow[];
	/** Sums of the rows shown. */
	total: ManagerCounts & { base: number; made: number; conversion: number | null; interval: Interval };
}
