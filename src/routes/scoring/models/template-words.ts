/** What each template is for, in one sentence. */
import type { Words } from '#lib/ui/words.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export const templateWords: Words<string> = {
	combined: m.scoring_models_template_combined,
	bant: m.scoring_models_template_bant,
	gpctba: m.scoring_models_template_gpctba,
	anum: m.scoring_models_template_anum,
	champ: m.scoring_models_template_champ,
	behaviour: m.scoring_models_template_behaviour,
	response: m.scoring_models_template_response,
	request: m.scoring_models_template_request
};
