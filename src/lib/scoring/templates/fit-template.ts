/** Finds the attributes and activities that a template speaks of in the data that a company has. */
import type { Question, Template } from './template.ts';

/** What leads answered and did, the commonest first. */
export interface DataNames {
	attributes: readonly { name: string; values: readonly string[] }[];
	activities: readonly string[];
}

/** How the answers to a question are scored: as words, as numbers, or not yet, since the data hold others. */
export type Scale = 'words' | 'steps' | 'none';

export interface FittedQuestion {
	key: string;
	label: string;
	/** null: the data have no such attribute. */
	attribute: string | null;
	scale: Scale;
	/** By the level of a grade: the answers as the data write them. */
	words: Record<number, string[]>;
}

export interface FittedTemplate {
	questions: FittedQuestion[];
	actions: { key: string; label: string; activity: string | null }[];
	/** Answers that rule a lead out, as the data write them; in the order of the template. */
	knockOut: string[][];
	/** Questions and actions that the data have, of all. */
	found: number;
	of: number;
}

/** A name without what people write differently: case, spaces, punctuation. */
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The first of `present` that is one of `names`, or that has all words of one among its own; null: there is none. */
export function findName(names: readonly string[], present: readonly string[]): string | null {
	for (const name of names) {
		const found = present.find((one) => plain(one) === plain(name));
		if (found !== undefined) return found;
	}
	for (const name of names) {
		const wanted = wordsOf(name);
		const found = present.find((one) => {
			const has = wordsOf(one);
			return wanted.every((word) => has.includes(word));
		});
		if (found !== undefined) return found;
	}
	return null;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));
/** An answer without case and the many dashes; `1000+` stays another than `1000`. */
const answer = (text: string) =>
	text
		.toLowerCase()
		.replaceAll('–', '-')
		.replace(/[\s_]+/g, ' ')
		.trim();
const asWritten = (words: readonly string[], values: readonly string[]) =>
	values.filter((value) => words.includes(answer(value)));

function fitQuestion(question: Question, values: readonly string[]): Pick<FittedQuestion, 'scale' | 'words'> {
	const words = Object.fromEntries(
		question.grades.map((grade) => [grade.level, asWritten(grade.words, values)])
	);
	if (Object.values(words).some((found) => found.length > 0)) return { scale: 'words', words };
	const isRating =
		values.length > 0 && values.every((value) => isNumber(value) && Number(value) <= question.atMost);
	return { scale: isRating ? 'steps' : 'none', words: {} };
}

/** Proposes names; each of the data's is taken once. */
export function fitTemplate(template: Template, data: DataNames): FittedTemplate {
	const attributes = new Map(data.attributes.map(({ name, values }) => [name, values]));
	const activities = [...data.activities];
	const byKey = new Map<string, string>();
	const questions = template.questions.map((question): FittedQuestion => {
		const { key, label } = question;
		const attribute = findName(question.names, [...attributes.keys()]);
		if (attribute === null) return { key, label, attribute, scale: 'none', words: {} };
		const values = attributes.get(attribute)!;
		attributes.delete(attribute);
		byKey.set(key, attribute);
		return { key, label, attribute, ...fitQuestion(question, values) };
	});
	const actions = template.actions.map(({ key, label, names }) => {
		const activity = findName(names, activities);
		if (activity !== null) activities.splice(activities.indexOf(activity), 1);
		return { key, label, activity };
	});
	return {
		questions,
		actions,
		knockOut: template.knockOut.map(({ question, words }) => {
			const attribute = byKey.get(question);
			const of = data.attributes.find(({ name }) => name === attribute);
			return of ? asWritten(words, of.values) : [];
		}),
		found:
			questions.filter(({ attribute }) => attribute !== null).length +
			actions.filter(({ activity }) => activity !== null).length,
		of: questions.length + actions.length
	};
}
