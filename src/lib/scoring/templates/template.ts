/** What a template is: a score model whose attributes and activities are still to be found in the data. */
import type { ScoreModel } from '../model.ts';

/** One answer to a question, as a word. */
export interface Grade {
	/** What the whole answer is worth, by which its rule is called: `need-20`. */
	level: number;
	/** What its rule adds; less than `level` where the answer meets the rule of a lower grade too. */
	points: number;
	label: string;
	/** The answers that count, in lower case. */
	words: readonly string[];
}

/** The same answer as a number: each step that it reaches adds points. */
export interface Step {
	level: number;
	points: number;
	from: number;
}

/** A question whose answer is an attribute of the lead. Labels become those of the rules, and belong to the model. */
export interface Question {
	key: string;
	label: string;
	group: string;
	/** Names that the attribute may have, in any case; the first is taken where the data have none of them. */
	names: readonly string[];
	grades: readonly Grade[];
	/** For data that hold numbers. */
	steps: readonly Step[];
	/** Larger numbers are no rating but something else, such as an amount of money. */
	atMost: number;
}

/** Something that a lead does. */
export interface Action {
	key: string;
	label: string;
	group: string;
	/** Names that the activity may have; the first is taken where the data have none of them. */
	names: readonly string[];
	points: number;
	max?: number;
	halfLifeDays?: number;
}

export interface Template {
	key: string;
	/** Also the name of the models made from it. */
	name: string;
	groups: ScoreModel['groups'];
	questions: readonly Question[];
	actions: readonly Action[];
	/** Answers to a question (by its key) that rule a lead out, whatever its score. */
	knockOut: readonly { question: string; words: readonly string[] }[];
	thresholds: ScoreModel['thresholds'];
}

/** A rating from nothing to `full`, each `step` of it worth as many points. */
export const rating = (full: number, step: number): Pick<Question, 'steps' | 'atMost'> => ({
	steps: Array.from({ length: full / step }, (_, i) => ({
		level: (i + 1) * step,
		points: step,
		from: (i + 1) * step
	})),
	atMost: full
});
