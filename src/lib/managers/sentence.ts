/**
 * The sentences that open the managers page and answer "whose result is not chance?". A part is a kind with its
 * numbers; the page puts it into words.
 */
import type { ManagerLevel, ManagerRow, ManagersReport, NotJudged } from './report.ts';

/** One manager, and what was to be expected of their leads. */
export interface Outlier {
	key: string;
	made: number;
	expected: number;
	level: ManagerLevel;
}

export type ManagerSentencePart =
	/** No lead of the base names a manager. */
	| { kind: 'nobody'; leads: number }
	/** Managers are named, but have no lead of the base. */
	| { kind: 'noBase'; reps: number }
	/** Nobody is judged, and why. `open`: no lead is lost yet, so those that did not reach the goal stand for them. */
	| { kind: 'notJudged'; why: NotJudged; reps: number; lost: number; named: number; open?: true }
	/** The only row shown. */
	| { kind: 'one'; key: string; made: number; expected: number; level: ManagerLevel | null }
	| { kind: 'oneFew'; key: string; made: number; expected: number }
	/** Nobody has enough leads. */
	| { kind: 'allFew'; reps: number }
	/** Nobody differs by more than luck; `judged` have enough leads. */
	| { kind: 'same'; reps: number; judged: number }
	/** So many are outside their normal range. */
	| { kind: 'differ'; reps: number; count: number }
	/** The first of them, then some of the others, and how many more there are. */
	| ({ kind: 'first' } & Outlier)
	| { kind: 'others'; level: ManagerLevel; outliers: Outlier[]; more: number }
	/** So many of the judged have too few leads. */
	| { kind: 'few'; count: number }
	/** By how much managers differ among themselves. */
	| { kind: 'spread'; spread: number };

/** Others that one sentence names. */
const mostNamed = 3;

type Read = Pick<ManagersReport, 'rows' | 'notJudged' | 'lost' | 'unmade' | 'leads' | 'spread'>;

/** The parts in their order; none without leads. Whoever has no lead of the base is not counted. */
export function managerSentence({
	rows,
	notJudged,
	lost,
	unmade,
	leads,
	spread
}: Read): ManagerSentencePart[] {
	if (leads === 0) return [];
	const named = rows.filter(isNamed).filter(({ base }) => base > 0);
	const reps = named.length;
	if (reps === 0)
		return rows.some(isNamed)
			? [{ kind: 'noBase', reps: rows.filter(isNamed).length }]
			: [{ kind: 'nobody', leads }];
	if (notJudged) {
		const open = lost.leads === 0;
		const of = open ? unmade : lost;
		return [
			{
				...({ kind: 'notJudged', why: notJudged, reps } as const),
				...{ lost: of.leads, named: of.named },
				...(open && notJudged === 'wonOnly' && { open })
			}
		];
	}
	const widened: ManagerSentencePart[] = spread > 0 ? [{ kind: 'spread', spread }] : [];
	if (reps === 1) return [...theOne(named[0]!), ...widened];
	const few = named.filter(({ verdict }) => verdict === 'few').length;
	if (few === reps) return [{ kind: 'allFew', reps }];
	const tooFew: ManagerSentencePart[] = few > 0 ? [{ kind: 'few', count: few }] : [];
	const outliers = outliersOf(named);
	if (outliers.length === 0) return [{ kind: 'same', reps, judged: reps - few }, ...widened, ...tooFew];
	const [first, ...rest] = outliers;
	return [
		{ kind: 'differ', reps, count: outliers.length },
		{ kind: 'first', ...first! },
		...(['alarm', 'alert'] as const).flatMap((level) => othersOf(rest, level)),
		...widened,
		...tooFew
	];
}

type Named = ManagerRow & { key: string };
const isNamed = (row: ManagerRow): row is Named => row.key !== null;

function theOne({ key, made, expected, verdict, level }: Named): ManagerSentencePart[] {
	const words = { key, made, expected: expected ?? 0 };
	return [verdict === 'few' ? { kind: 'oneFew', ...words } : { kind: 'one', ...words, level }];
}

/** Who is outside their normal range: what is not chance before what is worth a look, each by leads. */
function outliersOf(rows: readonly ManagerRow[]): Outlier[] {
	return rows
		.filter(isNamed)
		.filter(({ level }) => level !== null)
		.sort((a, b) => Number(a.level === 'alert') - Number(b.level === 'alert') || b.base - a.base)
		.map(({ key, made, expected, level }) => ({ key, made, expected: expected!, level: level! }));
}

function othersOf(rest: readonly Outlier[], level: ManagerLevel): ManagerSentencePart[] {
	const mine = rest.filter((outlier) => outlier.level === level);
	if (mine.length === 0) return [];
	// One more than is named would be said as "1 more": it is named instead.
	const most = mine.length === mostNamed + 1 ? mine.length : mostNamed;
	const outliers = mine.slice(0, most);
	return [{ kind: 'others', level, outliers, more: mine.length - outliers.length }];
}
