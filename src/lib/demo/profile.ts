/** What a lead tells about itself: on the form at first, and the four BANT answers when sales ask. */
import { MINUTE } from './clock.ts';
import { draw } from './draw.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import {
	authorities,
	budgets,
	cities,
	companySizes,
	jobTitles,
	needs,
	products,
	productPrices,
	productWeights,
	sizeWeights,
	timings
} from './answers.ts';

/** Place in {@link companySizes}. */
export const sizeOf = (fit: number, random: Random) => random.weighted(sizeWeights[fit]!);

/** Answers on the form; each may be left empty. Junk leaves most of them empty. */
export function answerForm(life: Life, random: Random): void {
	const given = life.kind === 'junk' ? 0.15 : 0.74;
	const answers: Record<string, string> = {};
	if (random.chance(given)) answers['Job title'] = draw(jobTitles[life.fit]!, random);
	if (random.chance(given)) answers['Company size'] = companySizes[life.size]!;
	if (random.chance(given)) answers['City'] = draw(cities, random);
	if (random.chance(given * 0.85))
		answers['Product interest'] = products[random.weighted(productWeights[life.size]!)]!;
	if (Object.keys(answers).length > 0)
		life.facts.push({ type: 'profile', at: life.arrival + 1000, attributes: answers });
}

/** Answers to the questions of the first call. */
export function answerBant(life: Life, calledAt: number, manager: string, random: Random): void {
	const answers: Record<string, string> = {};
	if (random.chance(0.62)) answers['Budget'] = draw(budgets[life.fit]!, random);
	if (random.chance(0.66)) answers['Authority'] = draw(authorities[life.fit]!, random);
	if (random.chance(0.74)) answers['Need'] = draw(needs[life.interest]!, random);
	if (random.chance(0.58)) answers['Timing'] = draw(timings[life.interest]!, random);
	if (Object.keys(answers).length > 0)
		life.facts.push({
			type: 'profile',
			at: calledAt + random.between(4, 25) * MINUTE,
			manager,
			attributes: answers
		});
}

/** Amount of a sale in whole units of the currency: mostly small, with a long tail. */
export function saleAmount(life: Life, random: Random): number {
	const [median, spread] = productPrices[random.weighted(productWeights[life.size]!)]!;
	return Math.max(180, Math.round(random.around(median, spread) / 10) * 10);
}
