import type { Ageing, RetryFigures } from '#lib/leadtime/report.ts';
import { enough } from '#lib/stats/enough.ts';
import { formatCount, formatDays, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/**
 * "1,204 leads are refused now; of 56 worked again after a refusal 9 became clients (16.1 %, likely 8.7–27.8 %).", and
 * what can be told of the reasons.
 */
export function retrySentence({ retry, retryTotal }: Pick<Ageing, 'retry' | 'retryTotal'>): string[] {
	if (retry.length === 0) return [m.retry_none()];
	return [first(retryTotal), ...reasons({ retry, retryTotal }), ...after(retryTotal)];
}

/** A rate that rests on enough leads and is not made by what is recorded. */
const isTold = ({ rate, reopened, clients }: RetryFigures) =>
	rate !== null && reopened >= enough && clients < reopened;

function first(total: RetryFigures): string {
	const { refused, reopened, clients, rate, interval } = total;
	const answer = m.retry_answer({ n: refused, count: formatCount(refused) });
	const told = { answer, count: formatCount(reopened), clients: formatCount(clients) };
	if (reopened === 0) return m.retry_answer_none({ answer });
	if (rate === null) return m.retry_answer_counts(told);
	if (reopened < enough) return m.retry_answer_few(told);
	return m.retry_answer_again({
		...{ n: reopened, ...told },
		rate: formatPercent(rate),
		range: formatPercentRange(interval)
	});
}

function reasons({ retry, retryTotal }: Pick<Ageing, 'retry' | 'retryTotal'>): string[] {
	if (retryTotal.rate === null) return [];
	if (retryTotal.reopened === retryTotal.clients) return [m.retry_all_sold()];
	if (!isTold(retryTotal)) return [];
	const better = retry.filter(({ verdict }) => verdict === 'better');
	const judged = retry.filter(({ verdict }) => verdict !== 'few');
	if (better.length === 0) return judged.length > 1 && judged.every(isSame) ? [m.retry_chance()] : [];
	const names = better.map(({ reason }) => (reason === null ? m.no_reason() : `“${reason}”`));
	return [m.retry_better({ reasons: new Intl.ListFormat('en-GB').format(names) })];
}

const isSame = ({ verdict }: Ageing['retry'][number]) => verdict === 'same';

const after = ({ returnedAfter: { n, median } }: RetryFigures): string[] =>
	n < enough ? [] : [m.retry_after({ median: formatDays(median) })];
