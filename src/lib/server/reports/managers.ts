/** The managers report: what each made of their leads, against what the others made of the same kinds of leads. */
import { isByOutcome } from '#lib/channels/judged.ts';
import { isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { cellsByManager, firstDay, monthOf, stratumTotals, type ManagerCells } from '#lib/managers/cells.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { judge, unjudged, type Judged, type JudgedManager } from '#lib/managers/judge.ts';
import { monthsOf, strataOf, strataOfCells } from '#lib/managers/own-strata.ts';
import type {
	ManagerMonth,
	ManagerRow,
	ManagersReport,
	ManagerStratum,
	NotJudged,
	RunRule
} from '#lib/managers/report.ts';
import { byName, isOftenMoved, isWonOnly, sumCounted, withConversion } from '#lib/managers/rows.ts';
import { fromMinor } from '#lib/stats/money.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { managerCells, readManagerLeads, type ManagerLeads, type ReadManagers } from './managers-leads.ts';
import { counted, isShown, managerColumn, placeOf } from './managers-scope.ts';
import { reportHead } from './report-head.ts';
import { responseMedians } from './response.ts';

export async function managersReport(context: ReportContext, filters: Filters): Promise<ManagersReport> {
	const read = await readManagerLeads(context, filters);
	const medians = await responseMedians(context, overAllManagers(filters), managerColumn(filters));
	const parts = [...read.values()].flat();
	const changedHands = { leads: sumOf(parts, 'moved'), of: sumOf(parts, 'withBoth') };
	const lost = leadsOf(read, ({ lost }) => lost);
	const unmade = leadsOf(read, ({ base, made }) => base - made);
	const unfair = whyUnfair(filters);
	const judged = unfair ? null : await judgeAll(context, filters, read);
	const other: Filters = {
		...overAllManagers(filters),
		credit: filters.credit === 'first' ? 'last' : 'first'
	};
	const beside =
		judged && isOftenMoved(changedHands)
			? await judgeAll(context, other, await readManagerLeads(context, other))
			: null;
	const sum = (parts: readonly ManagerLeads[]) => {
		const counts = sumCounted(parts);
		return withConversion(
			{ ...counts, revenue: fromMinor(counts.revenue, context.digits) },
			filters.mode === 'cohort'
		);
	};
	const shown = [...read.keys()].filter(isShown(context, filters));
	const rows = shown.map((key): ManagerRow => {
		const own = (key !== null && judged?.of.get(key)) || null;
		return {
			key,
			...placeOf(context, key),
			...sum(read.get(key)!),
			...(own?.judgement ?? unjudged),
			run: own?.run ?? null,
			strata: judged && own?.judgement.level ? judged.largest(key!) : [],
			responseMedianMinutes: medians.get(key) ?? null,
			otherCredit: (key !== null && beside && otherCredit(beside.of.get(key))) || null
		};
	});
	const total = sum(shown.flatMap((key) => read.get(key)!));
	const named = sumCounted([...read].flatMap(([key, own]) => (key === null ? [] : own)));
	const places = [...context.people.values()];
	return {
		...(await reportHead(context, filters, total.leads)),
		...counted(context, filters),
		credit: filters.credit,
		within: filters.within,
		hasRoles: places.some(({ role }) => role !== null),
		hasTeams: places.some(({ team }) => team !== null),
		notJudged: unfair ?? (isWonOnly({ lost, unmade }) ? 'wonOnly' : null),
		rate: named.base > 0 ? named.made / named.base : null,
		dispersion: judged?.dispersion ?? null,
		spread: judged?.spread ?? 0,
		runMonths: judged?.run ? { from: firstDay(judged.run.from), to: firstDay(judged.run.to) } : null,
		changedHands,
		lost,
		unmade,
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

/** Null where nobody is judged, or where the manager has no lead of the base. */
export async function managerParts(
	context: ReportContext,
	filters: Filters,
	manager: string
): Promise<ManagerParts | null> {
	if (whyUnfair(filters)) return null;
	const { cells, of, run } = await judgeAll(context, filters, await readManagerLeads(context, filters));
	const own = of.get(manager);
	if (!own || own.base === 0) return null;
	return {
		strata: strataOf(cells, manager),
		months: monthsOf(cells, manager),
		run: own.run,
		runMonths: run && { from: firstDay(run.from), to: firstDay(run.to) }
	};
}

function whyUnfair(filters: Filters): Exclude<NotJudged, 'wonOnly'> | null {
	if (filters.mode === 'period') return 'period';
	return isByOutcome(filters, []) ? 'outcome' : null;
}

const sumOf = (parts: readonly ManagerLeads[], what: 'moved' | 'withBoth'): number =>
	parts.reduce((sum, part) => sum + part[what], 0);

/** Some of the leads, and those of them with a manager. */
function leadsOf(read: ReadManagers, count: (part: ManagerLeads) => number): ManagersReport['lost'] {
	const found = { leads: 0, named: 0 };
	for (const [key, parts] of read)
		for (const part of parts) {
			found.leads += count(part);
			if (key !== null) found.named += count(part);
		}
	return found;
}

interface JudgedAll extends Judged {
	cells: ManagerCells;
	of: Map<string, JudgedManager>;
	/** The largest kinds of leads of a manager. */
	largest(manager: string): ManagerStratum[];
}

/** How many kinds of leads a row names. */
const KINDS = 3;

async function judgeAll(context: ReportContext, filters: Filters, read: ReadManagers): Promise<JudgedAll> {
	const at = asOfMs(context, filters);
	const newest = at === null ? -Infinity : monthOf(isoDay(context.zone.dayOf(at)));
	return giveWay(
		(function* () {
			const cells = yield* managerCells(context, filters, read);
			const judged = yield* judge(cells, newest);
			const totals = stratumTotals(cells);
			const own = cellsByManager(cells);
			const numbers = new Map(cells.managers.map((name, i) => [name, i]));
			return {
				...judged,
				cells,
				of: new Map(cells.managers.map((name, i) => [name, judged.managers[i]!])),
				largest: (manager) => strataOfCells(cells, own[numbers.get(manager)!]!, totals).slice(0, KINDS)
			};
		})()
	);
}

function otherCredit(judged: JudgedManager | undefined): ManagerRow['otherCredit'] {
	if (!judged || judged.base === 0) return null;
	const { expected, ratio, verdict, level } = judged.judgement;
	return { base: judged.base, made: judged.made, expected, ratio, verdict, level };
}
