/** The leads that a sales rep took over and gave away, and what became of them since. */
import { stages } from '#lib/funnel/stages.ts';
import type { Fate, Handovers, HandoverSide } from './rep-report.ts';

type Direction = 'taken' | 'given';

/** Counts of leads; one row a direction, one a person and one a stage of each (index; null where it does not group). */
export interface HandoverCounts extends Fate {
	direction: Direction;
	person: string | null;
	stage: number | null;
	times: number;
}

/** People and stages with most leads first, then in their order. */
export const handovers = (rows: readonly HandoverCounts[], kept: Fate): Handovers => ({
	taken: sideOf(rows.filter(({ direction }) => direction === 'taken')),
	given: sideOf(rows.filter(({ direction }) => direction === 'given')),
	kept
});

const nothing: Fate = { leads: 0, clients: 0, lost: 0, open: 0 };

const fateOf = ({ leads, clients, lost, open }: Fate): Fate => ({ leads, clients, lost, open });

function sideOf(rows: readonly HandoverCounts[]): HandoverSide {
	const whole = rows.find(({ person, stage }) => person === null && stage === null);
	return {
		...fateOf(whole ?? nothing),
		times: whole?.times ?? 0,
		people: rows
			.filter(({ person }) => person !== null)
			.map((row) => ({ key: row.person!, ...fateOf(row) }))
			.sort((a, b) => b.leads - a.leads || (a.key < b.key ? -1 : 1)),
		stages: rows
			.filter(({ stage }) => stage !== null)
			.sort((a, b) => b.leads - a.leads || a.stage! - b.stage!)
			.map(({ stage, leads }) => ({ stage: stages[stage!]!, leads }))
	};
}
