import type { Mix } from '#lib/managers/mix.ts';
import type { MixChoice } from './mix-choice.ts';
import { mixHow, mixNotes, mixSentence } from './mix-text.ts';
import { mixView, viewRow } from './mix-view.ts';
import { shownRows } from './shown-rows.ts';

/** The table as it is drawn, with its sentences. */
export function mixSection(mix: Mix, choice: MixChoice) {
	const { shown, ...counts } = shownRows(mix.rows, choice, ({ leads }) => leads);
	const { base, goal, credit } = mix;
	return {
		answer: mixSentence(mix),
		notes: mixNotes(mix),
		how: mixHow(mix),
		view: mixView(mix),
		counted: { base, goal, credit },
		rows: { ...counts, shown: shown.map((row) => viewRow(row, mix)) }
	};
}
export type MixSection = ReturnType<typeof mixSection>;
