/** The sentences that open the lead time report on a terminal. */
import type { SentencePart } from '#lib/leadtime/sentence.ts';
import { count, n, percent } from './figures.ts';

const became = (clients: number) => `${n(clients)} became ${clients === 1 ? 'a client' : 'clients'}`;

/** "30 days", "a year". */
const span = (days: number) => (days === 365 ? 'a year' : count(days, 'day'));

export function leadTimeSentenceText(part: SentencePart): string {
	switch (part.kind) {
		case 'undated':
			return `${percent(part.leftOut / part.clients)} of the clients (${n(part.leftOut)} of ${n(part.clients)}) have no usable date: the times are those of the other ${n(part.dated)}.`;
		case 'noDates':
			return `Of ${n(part.leads)} leads ${became(part.clients)} at a time that is not known.`;
		case 'none':
			return `None of ${n(part.leads)} leads is a client: ${n(part.lost)} are lost, ${n(part.open)} still open.`;
		case 'one':
			return `The only lead ${part.outcome === 'open' ? 'is still open' : `${part.outcome === 'client' ? 'became a client' : 'was lost'}${part.day === null ? '' : ` after ${count(part.day, 'day')}`}`}.`;
		case 'few':
			return `Of ${n(part.leads)} leads ${became(part.clients)}: too few to say when.`;
		case 'counts':
			return `Of ${n(part.leads)} leads ${became(part.clients)}; too few are followed long enough for shares by day.`;
		case 'onArrival':
			return `Of ${n(part.base)} leads ${n(part.count)} become clients, all on the day they arrive.`;
		case 'shares': {
			const [first, last] = part.days;
			const later = last ? ` and ${n(last.count)} after ${span(last.day)}` : '';
			return `Of ${n(part.base)} leads ${n(first!.count)} are clients after ${span(first!.day)}${later}.`;
		}
		case 'half':
			return `Half of the clients come ${part.day === 0 ? 'on the day they arrive' : `within ${count(part.day, 'day')}`}.`;
		case 'lossHalf':
			return `Half of the lost leads are lost ${part.day === 0 ? 'on the day they arrive' : `within ${count(part.day, 'day')}`}.`;
	}
}
