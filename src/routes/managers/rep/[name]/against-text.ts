/** The words of a comparison with the others among leads of the same kinds. */
import type { Against, ReasonRow, StepRow } from '#lib/managers/rep-report.ts';
import { formatCount, formatNumber, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { outcomeName, stageName } from '#lib/ui/words.ts';

/** "not chance", "could be chance", "too few to judge"; null where nothing is compared. */
export const chanceText = ({ clear, others }: Pick<Against, 'clear' | 'others'>): string | null =>
	clear === null ? (others === null ? null : m.rep_few()) : clear ? m.rep_clear() : m.could_be_chance();

export const stepText = ({ from, to }: Pick<StepRow, 'from' | 'to'>): string =>
	m.rep_step({ from: stageName(from), to: stageName(to) });

/** Which steps differ from the others' by more than chance. */
export function stepsAnswer(steps: readonly StepRow[], judged: boolean): string {
	if (!judged) return m.rep_steps_answer_none();
	const clear = steps.filter((step) => step.clear);
	if (clear.length > 0) return m.rep_steps_answer_clear({ steps: clear.map(stepText).join(', ') });
	return steps.every((step) => step.clear === null) ? m.rep_steps_answer_few() : m.rep_steps_answer_chance();
}

export const howText = (how: ReasonRow['how']): string =>
	how === 'returned' ? m.rep_how_returned() : outcomeName(how).toLowerCase();

/** Which reasons stand out; those that do come first. */
export function reasonsAnswer(reasons: readonly ReasonRow[], judged: boolean): string {
	const [first] = reasons;
	if (!first) return m.rep_reasons_no();
	if (!judged) return m.rep_reasons_answer_none();
	const clear = reasons.filter((row) => row.clear);
	if (clear.length === 0)
		return reasons.every((row) => row.clear === null)
			? m.rep_reasons_answer_few()
			: m.rep_reasons_answer_chance();
	return m.rep_reasons_answer_clear({
		n: clear.length,
		count: formatCount(clear.length),
		first: m.rep_reason_first({
			reason: first.reason ?? m.no_reason(),
			how: howText(first.how),
			made: formatCount(first.made),
			others: formatNumber(first.others)
		})
	});
}

/** "Sent back to marketing at least once: 12 of 340 (3.5%, likely range …).", and what the others send back. */
export function returnedSentences(returned: Against): string[] {
	const chance = chanceText(returned);
	return [
		m.rep_returned({
			count: formatCount(returned.made),
			leads: formatCount(returned.leads),
			rate: formatPercent(returned.rate),
			range: formatPercentRange(returned.interval)
		}),
		...(chance === null
			? []
			: [m.rep_returned_others({ others: formatNumber(returned.others), verdict: chance })])
	];
}
