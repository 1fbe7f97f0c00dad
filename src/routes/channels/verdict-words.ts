import type { ChannelRow, Verdict } from '#lib/channels/report.ts';
import { formatCount, formatNumber, formatPoints } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const names: Record<Verdict, () => string> = {
	better: m.channels_verdict_better,
	worse: m.channels_verdict_worse,
	same: m.channels_verdict_same,
	few: m.channels_verdict_few
};

/** A mark beside the words, so that they are found at a glance. */
export const verdictMarks: Record<Verdict, string> = { better: '▲', worse: '▼', same: '', few: '' };

/** "better, +1.6 points"; null where no verdict is given. */
export function verdictText({ verdict, difference }: ChannelRow): string | null {
	if (verdict === null) return null;
	const name = names[verdict]();
	if (verdict === 'few' || difference === null) return name;
	const points = formatPoints(difference);
	return verdict === 'same'
		? m.channels_verdict_chance({ points })
		: m.channels_verdict_points({ verdict: name, points });
}

/** What the verdict rests on; undefined where there is nothing to say. */
export function verdictTitle({
	clients,
	others,
	difference,
	differenceInterval
}: ChannelRow): string | undefined {
	if (others === null) return undefined;
	const words = [m.channels_expected_title({ clients: formatCount(clients), others: formatNumber(others) })];
	const [lo, hi] = differenceInterval;
	if (difference !== null && lo !== null && hi !== null)
		words.push(
			m.channels_verdict_title({
				points: formatPoints(difference),
				lo: formatPoints(lo),
				hi: formatPoints(hi)
			})
		);
	return words.join(' ');
}
