/** The reasons for which a sales rep's leads are lost or sent back, beside those of the others (METHODS, section 6). */
import type { Stratum } from '#lib/stats/strata.ts';
import {
	addCount,
	alone,
	compared,
	countKinds,
	kindKey,
	kindStrata,
	type CountedKind,
	type KindCounts
} from './rep-against.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import type { StandingCell } from './rep-steps.ts';
import type { Against, LossKind, ReasonRow } from './rep-report.ts';

/** Leads that were sent back at least once, by the reason of the last time. */
export interface ReturnCell extends CountedKind {
	reason: string | null;
}

const FIRST_LOSS = outcomes.indexOf('refused');

/**
 * Each reason as what may happen to the rep's leads, against leads of the same kinds; those that are not chance first,
 * then by leads. Reasons that neither the rep's leads nor those of the same kinds have are left out.
 */
export function repReasons(
	cells: readonly StandingCell[],
	returns: readonly ReturnCell[],
	judged: boolean
): ReasonRow[] {
	const leads = countKinds(cells);
	const events = new Map<string, { how: LossKind; reason: string | null; counts: KindCounts }>();
	const add = (how: LossKind, reason: string | null, cell: CountedKind) => {
		const key = JSON.stringify([how, reason]);
		let event = events.get(key);
		if (!event) events.set(key, (event = { how, reason, counts: new Map() }));
		addCount(event.counts, kindKey(cell), cell);
	};
	for (const cell of cells)
		if (cell.outcome >= FIRST_LOSS) add(outcomes[cell.outcome] as LossKind, cell.reason, cell);
	for (const cell of returns) add('returned', cell.reason, cell);
	const found = [...events.values()]
		.map((event) => ({ ...event, strata: kindStrata(leads, event.counts) }))
		.filter(({ strata }) => strata.some(({ allEvents }) => allEvents > 0));
	const figures = against(
		found.map(({ strata }) => strata),
		judged
	);
	return found
		.map(({ how, reason }, i): ReasonRow => ({ how, reason, ...figures[i]! }))
		.filter(({ made, others }) => made > 0 || (others ?? 0) > 0)
		.sort(
			(a, b) =>
				Number(b.clear === true) - Number(a.clear === true) ||
				b.made - a.made ||
				(b.others ?? 0) - (a.others ?? 0) ||
				(`${a.how} ${a.reason}` < `${b.how} ${b.reason}` ? -1 : 1)
		);
}

/** Leads that were sent back, for whatever reason. */
export const repReturned = (
	cells: readonly StandingCell[],
	returns: readonly ReturnCell[],
	judged: boolean
): Against => against([kindStrata(countKinds(cells), countKinds(returns))], judged)[0]!;

const against = (strata: Stratum[][], judged: boolean): Against[] =>
	judged ? compared(strata) : strata.map(alone);
