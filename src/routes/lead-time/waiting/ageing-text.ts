import type { Ageing } from '#lib/leadtime/report.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

type Told = Pick<Ageing, 'open' | 'overdue' | 'hotOverdue' | 'stages' | 'managers'>;

/**
 * "214 of 900 open leads wait beyond the limit of their stage, 61 of them with Diana Evans." and, with a live score
 * model, "12 of those that wait so long are hot."
 */
export function ageingSentence(ageing: Told): string[] {
	const { open, overdue, hotOverdue } = ageing;
	if (open === 0) return [m.ageing_none_open()];
	const hasLimit = ageing.stages.some((stage) => stage.open > 0 && stage.limit !== null);
	if (!hasLimit) return [m.ageing_no_limits({ n: open, open: formatCount(open) })];
	if (overdue === 0) return [m.ageing_none_overdue({ n: open, open: formatCount(open) })];
	return [
		withManager(ageing),
		...(hotOverdue ? [m.ageing_hot({ n: hotOverdue, count: formatCount(hotOverdue) })] : [])
	];
}

/** Names whom most of them wait for; nobody where several have as many. */
function withManager({ open, overdue, managers }: Told): string {
	const answer = m.ageing_answer({ n: overdue, count: formatCount(overdue), open: formatCount(open) });
	const [first, second] = managers;
	if (!first || managers.length === 1 || first.overdue === second?.overdue)
		return m.ageing_answer_alone({ answer });
	const count = formatCount(first.overdue);
	if (first.key === null) return m.ageing_answer_nobody({ answer, count });
	if (overdue === 1) return m.ageing_answer_one({ answer, manager: first.key });
	return first.overdue === overdue
		? m.ageing_answer_all({ answer, manager: first.key })
		: m.ageing_answer_most({ answer, count, manager: first.key });
}
