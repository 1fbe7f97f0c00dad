import type { SentencePart } from '#lib/funnel/sentence.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { comparedWith, dayCount } from '#lib/ui/words.ts';
import { stepName } from './stage-words.ts';

const clauses: Record<Stage, (inputs: { n: number; count: string }) => string> = {
	lead: m.sentence_lead,
	iql: m.sentence_iql,
	eql: m.sentence_eql,
	mql: m.sentence_mql,
	sal: m.sentence_sal,
	sql: m.sentence_sql,
	client: m.sentence_client
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const list = (counts: { stage: Stage; count: number }[]) =>
	counts.map(({ stage, count }) => clauses[stage]({ n: count, count: formatCount(count) })).join(', ');

/** One part of the opening sentence in words. */
export function sentenceText(part: SentencePart, compare: Filters['compare']): string {
	const then = comparedWith(compare);
	switch (part.kind) {
		case 'shares': {
			const words = { base: formatCount(part.base), list: list(part.counts) };
			if (part.window) {
				const days = dayCount(part.window);
				return part.exact
					? m.sentence_all_window({ ...words, days })
					: m.sentence_shares_window({ ...words, days });
			}
			if (part.base === 1) return m.sentence_one(words);
			return part.exact ? m.sentence_all(words) : m.sentence_shares(words);
		}
		case 'events':
			return m.sentence_events({ list: list(part.counts) });
		case 'largestLoss': {
			const step = stepName(part.to);
			const loss =
				part.reached === null
					? m.sentence_largest_loss_events({ n: part.lost, count: formatCount(part.lost), step })
					: m.sentence_largest_loss({
							step,
							lost: formatCount(part.lost),
							reached: formatCount(part.reached)
						});
			if (!part.reason) return `${loss}.`;
			const reason = m.sentence_reason({
				reason: part.reason.text,
				count: formatCount(part.reason.count)
			});
			return `${loss}, ${reason}.`;
		}
		case 'worse': {
			const words = { step: stepName(part.to), points: formatNumber(part.points), then };
			return part.clients === null
				? m.sentence_worse(words)
				: m.sentence_worse_clients({ ...words, n: part.clients, count: formatCount(part.clients) });
		}
		case 'young':
			return m.sentence_young({
				step: capital(stepName(part.to)),
				points: formatNumber(part.points),
				then,
				open: formatCount(part.open)
			});
		case 'chance':
			return m.sentence_chance({ then, points: formatNumber(part.points), step: stepName(part.to) });
		case 'noFall':
			return m.sentence_no_fall({ then });
		case 'open':
			return m.sentence_open({ n: part.open, count: formatCount(part.open) });
	}
}
