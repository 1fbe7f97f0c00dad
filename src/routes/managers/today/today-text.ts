import type { Today } from '#lib/managers/today.ts';
import type { TodoReason } from '#lib/managers/todo.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

type Told = Pick<Today, 'rows'> & { total: Pick<Today['total'], 'leads' | 'reasons'> };

/**
 * "214 leads wait to be worked, 9 of them called and nobody called back; most with Anna Smith: 31." and, where some have
 * no sales rep, "12 of them have no sales rep."
 */
export function todaySentence({ total, rows }: Told): string[] {
	const { leads } = total;
	if (leads === 0) return [m.today_none()];
	const missed = total.reasons.missedCall ?? 0;
	const waiting = m.today_answer({ n: leads, count: formatCount(leads) });
	const answer =
		missed === 0
			? waiting
			: missed === leads
				? m.today_answer_all_called({ n: leads, count: formatCount(leads) })
				: m.today_answer_called({ n: missed, answer: waiting, count: formatCount(missed) });
	const nobodys = rows.find(({ key }) => key === null)?.leads ?? 0;
	if (nobodys === leads) return [m.today_answer_all_nobody({ answer })];
	return [
		withManager(answer, rows, leads),
		...(nobodys > 0 ? [m.today_answer_nobody({ n: nobodys, count: formatCount(nobodys) })] : [])
	];
}

/** Names whom most of them wait for; nobody where several have as many. */
function withManager(answer: string, rows: Told['rows'], leads: number): string {
	const [most, second] = rows.filter(({ key }) => key !== null).sort((a, b) => b.leads - a.leads);
	if (!most?.key || most.leads === second?.leads) return m.today_answer_alone({ answer });
	const count = formatCount(most.leads);
	if (leads === 1) return m.today_answer_one({ answer, manager: most.key });
	return most.leads === leads
		? m.today_answer_all({ answer, manager: most.key })
		: m.today_answer_most({ answer, manager: most.key, count });
}

/** What the data do not tell. */
export function unknownTexts(known: readonly TodoReason[]): string[] {
	const texts = {
		missedCall: m.today_unknown_missedCall,
		untouched: m.today_unknown_untouched,
		overdue: m.today_unknown_overdue,
		hot: m.today_unknown_hot
	};
	const unknown = Object.entries(texts).filter(([reason]) => !known.some((one) => one === reason));
	return unknown.map(([, text]) => text());
}
