/** A score model from a template, with the names of the data where they were found. */
import { parseModel, type ScoreModel } from '../model.ts';
import type { FittedQuestion, FittedTemplate } from './fit-template.ts';
import type { Question, Template } from './template.ts';

type Rule = Omit<ScoreModel['rules'][number], 'max'>;

/** Answers that were not found are written as the template has them. */
export function makeModel(
	template: Template,
	fit: FittedTemplate | null = null,
	name = template.name
): ScoreModel {
	const attributes = template.questions.map(
		(question, i) => fit?.questions[i]?.attribute ?? question.names[0]!
	);
	return parseModel({
		name,
		groups: template.groups,
		rules: [
			...template.questions.flatMap((question, i) =>
				questionRules(question, attributes[i]!, fit?.questions[i] ?? null)
			),
			...template.actions.map(({ key, label, group, names, points, max, halfLifeDays }, i) => ({
				...{ key, label, group, points, max },
				halfLifeDays,
				when: { activity: fit?.actions[i]?.activity ?? names[0]! }
			}))
		],
		disqualify: template.knockOut.map(({ question, words }, i) => {
			const found = fit?.knockOut[i] ?? [];
			const place = template.questions.findIndex(({ key }) => key === question);
			return { attribute: attributes[place]!, op: 'in', value: found.length > 0 ? found : [...words] };
		}),
		thresholds: template.thresholds
	});
}

function questionRules(question: Question, attribute: string, fit: FittedQuestion | null): Rule[] {
	const { key, label, group, grades, steps } = question;
	if (fit?.scale === 'steps')
		return steps.map(({ level, points, from }) => ({
			...{ key: `${key}-${level}`, label: `${label}: ${from} or more`, group, points },
			when: { attribute, op: 'gte', value: from }
		}));
	return grades.map(({ level, points, label: answer, words }) => {
		const found = fit?.words[level] ?? [];
		return {
			...{ key: `${key}-${level}`, label: `${label}: ${answer}`, group, points },
			when: { attribute, op: 'in', value: found.length > 0 ? found : [...words] }
		};
	});
}
