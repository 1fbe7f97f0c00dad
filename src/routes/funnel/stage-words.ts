/** What stages mean, and what the steps into them are called. */
import type { Stage } from '#lib/funnel/stages.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { word, type Words } from '#lib/ui/words.ts';

const stageMeanings: Words<Stage> = {
	lead: m.stage_meaning_lead,
	iql: m.stage_meaning_iql,
	eql: m.stage_meaning_eql,
	mql: m.stage_meaning_mql,
	sal: m.stage_meaning_sal,
	sql: m.stage_meaning_sql,
	client: m.stage_meaning_client
};
const stepNames: Words<Exclude<Stage, 'lead'>> = {
	iql: m.step_iql,
	eql: m.step_eql,
	mql: m.step_mql,
	sal: m.step_sal,
	sql: m.step_sql,
	client: m.step_client
};

export const stageMeaning = (stage: Stage) => stageMeanings[stage]();
/** "acceptance by sales": the step into a stage. */
export const stepName = (stage: Stage) => word(stepNames, stage);
