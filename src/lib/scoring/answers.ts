/** What leads answered and did, as conditions that a rule can have: values, ranges of numbers, nothing told, actions. */
import { quantile } from '#lib/stats/quantile.ts';
import type { When } from './model.ts';

/** Leads of a cohort with one answer or action. */
export interface AnswerCounts {
	/** Had it at their decision. */
	leads: number;
	clients: number;
	/** Had it at some time, and those of them that first did at or after their decision. */
	ever: number;
	late: number;
}

/** Of each attribute, and of each of its values. */
export type AnswersTold = Map<string, Map<string, AnswerCounts>>;

export type AnswerPart =
	| { kind: 'is'; attribute: string; value: string }
	/** Numbers, both ends in. */
	| { kind: 'range'; attribute: string; from: number; to: number }
	| { kind: 'missing'; attribute: string }
	| { kind: 'did'; activity: string };

export interface Answer extends AnswerCounts {
	part: AnswerPart;
}

/** An attribute's values: those that are looked at one by one, and how many rarer ones are not. */
export interface AttributeAnswers {
	attribute: string;
	answers: Answer[];
	/** Values that are left out as too rare, and the leads that have them. */
	rare: { values: number; leads: number; clients: number };
}

/** Of more different numbers than this, ranges are looked at. */
export const mostNumbers = 12;
const ranges = 5;
/** Of an attribute, the commonest values are looked at, if so many leads have them. */
export const mostValues = 30;
export const fewestLeads = 5;

/** As `gte`, `lte` and `between` read a text. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** `all`: the leads of the cohort. Attributes in the order of their names, values by how common they are. */
export function answersOf(told: AnswersTold, all: { leads: number; clients: number }): AttributeAnswers[] {
	return [...told]
		.map(([attribute, values]) => attributeAnswers(attribute, values, all))
		.filter(({ answers }) => answers.length > 0)
		.sort((a, b) => (a.attribute < b.attribute ? -1 : 1));
}

function attributeAnswers(
	attribute: string,
	values: ReadonlyMap<string, AnswerCounts>,
	all: { leads: number; clients: number }
): AttributeAnswers {
	const rows = [...values].map(([value, counts]) => ({ value, counts }));
	const numbers = rows.filter(({ value }) => Number.isFinite(numberOf(value)));
	const inRanges = numbers.length > mostNumbers;
	const single = (inRanges ? rows.filter((row) => !numbers.includes(row)) : rows).sort(
		(a, b) => b.counts.leads - a.counts.leads || (a.value < b.value ? -1 : 1)
	);
	// An answer that nobody had in time may still tell by its times.
	const shown = single
		.filter(({ counts }) => Math.max(counts.leads, counts.ever) >= fewestLeads)
		.slice(0, mostValues);
	const rest = single.filter((row) => !shown.includes(row)).map(({ counts }) => counts);
	const known = sum(rows.map(({ counts }) => counts));
	const missing = { leads: all.leads - known.leads, clients: all.clients - known.clients };
	const { leads, clients } = sum(rest);
	return {
		attribute,
		answers: [
			...shown.map(({ value, counts }) => ({ part: { kind: 'is' as const, attribute, value }, ...counts })),
			...(inRanges ? rangesOf(attribute, numbers) : []),
			...(missing.leads > 0
				? [{ part: { kind: 'missing' as const, attribute }, ...missing, ever: missing.leads, late: 0 }]
				: [])
		],
		rare: { values: rest.length, leads, clients }
	};
}

/** Fifths of the leads by their number, equal numbers together. A lead with two numbers of a range is there twice. */
function rangesOf(attribute: string, rows: { value: string; counts: AnswerCounts }[]): Answer[] {
	const byNumber = rows
		.map(({ value, counts }) => ({ number: numberOf(value), counts }))
		.sort((a, b) => a.number - b.number);
	const each = new Float64Array(byNumber.reduce((size, { counts }) => size + counts.leads, 0));
	let at = 0;
	for (const { number, counts } of byNumber) each.fill(number, at, (at += counts.leads));
	const ends =
		each.length === 0
			? []
			: [...new Set(Array.from({ length: ranges - 1 }, (_, i) => quantile(each, (i + 1) / ranges)!))];
	const found = Map.groupBy(byNumber, ({ number }) => ends.filter((end) => number > end).length);
	return [...found.values()].map((inside) => ({
		part: { kind: 'range', attribute, from: inside[0]!.number, to: inside.at(-1)!.number },
		...sum(inside.map(({ counts }) => counts))
	}));
}

const sum = (list: readonly AnswerCounts[]): AnswerCounts => ({
	leads: list.reduce((all, one) => all + one.leads, 0),
	clients: list.reduce((all, one) => all + one.clients, 0),
	ever: list.reduce((all, one) => all + one.ever, 0),
	late: list.reduce((all, one) => all + one.late, 0)
});

/** The condition of a rule; null where none can say it: that nothing is known. */
export function conditionOf(part: AnswerPart): When | null {
	switch (part.kind) {
		case 'is':
			return { attribute: part.attribute, op: 'eq', value: part.value };
		case 'range':
			return { attribute: part.attribute, op: 'between', value: [part.from, part.to] };
		case 'did':
			return { activity: part.activity };
		case 'missing':
			return null;
	}
}
