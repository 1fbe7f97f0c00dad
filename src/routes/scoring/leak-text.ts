import type { Leak } from '#lib/scoring/leak.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { timesText } from './times-text.ts';

/** Why a rule or an answer is said to know the answer in advance; null where it does not. */
export function leakText(
	{ by, ratio, without, late }: Leak,
	{ ever, late: lateLeads }: { ever: number; late: number }
): string | null {
	if (by === null) return null;
	if (by === 'time')
		return m.scoring_shared_leak_time({
			ever: formatCount(ever),
			late: formatCount(lateLeads),
			share: formatPercent(late!.share)
		});
	const found = by === 'hit' ? ratio! : without!;
	const isRare = found.value < 1;
	const text = {
		ratio: timesText(isRare ? 1 / found.value : found.value),
		lo: timesText(isRare ? 1 / found.hi : found.lo),
		hi: timesText(isRare ? 1 / found.lo : found.hi)
	};
	if (by === 'noHit') return m.scoring_shared_leak_no_hit(text);
	return isRare ? m.scoring_shared_leak_hit_rare(text) : m.scoring_shared_leak_hit(text);
}
