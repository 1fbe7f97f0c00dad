/** The managers report: what each made of their leads, against what the others made of the same kinds of leads. */
import type { Filters } from '#lib/filters/filters.ts';
import { firstDay } from '#lib/managers/cells.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { unjudged, type JudgedManager } from '#lib/managers/judge.ts';
import { monthsOf, strataOf } from '#lib/managers/own-strata.ts';
import type {
	ManagerMonth,
	ManagerRow,
	ManagersReport,
	ManagerStratum,
	RunRule
} from '#lib/managers/report.ts';
import { byName, isOftenMoved, sumCounted, withConversion } from '#lib/managers/rows.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { giveWay } from '../give-way.ts';
import type { ReportContext } from './context.ts';
import { compareManagers, overall, whyUnfair, type ComparedManagers } from './managers-compared.ts';
import type { ManagerLeads } from './managers-leads.ts';
import { counted, isShown, managerColumn, placeOf } from './managers-scope.ts';
import { reportHead } from './report-head.ts';
import { responseMedians } from './response.ts';

/** `compared`: of filters that differ at most in what chooses rows. */
export async function managersReport(
	context: ReportContext,
	filters: Filters,
	compared?: ComparedManagers
): Promise<ManagersReport> {
	const { read, judged, unfair } = compared ?? (await compareManagers(context, filters));
	const shown = [...read.keys()].filter(isShown(context, filters));
	const medians = await responseMedians(
		context,
		overAllManagers(filters),
		managerColumn(filters),
		shown.length < read.size ? shown : undefined
	);
	const parts = [...read.values()].flat();
	const changedHands = { leads: sumOf(parts, 'moved'), of: sumOf(parts, 'withBoth') };
	const other: Filters = {
		...overAllManagers(filters),
		credit: filters.credit === 'first' ? 'last' : 'first'
	};
	const beside = judged && isOftenMoved(changedHands) ? (await compareManagers(context, other)).judged : null;
	const sum = (parts: readonly ManagerLeads[]) => {
		const counts = sumCounted(parts);
		return withConversion(
			{ ...counts, revenue: fromMinor(counts.revenue, context.digits) },
			filters.mode === 'cohort'
		);
	};
	const rows = await giveWay(
		(function* () {
			const rows: ManagerRow[] = [];
			for (const key of shown) {
				const own = (key !== null && judged?.of.get(key)) || null;
				rows.push({
					key,
					...placeOf(context, key),
					...sum(read.get(key)!),
					...(own?.judgement ?? unjudged),
					run: own?.run ?? null,
					strata: judged && own?.judgement.level ? judged.largest(key!) : [],
					responseMedianMinutes: medians.get(key) ?? null,
					otherCredit: (key !== null && beside && otherCredit(beside.of.get(key))) || null
				});
				yield;
			}
			return rows;
		})()
	);
	const total = sum(shown.flatMap((key) => read.get(key)!));
	const places = [...context.people.values()];
	return {
		...(await reportHead(context, filters, total.leads)),
		...counted(context, filters),
		credit: filters.credit,
		within: filters.within,
		hasRoles: places.some(({ role }) => role !== null),
		hasTeams: places.some(({ team }) => team !== null),
		...overall({ read, unfair }),
		dispersion: judged?.dispersion ?? null,
		spread: judged?.spread ?? 0,
		runMonths: judged?.run ? { from: firstDay(judged.run.from), to: firstDay(judged.run.to) } : null,
		changedHands,
		rows: rows.sort(byName),
		total
	};
}

/** The leads of one manager by kind (most first) and by month, against those of the others of the same kinds. */
interface ManagerParts {
	strata: ManagerStratum[];
	months: ManagerMonth[];
	run: RunRule | null;
	runMonths: ManagersReport['runMonths'];
}

/** `compared`: as for the report. Null where nobody is judged, or where the manager has no lead of the base. */
export async function managerParts(
	context: ReportContext,
	filters: Filters,
	manager: string,
	compared?: ComparedManagers
): Promise<ManagerParts | null> {
	if (whyUnfair(filters)) return null;
	const { judged } = compared ?? (await compareManagers(context, filters));
	const own = judged?.of.get(manager);
	if (!judged || !own || own.base === 0) return null;
	const { cells, run } = judged;
	return {
		strata: strataOf(cells, manager),
		months: monthsOf(cells, manager),
		run: own.run,
		runMonths: run && { from: firstDay(run.from), to: firstDay(run.to) }
	};
}

const sumOf = (parts: readonly ManagerLeads[], what: 'moved' | 'withBoth'): number =>
	parts.reduce((sum, part) => sum + part[what], 0);

function otherCredit(judged: JudgedManager | undefined): ManagerRow['otherCredit'] {
	if (!judged || judged.base === 0) return null;
	const { expected, ratio, verdict, level } = judged.judgement;
	return { base: judged.base, made: judged.made, expected, ratio, verdict, level };
}
