/** What the managers report rests on: the leads of all managers, read in one pass, and how each did beside the others. */
import { isByOutcome } from '#lib/channels/judged.ts';
import { isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { cellsByManager, monthOf, stratumTotals, type ManagerCells } from '#lib/managers/cells.ts';
import { judge, type Judged, type JudgedManager } from '#lib/managers/judge.ts';
import { strataOfCells } from '#lib/managers/own-strata.ts';
import type { ManagersReport, ManagerStratum, NotJudged } from '#lib/managers/report.ts';
import { isWonOnly, sumCounted } from '#lib/managers/rows.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { managerCells, readManagerLeads, type ManagerLeads, type ReadManagers } from './managers-leads.ts';

/** What is read and judged of all managers: once for whatever a page shows of it. */
export interface ComparedManagers {
	read: ReadManagers;
	/** Null where nobody is judged: `unfair` says why. */
	judged: JudgedAll | null;
	unfair: Exclude<NotJudged, 'wonOnly'> | null;
}

/** The filters that only choose rows do not matter. */
export async function compareManagers(context: ReportContext, filters: Filters): Promise<ComparedManagers> {
	const read = await readManagerLeads(context, filters);
	const unfair = whyUnfair(filters);
	return { read, unfair, judged: unfair ? null : await judgeAll(context, filters, read) };
}

/** How all the leads that have a manager did, and why nothing is to be made of it. */
export function overall({
	read,
	unfair
}: Pick<ComparedManagers, 'read' | 'unfair'>): Pick<
	ManagersReport,
	'notJudged' | 'rate' | 'lost' | 'unmade'
> {
	const lost = leadsOf(read, ({ lost }) => lost);
	const unmade = leadsOf(read, ({ base, made }) => base - made);
	const named = sumCounted([...read].flatMap(([key, own]) => (key === null ? [] : own)));
	return {
		notJudged: unfair ?? (isWonOnly({ lost, unmade }) ? 'wonOnly' : null),
		rate: named.base > 0 ? named.made / named.base : null,
		lost,
		unmade
	};
}

/** Why nobody is judged by these leads; null: they can be. */
export function whyUnfair(filters: Filters): Exclude<NotJudged, 'wonOnly'> | null {
	if (filters.mode === 'period') return 'period';
	return isByOutcome(filters, []) ? 'outcome' : null;
}

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
