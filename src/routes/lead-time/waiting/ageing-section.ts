import type { Ageing } from '#lib/leadtime/report.ts';
import { ageingSentence } from './ageing-text.ts';
import { howText } from './how-text.ts';
import { retrySentence } from './retry-text.ts';

/** The report with its sentences, written where they are few. */
export const ageingSection = (found: Ageing) => ({
	...found,
	answer: ageingSentence(found),
	retryAnswer: retrySentence(found),
	how: howText(found)
});
