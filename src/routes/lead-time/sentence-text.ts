import type { SentencePart } from '#lib/leadtime/sentence.ts';
import { slowestSteps, type StepDetail } from '#lib/leadtime/step-times.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount } from '#lib/ui/words.ts';
import { stepText } from './steps-text.ts';

/** "30 days", "a year". */
const span = (days: number) => (days === 365 ? m.lead_time_a_year() : dayCount(days));

/** One part of the opening sentences in words. */
export function sentenceText(part: SentencePart): string {
	switch (part.kind) {
		case 'undated':
			return m.lead_time_say_undated({
				share: formatPercent(part.leftOut / part.clients),
				leftOut: formatCount(part.leftOut),
				clients: formatCount(part.clients),
				dated: formatCount(part.dated)
			});
		case 'noDates':
			return m.lead_time_say_no_dates({
				n: part.clients,
				clients: formatCount(part.clients),
				leads: formatCount(part.leads)
			});
		case 'none':
			return m.lead_time_say_none({
				leads: formatCount(part.leads),
				lost: formatCount(part.lost),
				open: formatCount(part.open)
			});
		case 'one':
			return theOne(part);
		case 'few':
			return m.lead_time_say_few({
				n: part.clients,
				clients: formatCount(part.clients),
				leads: formatCount(part.leads)
			});
		case 'counts':
			return m.lead_time_say_counts({
				clients: formatCount(part.clients),
				leads: formatCount(part.leads)
			});
		case 'onArrival':
			return m.lead_time_say_on_arrival({
				n: part.count,
				base: formatCount(part.base),
				count: formatNumber(part.count)
			});
		case 'shares': {
			const [first, last] = part.days;
			const base = formatCount(part.base);
			const early = { n: first!.count, count: formatNumber(first!.count), span: span(first!.day), base };
			if (!last) return m.lead_time_say_share(early);
			return m.lead_time_say_shares({ ...early, later: formatNumber(last.count), laterSpan: span(last.day) });
		}
		case 'half':
			return part.day === 0
				? m.lead_time_say_half_arrival()
				: m.lead_time_say_half({ span: dayCount(part.day) });
		case 'lossHalf':
			return part.day === 0
				? m.lead_time_say_loss_half_arrival()
				: m.lead_time_say_loss_half({ span: dayCount(part.day) });
	}
}

function theOne({ outcome, day }: Extract<SentencePart, { kind: 'one' }>): string {
	if (outcome === 'open') return m.lead_time_say_one_open();
	if (day === null) return outcome === 'client' ? m.lead_time_say_one_client() : m.lead_time_say_one_lost();
	const after = day === 0 ? m.lead_time_on_arrival() : m.lead_time_after({ span: dayCount(day) });
	return outcome === 'client'
		? m.lead_time_say_one_client_after({ after })
		: m.lead_time_say_one_lost_after({ after });
}

/** The slowest step, where one is by more than chance; null otherwise. */
export function slowestText(steps: readonly StepDetail[]): string | null {
	const [step, ...others] = slowestSteps(steps);
	return step && others.length === 0 ? m.lead_time_say_slowest({ step: stepText(step) }) : null;
}
