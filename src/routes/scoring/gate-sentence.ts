import { enough } from '#lib/stats/enough.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount } from '#lib/ui/words.ts';
import type { GatePoint } from '#lib/scoring/gate-curve.ts';

interface Judged {
	n: number;
	clients: number;
	leftOut: number;
	horizonDays: number;
}

/** In whole percent, unless that would say nobody, or all, where it is not so. */
function whole(rate: number): string {
	const rounded = Math.round(rate * 100) / 100;
	const saysTooMuch = rounded !== rate && (rounded === 0 || rounded === 1);
	return formatPercent(saysTooMuch ? rate : rounded);
}

/** The answer of the page: what the gate hands over, and what of all clients it catches. */
export function gateSentence({ n, clients, leftOut, horizonDays }: Judged, gate: GatePoint): string {
	const threshold = formatNumber(gate.threshold);
	const counts = { threshold, flagged: formatCount(gate.flagged), n: formatCount(n) };
	const days = dayCount(horizonDays);
	if (n === 0) return m.scoring_gate_sentence_young({ leftOut: formatCount(leftOut), days });
	if (clients === 0) return m.scoring_gate_sentence_no_clients({ ...counts, days });
	if (clients === n) return m.scoring_gate_sentence_all_clients({ ...counts, days });
	const sentence =
		gate.flagged === 0
			? m.scoring_gate_sentence_nobody({ threshold, clients: formatCount(clients) })
			: m.scoring_gate_sentence({
					...counts,
					precision: whole(gate.clients / gate.flagged),
					recall: whole(gate.clients / clients)
				});
	return clients < enough
		? m.scoring_gate_sentence_few({ n: counts.n, clients: formatCount(clients), sentence })
		: sentence;
}
