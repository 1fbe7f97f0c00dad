import * as m from '#lib/ui/paraglide/messages.js';
import type { ShownModel } from './credit-rows.ts';

const names: Record<ShownModel, () => string> = {
	first: m.credit_model_first,
	last: m.credit_model_last,
	linear: m.credit_model_linear,
	markov: m.credit_model_markov
};
const meanings: Record<ShownModel, () => string> = {
	first: m.credit_first_meaning,
	last: m.credit_last_meaning,
	linear: m.credit_linear_meaning,
	markov: m.credit_markov_meaning
};

export const modelName = (model: ShownModel) => names[model]();
export const modelMeaning = (model: ShownModel) => meanings[model]();
