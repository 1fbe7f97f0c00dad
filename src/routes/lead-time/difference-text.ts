import { groupRow, sharesOfPair, type Group } from '#lib/leadtime/group-rows.ts';
import type { CurveDifference } from '#lib/leadtime/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { level } from '#lib/stats/adjust.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { rowName } from '#lib/ui/row-name.ts';
import { breakdownName, dayCount, filterName } from '#lib/ui/words.ts';
import { perHundred } from './incidence-option.ts';

const groupNames: Record<string, () => string> = {
	channel: m.lead_time_group_channel,
	campaign: m.lead_time_group_campaign,
	manager: m.lead_time_group_manager,
	temperature: m.lead_time_group_temperature,
	month: m.lead_time_group_month
};

/** "the channels"; "the groups by City". */
const groupsOf = (by: string[]) =>
	(by.length === 1 ? groupNames[by[0]!]?.() : undefined) ??
	m.lead_time_group_other({ what: breakdownName(by) });

/** Pairs that are told one by one. */
const mostPairs = 6;

export interface DifferenceText {
	verdict: string;
	/** What differs, the surest first; `rest`: how many more pairs do. */
	pairs: string[];
	rest: number;
}

/** Whether the groups differ by more than chance, and which: in words. */
export function differenceText(
	{ groups, difference }: { groups: readonly Group[]; difference: CurveDifference | null },
	by: string[],
	{ values, window }: Pick<Filters, 'values' | 'window'>
): DifferenceText {
	const none = { pairs: [], rest: 0 };
	const chosen = ['outcome', 'stage'].find((name) => name in values || by.includes(name));
	if (chosen)
		return { verdict: m.lead_time_differ_result({ what: filterName(chosen).toLowerCase() }), ...none };
	if (groups.length < 2) return { verdict: m.lead_time_differ_one(), ...none };
	if (!difference) return { verdict: m.lead_time_differ_few(), ...none };
	const words = { groups: groupsOf(by), n: difference.groups, count: formatCount(difference.groups) };
	if (difference.p > level) return { verdict: m.lead_time_differ_chance(words), ...none };
	const clear = difference.pairs.filter((pair) => pair.clear).sort((a, b) => a.p - b.p);
	const verdict = m.lead_time_differ_clear(words);
	if (clear.length === 0) return { verdict: `${verdict} ${m.lead_time_differ_no_pair()}`, ...none };
	const rows = new Map(groups.map((group) => [JSON.stringify(group.key), groupRow(group, window)]));
	return {
		verdict,
		pairs: clear.slice(0, mostPairs).map(({ a, b }) => {
			const names = { a: rowName(by, a), b: rowName(by, b) };
			const found = sharesOfPair(rows.get(JSON.stringify(a))!, rows.get(JSON.stringify(b))!);
			if (!found) return m.lead_time_differ_pair({ ...names });
			return m.lead_time_differ_pair_shares({
				...names,
				shareA: perHundred(found.a),
				shareB: perHundred(found.b),
				span: dayCount(found.day)
			});
		}),
		rest: Math.max(0, clear.length - mostPairs)
	};
}
