import type { LoadRow } from '#lib/managers/open-load.ts';
import { formatCount, formatDate } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** As many of those who left are named. */
const mostNamed = 2;

/** "412 leads are open with 12 reps …; Jonas Lindqvist has had no new lead since 12 May and still holds 12." */
export function loadSentences(rows: readonly LoadRow[], timezone: string): string[] {
	const holding = rows.filter(({ key, now }) => key !== null && now > 0).sort((a, b) => b.now - a.now);
	const open = holding.reduce((sum, { now }) => sum + now, 0);
	const nobody = rows.find(({ key }) => key === null)?.now ?? 0;
	const [first, second] = holding;
	const told = m.mix_load_answer({ n: open, count: formatCount(open) });
	const left = holding.filter((row) => row.left);
	return [
		first && second && first.now > second.now
			? m.mix_load_answer_reps({
					...{ count: formatCount(open), reps: formatCount(holding.length) },
					...{ name: first.key!, most: formatCount(first.now) }
				})
			: told,
		...(nobody > 0 ? [m.mix_load_answer_nobody({ n: nobody, count: formatCount(nobody) })] : []),
		...left.slice(0, mostNamed).map(({ key, now, lastCame }) =>
			m.mix_load_left({
				...{ n: now, count: formatCount(now), name: key!, date: formatDate(lastCame, timezone) }
			})
		),
		...(left.length > mostNamed
			? [m.mix_load_left_more({ n: left.length - mostNamed, count: formatCount(left.length - mostNamed) })]
			: [])
	];
}
