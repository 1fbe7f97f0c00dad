/** The sentences that open the scoring report on a terminal. */
import type { ScoringSentencePart } from '#lib/scoring/sentence.ts';
import { count, decimals, n, percent } from './figures.ts';

const days = (horizon: number) => count(horizon, 'day');

export function scoringSentenceText(part: ScoringSentencePart, currency: string): string {
	switch (part.kind) {
		case 'young':
			return `All ${count(part.leftOut, 'lead')} are younger than ${days(part.horizonDays)}: nobody knows yet which become clients.`;
		case 'noModel':
			return `There is no score model to judge ${count(part.n, 'lead')} by, ${n(part.clients)} of them clients: import one with model import, or make one on the Scoring page.`;
		case 'noClients':
			return `None of ${count(part.n, 'lead')} became a client within ${days(part.horizonDays)}: no score can be judged. At ${n(part.threshold)} sales gets ${n(part.flagged)} of them.`;
		case 'allClients':
			return `All ${count(part.n, 'lead')} became clients within ${days(part.horizonDays)}: no score can tell them apart. At ${n(part.threshold)} sales gets ${n(part.flagged)} of them.`;
		case 'gate':
			return `At ${n(part.threshold)} sales gets ${n(part.flagged)} of ${count(part.n, 'lead')}: ${percent(part.precision)} become clients, ${percent(part.recall)} of all clients are caught.`;
		case 'nobody':
			return `No lead is handed over at ${n(part.threshold)}: all ${count(part.clients, 'client')} among ${count(part.n, 'lead')} are missed.`;
		case 'few':
			return `Only ${count(part.clients, 'client')}: too few to rely on it.`;
		case 'pairs':
			return `A client scores above a non-client in ${percent(part.auc)} of pairs.`;
		case 'compared':
			return `${part.live}, the live model, does in ${percent(part.aucLive)}: ${comparedWords[part.verdict]}.`;
		case 'calibration':
			return part.off === 0
				? `What the points of older leads foretell came true in all ${n(part.bands)} bands of newer ones.`
				: `What the points of older leads foretell did not come true in ${n(part.off)} of ${n(part.bands)} bands of newer ones.`;
		case 'profit':
			return `${n(part.threshold)} points pay best${range(part)}: ${decimals(part.profit, 0)} ${currency} with the newest ${count(part.leads, 'lead')}.`;
	}
}

const comparedWords = {
	better: 'this one is better',
	worse: 'this one is worse',
	same: 'the difference could be chance'
};

const range = ({ from, to }: { from: number; to: number }) =>
	from === to ? '' : ` (from ${n(from)} to ${n(to)} could be as good)`;
