import type { Filters } from '#lib/filters/filters.ts';
import { passedOver } from '#lib/funnel/move-kinds.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import type { MoveCell, MoveComparison, Moves } from '#lib/managers/moves.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { moveName } from '#lib/ui/words.ts';

type Told = Pick<Moves, 'cells' | 'moved' | 'moves'> & { comparison: readonly MoveComparison[] | null };

/** Moves are named in words up to so many of each kind. */
const mostNamed = 2;

/**
 * What stands out: where chosen reps' leads go otherwise than the others', then leads that went back, past a stage, or
 * were worked again: "23 leads went from SQL lead back to MQL."
 */
export function movesSentence(
	{ cells, moved, moves, comparison }: Told,
	recorded: ReadonlySet<Stage>
): string[] {
	if (moved === 0) return [m.moves_answer_none()];
	const odd = (['back', 'over', 'recalled'] as const).flatMap((kind) =>
		cells
			.filter((cell) => cell.kind === kind)
			.sort((a, b) => b.leads - a.leads)
			.slice(0, mostNamed)
			.map((cell) => moveSentence(cell, recorded))
	);
	const compared = (comparison ?? [])
		.filter(({ verdict }) => verdict === 'more' || verdict === 'less')
		.sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))
		.slice(0, mostNamed)
		.map(({ from, to, share, others }) =>
			m.moves_more({
				...{ from: moveName(from), to: moveName(to) },
				...{ own: perHundred(share), others: perHundred(others.share) }
			})
		);
	const told = [...compared, ...odd];
	return told.length
		? told
		: [m.moves_answer({ n: moved, count: formatCount(moved), moves: formatCount(moves) })];
}

const perHundred = (share: number | null) => formatNumber(share === null ? null : share * 100);

function moveSentence({ from, to, kind, leads: n }: MoveCell, recorded: ReadonlySet<Stage>): string {
	const named = { n, count: formatCount(n), from: moveName(from), to: moveName(to) };
	if (kind === 'back') return m.moves_back(named);
	if (kind === 'recalled') return m.moves_recalled(named);
	const skipped = passedOver(from, to, recorded).map(moveName).join(', ');
	return m.moves_over({ ...named, skipped });
}

/** What the filters do to the figures of this page. */
export const movesNotes = ({ mode, from, to, asOf, window }: Filters): string[] => [
	...(mode === 'period' && (from ?? to) !== undefined ? [m.moves_note_period()] : []),
	...(window === undefined ? [] : [m.moves_note_window()]),
	...(asOf === undefined ? [] : [m.moves_note_asOf()])
];

export const movesHow = (isCompared: boolean): string[] => [
	m.moves_how_moves(),
	m.moves_how_same_time(),
	...(isCompared ? [m.moves_how_shares()] : [])
];
