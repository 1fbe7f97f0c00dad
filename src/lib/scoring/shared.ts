/** What clients have in common: each answer and action, clients against others. */
import type { Answer, AnswerPart, AttributeAnswers } from './answers.ts';
import { judgeHits, type HitVerdict } from './hit-verdict.ts';
import { findLeak, leakZ, type Leak } from './leak.ts';
import { evidenceOf } from './woe.ts';

export interface SharedRow extends HitVerdict {
	part: AnswerPart;
	/** It knows the answer in advance. */
	leak: Leak;
	/** Leads that had it at some time, and first at or after their decision. */
	ever: number;
	late: number;
	/** Another value of its attribute knows the answer in advance, so that this one may too. */
	suspect: boolean;
}

/** How much one attribute tells, over all its values and those who did not tell. */
export interface AttributeEvidence {
	attribute: string;
	iv: number;
	/** What an attribute without any relation stays below, 19 times of 20; null for one value. */
	limit: number | null;
	values: { part: AnswerPart | null; leads: number; clients: number; woe: number }[];
	/** Values that are left out as too rare. */
	rare: number;
}

export interface Shared {
	rows: SharedRow[];
	attributes: AttributeEvidence[];
}

const isSafe = (row: Pick<SharedRow, 'leak' | 'suspect'>) => row.leak.by === null && !row.suspect;

/** Rows with the surest difference first. */
export function sharedOf(
	attributes: readonly AttributeAnswers[],
	actions: readonly Answer[],
	all: { leads: number; clients: number }
): Shared {
	const answers = [...attributes.flatMap((one) => one.answers), ...actions];
	const z = leakZ(Math.max(1, answers.length));
	const verdicts = judgeHits(answers, all);
	const others = all.leads - all.clients;
	const leaks = answers.map(({ leads, clients, ever, late }) =>
		findLeak(
			{ clientsHit: clients, clients: all.clients, othersHit: leads - clients, others },
			{ leads: ever, late },
			z
		)
	);
	const attributeOf = (part: AnswerPart) => (part.kind === 'did' ? null : part.attribute);
	const leaking = new Set(answers.flatMap(({ part }, i) => (leaks[i]!.by ? (attributeOf(part) ?? []) : [])));
	const rows = answers.map(({ part, ever, late }, i) => {
		const attribute = attributeOf(part);
		return {
			part,
			...verdicts[i]!,
			leak: leaks[i]!,
			ever,
			late,
			suspect: leaks[i]!.by === null && attribute !== null && leaking.has(attribute)
		};
	});
	rows.sort((a, b) => Math.abs(b.evidence) - Math.abs(a.evidence) || b.leads - a.leads);
	return { rows, attributes: attributes.flatMap((one) => attributeEvidence(one)) };
}

function attributeEvidence({ attribute, answers, rare }: AttributeAnswers): AttributeEvidence[] {
	const bins = [
		...answers.map(({ part, leads, clients }) => ({ part, leads, clients })),
		...(rare.values > 0 ? [{ part: null, leads: rare.leads, clients: rare.clients }] : [])
	];
	const evidence = evidenceOf(bins.map(({ leads, clients }) => ({ clients, others: leads - clients })));
	if (!evidence) return [];
	return [
		{
			attribute,
			iv: evidence.iv,
			limit: evidence.limit,
			values: bins.map((bin, i) => ({ ...bin, woe: evidence.woe[i]! })),
			rare: rare.values
		}
	];
}

/** The strongest that clients have more often, one of each attribute; none that may know the answer in advance. */
export function strongest(rows: readonly SharedRow[], most: number): SharedRow[] {
	const seen = new Set<string>();
	return rows
		.filter((row) => {
			if (row.verdict !== 'more' || !isSafe(row)) return false;
			const of = row.part.kind === 'did' ? `did ${row.part.activity}` : `is ${row.part.attribute}`;
			return !seen.has(of) && seen.add(of);
		})
		.slice(0, most);
}

/** Points to begin with: ten for each doubling of the chance, at most 30 either way; 0 where it may be chance. */
export function suggestedPoints({ verdict, lift }: Pick<SharedRow, 'verdict' | 'lift'>): number {
	if ((verdict !== 'more' && verdict !== 'fewer') || !lift) return 0;
	return Math.max(-30, Math.min(30, Math.round(10 * Math.log2(lift.value))));
}
