import type { StageLimit } from '#lib/leadtime/ageing.ts';
import type { TodoReason } from '#lib/managers/todo.ts';
import { formatDays } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { stageName } from '#lib/ui/words.ts';

/** How the leads to work are found, with the limits that count. */
export function howText(known: readonly TodoReason[], limits: readonly StageLimit[]): string[] {
	const texts: Record<TodoReason, () => string[]> = {
		missedCall: () => [m.today_how_missedCall()],
		hot: () => [m.today_how_hot()],
		untouched: () => [m.today_how_untouched()],
		overdue: () => [
			m.today_how_overdue(),
			...limits
				.filter(({ limit }) => limit !== null)
				.map(({ stage, limit }) =>
					m.today_how_overdue_stage({ stage: stageName(stage), limit: formatDays(limit) })
				)
		],
		quiet: () => [m.today_how_quiet()]
	};
	return [...known.flatMap((reason) => texts[reason]()), m.today_how_order(), m.today_how_now()];
}
