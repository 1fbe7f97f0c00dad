import { isEventful } from '#lib/scoring/compile.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** "+5, up to 4 times, halves every 30 days". */
export function pointsText({ points, max, halfLifeDays, when }: ScoreModel['rules'][number]): string {
	const sign = points > 0 ? '+' : points < 0 ? '−' : '';
	const parts = [points === null ? '' : `${sign}${Math.abs(points)}`];
	if (isEventful(when)) {
		if (max > 1) parts.push(m.scoring_edit_times({ count: formatCount(max) }));
		if (halfLifeDays !== undefined)
			parts.push(m.scoring_edit_halves({ n: halfLifeDays, days: String(halfLifeDays) }));
	}
	return parts.filter(Boolean).join(', ');
}
