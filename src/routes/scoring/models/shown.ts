/** Templates and what a publication would change, in words. */
import type { FittedTemplate } from '#lib/scoring/templates/fit-template.ts';
import type { Template } from '#lib/scoring/templates/template.ts';
import type { ClassesToday } from '#lib/server/scoring/classes-today.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { word } from '#lib/ui/words.ts';
import { templateWords } from './template-words.ts';

export interface ShownTemplate {
	key: string;
	name: string;
	sentence: string;
	/** What of it the data have; null without data. */
	fit: string | null;
	missing: string | null;
}

export function shownTemplate({ key, name }: Template, fit: FittedTemplate | null): ShownTemplate {
	const shown = { key, name, sentence: word(templateWords, key) };
	if (!fit) return { ...shown, fit: null, missing: null };
	const missing = [
		...fit.questions.flatMap(({ attribute, label }) => (attribute === null ? [label] : [])),
		...fit.actions.flatMap(({ activity, label }) => (activity === null ? [label] : []))
	];
	const unread = fit.questions.flatMap(({ attribute, scale, label }) =>
		attribute !== null && scale === 'none' ? [label] : []
	);
	return {
		...shown,
		fit: m.scoring_models_fit({ found: formatCount(fit.found), of: formatCount(fit.of) }),
		missing:
			[
				...(missing.length > 0 && fit.found > 0
					? [m.scoring_models_missing({ names: missing.join(', ') })]
					: []),
				...(unread.length > 0 ? [m.scoring_models_unread({ names: unread.join(', ') })] : [])
			].join(' ') || null
	};
}

/** Null where there are no open leads. */
export function classSentence(today: ClassesToday | null, hasLive: boolean): string | null {
	if (!today || today.leads === 0) return null;
	const { leads, cells, handOver } = today;
	const to = (place: number) => cells.reduce((sum, row) => sum + row[place]!.n, 0);
	const all = { n: leads, leads: formatCount(leads) };
	if (!hasLive)
		return m.scoring_models_classes_first({
			...all,
			...{ hot: formatCount(to(2)), warm: formatCount(to(1)), cold: formatCount(to(0)) },
			handOver: formatCount(handOver.after)
		});
	const changed = (up: boolean) =>
		cells.reduce(
			(sum, row, i) => sum + row.reduce((part, { n }, j) => part + ((up ? j > i : j < i) ? n : 0), 0),
			0
		);
	return m.scoring_models_classes({
		...all,
		...{ warmer: formatCount(changed(true)), colder: formatCount(changed(false)) },
		more: formatCount(handOver.after - handOver.both),
		fewer: formatCount(handOver.before - handOver.both)
	});
}
