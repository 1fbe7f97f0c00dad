import { error } from '@sveltejs/kit';
import { z } from 'zod';
import type { Publication } from '#lib/server/scoring/publications.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readChoice } from '#lib/ui/row-choice.ts';

const wanted = 'must be the number of a publication';
const versionChoice = z.object({ publication: z.coerce.number(wanted).int(wanted).optional() });

/** The publication that an address names, else the newest one; null: nothing was published yet. */
export function chosenPublication(
	publications: readonly Publication[],
	params: URLSearchParams
): Publication | null {
	const { choice, problem } = readChoice(versionChoice, params);
	if (problem) error(400, problem);
	const { publication: id } = choice;
	if (id === undefined) return publications.at(-1) ?? null;
	return publications.find((one) => one.id === id) ?? error(404, m.error_not_found());
}
