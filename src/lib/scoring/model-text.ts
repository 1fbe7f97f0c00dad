/** A score model as the text of a file: what is exported can be imported. */
import { ModelFault, parseModel, type ScoreModel } from './model.ts';

/** Without its status, which is that of this installation. */
export const modelText = (model: ScoreModel): string =>
	`${JSON.stringify({ ...model, status: undefined }, null, 2)}\n`;

/** The name of the file that a model is downloaded as. */
export const modelFileName = ({ name, version }: Pick<ScoreModel, 'name' | 'version'>): string =>
	`${name.replace(/[^\p{L}\p{N}.-]+/gu, '-')}-${version}.json`;

/** Reads such a text. Throws a {@link ModelFault} that says where it is no score model. */
export function readModelText(text: string): ScoreModel {
	if (text.trim() === '') throw whole('There is no text: a score model is an object in JSON.');
	let value: unknown;
	try {
		value = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw whole(`This is no JSON: ${(error as Error).message}.`);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw whole('A score model is one object in JSON: { "name": …, "groups": …, "rules": … }.');
	return parseModel(value);
}

/** A fault that is nowhere in particular. */
const whole = (message: string) => new ModelFault([{ path: [], message, problem: message }]);
