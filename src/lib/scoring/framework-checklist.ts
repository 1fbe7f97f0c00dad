/** What is known of a lead by the questions of sales frameworks such as BANT. */
import { findName } from './templates/fit-template.ts';
import { frameworks } from './templates/templates.ts';
import type { ScoreModel, When } from './model.ts';

export interface Checklist {
	key: string;
	name: string;
	known: number;
	/** `attribute` null: the data have none for this question. `answer` null: not known. */
	questions: { key: string; label: string; attribute: string | null; answer: string | null }[];
}

/**
 * The frameworks of which the data have attributes for at least half of the questions, the best known first.
 * `names`: attributes that leads have.
 */
export function checklists(
	answers: Readonly<Record<string, string>>,
	names: readonly string[],
	model: ScoreModel | null
): Checklist[] {
	const present = [...new Set([...Object.keys(answers), ...(model ? attributesOf(model) : []), ...names])];
	return frameworks
		.map(({ key, name, questions }): Checklist => {
			const left = [...present];
			const found = questions.map((question) => {
				const attribute = findName(question.names, left);
				if (attribute !== null) left.splice(left.indexOf(attribute), 1);
				const answer = attribute === null ? null : answers[attribute]?.trim() || null;
				return { key: question.key, label: question.label, attribute, answer };
			});
			return { key, name, known: found.filter(({ answer }) => answer !== null).length, questions: found };
		})
		.filter(
			({ questions }) =>
				2 * questions.filter(({ attribute }) => attribute !== null).length >= questions.length
		)
		.sort((a, b) => b.known / b.questions.length - a.known / a.questions.length);
}

function attributesOf({ rules }: ScoreModel): string[] {
	const named = (when: When): string[] =>
		'all' in when ? when.all.flatMap(named) : 'attribute' in when ? [when.attribute] : [];
	return rules.flatMap(({ when }) => named(when));
}
