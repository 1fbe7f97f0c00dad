import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { mostMoved, rolesOf, type CreditRow } from './credit-rows.ts';

const name = (row: CreditRow) => row.names.join(' · ');

/** What the rules differ in: who gains, how many clients they agree on, who starts paths and who ends them. */
export function creditSentences(rows: readonly CreditRow[], clients: number, most = 3): string[] {
	const named = rows.filter((row) => !row.none);
	const moved = mostMoved(named);
	const alone = rows.reduce((sum, row) => sum + row.alone, 0);
	const { starters, finishers } = rolesOf(named);
	return [
		moved
			? m.credit_moved_of({
					clients: formatCount(clients),
					name: name(moved.row),
					first: formatNumber(moved.first),
					last: formatNumber(moved.last)
				})
			: m.credit_unmoved(),
		...(alone > 0
			? [
					m.credit_alone_of({
						alone: formatCount(alone),
						clients: formatCount(clients),
						lost: m.credit_model_markov()
					})
				]
			: []),
		...starters.slice(0, most).map((row) => {
			const { starts, finishes } = row;
			return finishes === 0
				? m.credit_starts_only({ n: starts, count: formatCount(starts), name: name(row) })
				: m.credit_starts({ name: name(row), starts: formatCount(starts), finishes: formatCount(finishes) });
		}),
		...finishers.slice(0, most).map((row) => {
			const { starts, finishes } = row;
			return starts === 0
				? m.credit_finishes_only({ n: finishes, count: formatCount(finishes), name: name(row) })
				: m.credit_finishes({
						name: name(row),
						starts: formatCount(starts),
						finishes: formatCount(finishes)
					});
		})
	];
}
