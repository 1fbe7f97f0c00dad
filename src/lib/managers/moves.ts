/** Which changes of stage and outcome leads made, and where those of one manager went beside those of the others. */
import { moveInPath, readMovePath } from '#lib/funnel/move-path.ts';
import { moveKind, states, type MoveKind, type MoveState } from '#lib/funnel/move-kinds.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { benjaminiHochberg, level } from '#lib/stats/adjust.ts';
import { wilson, type Interval } from '#lib/stats/intervals.ts';
import { againstOthers, type AgainstOthers, type Stratum } from '#lib/stats/strata.ts';

/** Leads that went one way. */
export interface PathCount {
	/** As `movePath` writes it: the state before the first move that counts, then those that followed. */
	path: string;
	leads: number;
}

/** The same by channel, for leads of the manager and for those of the others. */
export interface ComparedPath extends PathCount {
	channel: string | null;
	ours: boolean;
}

export interface MoveCell {
	from: MoveState;
	to: MoveState;
	kind: MoveKind;
	/** Leads that made the move, and how often they made it together. */
	leads: number;
	moves: number;
}

export interface MovesFrom {
	from: MoveState;
	/** Leads that left the state at least once. */
	left: number;
	moves: number;
}

export interface Moves {
	/** Those that leads came from or went to, in order. */
	states: MoveState[];
	/** By state left, then by state entered. */
	cells: MoveCell[];
	from: MovesFrom[];
	/** Leads that moved at all, and all their moves. */
	moved: number;
	moves: number;
}

export function countMoves(paths: Iterable<PathCount>, recorded: ReadonlySet<Stage>): Moves {
	const cells = new Map<string, MoveCell>();
	const lefts = new Map<MoveState, MovesFrom>();
	let moved = 0;
	let moves = 0;
	for (const { path, leads } of paths) {
		const way = readMovePath(path) as MoveState[];
		if (way.length > 1) moved += leads;
		moves += leads * (way.length - 1);
		const seen = new Set<string>();
		const isNew = (key: string) => !seen.has(key) && seen.add(key);
		for (let i = 1; i < way.length; i++) {
			const [from, to] = [way[i - 1]!, way[i]!];
			const key = `${from} ${to}`;
			const cell = cells.get(key) ?? { from, to, kind: moveKind(from, to, recorded), leads: 0, moves: 0 };
			cells.set(key, cell);
			cell.moves += leads;
			if (isNew(key)) cell.leads += leads;
			const left = lefts.get(from) ?? { from, left: 0, moves: 0 };
			lefts.set(from, left);
			left.moves += leads;
			if (isNew(from)) left.left += leads;
		}
	}
	const place = (state: MoveState) => states.indexOf(state);
	const met = new Set([...cells.values()].flatMap(({ from, to }) => [from, to]));
	return {
		states: states.filter((state) => met.has(state)),
		cells: [...cells.values()].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
		from: [...lefts.values()].sort((a, b) => place(a.from) - place(b.from)),
		moved,
		moves
	};
}

type MoveVerdict = 'more' | 'less' | 'same' | 'few';

/** Of the leads that left a state, those that went to another one: the manager's, and those of the others. */
export interface MoveComparison {
	from: MoveState;
	to: MoveState;
	kind: MoveKind;
	leads: number;
	left: number;
	share: number | null;
	interval: Interval;
	others: { leads: number; left: number; share: number | null };
	/** What the others would have made of the manager's leads, channel by channel. */
	othersWouldMake: number;
	/** More than the others with leads of the same channels, as fractions, with its likely range. */
	difference: number | null;
	differenceInterval: Interval;
	/** `more`, `less`: not chance, all these moves taken together. */
	verdict: MoveVerdict;
}

/**
 * One comparison for each move that anybody made out of a state that leads of the manager left: the test of METHODS,
 * section 2, with the channels as strata, and Benjamini–Hochberg over the moves judged.
 */
export function compareMoves(
	paths: readonly ComparedPath[],
	{ cells }: Pick<Moves, 'cells'>
): MoveComparison[] {
	const judged = cells.flatMap((cell) => {
		const found = compareMove(paths, cell);
		return found.row.left > 0 ? [found] : [];
	});
	const known = judged.filter(({ against }) => against.chance !== null);
	const adjusted = benjaminiHochberg(known.map(({ against }) => against.chance!));
	for (const [i, { row, against }] of known.entries())
		row.verdict = adjusted[i]! > level ? 'same' : against.observed > against.expected ? 'more' : 'less';
	return judged.map(({ row }) => row);
}

function compareMove(
	paths: readonly ComparedPath[],
	{ from, to, kind }: MoveCell
): { row: MoveComparison; against: AgainstOthers } {
	const step = moveInPath(from, to);
	const strata = new Map<string | null, Stratum>();
	for (const { path, leads, channel, ours } of paths) {
		const at = path.indexOf(step[0]!);
		if (at < 0 || at === path.length - 1) continue;
		const stratum = strata.get(channel) ?? { leads: 0, events: 0, allLeads: 0, allEvents: 0 };
		strata.set(channel, stratum);
		const made = path.includes(step) ? leads : 0;
		stratum.allLeads += leads;
		stratum.allEvents += made;
		if (!ours) continue;
		stratum.leads += leads;
		stratum.events += made;
	}
	const all = [...strata.values()];
	const against = againstOthers(all);
	const sum = (of: keyof Stratum) => all.reduce((total, stratum) => total + stratum[of], 0);
	const [leads, left] = [sum('events'), sum('leads')];
	const others = { leads: sum('allEvents') - leads, left: sum('allLeads') - left };
	const share = (k: number, n: number) => (n === 0 ? null : k / n);
	return {
		row: {
			...{ from, to, kind, leads, left, share: share(leads, left), interval: wilson(leads, left) },
			others: { ...others, share: share(others.leads, others.left) },
			othersWouldMake: against.others,
			difference: against.difference,
			differenceInterval: against.interval,
			verdict: 'few'
		},
		against
	};
}
