import { formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** The points that each third begins with, of what groups can give together; the best first. */
export function thirdsText(cap: number): [string, string, string] {
	if (cap === 0) return ['', '', m.scoring_gate_matrix_none()];
	const two = formatNumber((cap * 2) / 3);
	const one = formatNumber(cap / 3);
	return [
		m.scoring_gate_matrix_from({ points: two }),
		m.scoring_gate_matrix_from({ points: one }),
		m.scoring_gate_matrix_below({ points: one })
	];
}
