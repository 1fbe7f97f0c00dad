/** The templates that a model can be made from, and the frameworks among them: checklists of what to ask a lead. */
import { anum } from './anum.ts';
import { bant } from './bant.ts';
import { behaviour } from './behaviour.ts';
import { champ } from './champ.ts';
import { combined } from './combined.ts';
import { gpctba } from './gpctba.ts';
import { request } from './request.ts';
import { response } from './response.ts';
import type { Template } from './template.ts';

export const templates: readonly Template[] = [
	combined,
	bant,
	gpctba,
	anum,
	champ,
	behaviour,
	response,
	request
];

export const findTemplate = (key: string): Template | undefined =>
	templates.find((template) => template.key === key);

export const frameworks: readonly Pick<Template, 'key' | 'name' | 'questions'>[] = [
	bant,
	gpctba,
	anum,
	champ
];
