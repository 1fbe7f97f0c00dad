/** The sentences of the page. */
import { fewestLeads, mostNumbers, mostValues } from '#lib/scoring/answers.ts';
import { strongest, type SharedRow } from '#lib/scoring/shared.ts';
import type { SharedReport } from '#lib/server/reports/shared.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { timesText } from '../times-text.ts';
import { partText } from './part-text.ts';

/** Those named in the sentence. */
const named = 3;

export function sharedAnswer(report: SharedReport): string[] {
	const { n, clients, horizonDays, leftOut, rows } = report;
	const texts = { leads: formatCount(n), clients: formatCount(clients), days: formatCount(horizonDays) };
	const young =
		leftOut > 0
			? [m.scoring_shared_left_out({ n: leftOut, count: formatCount(leftOut), days: texts.days })]
			: [];
	if (n === 0) return [m.scoring_shared_no_judged({ leads: formatCount(leftOut), days: texts.days })];
	if (clients === 0) return [m.scoring_shared_no_clients(texts), ...young];
	if (clients === n) return [m.scoring_shared_all_clients(texts), ...young];
	const found = strongest(rows, named);
	const said =
		found.length > 0
			? m.scoring_shared_strongest({ list: found.map(strongestText).join(', ') })
			: m.scoring_shared_nothing();
	const leaks = rows.filter(({ leak }) => leak.by !== null);
	return [
		said,
		m.scoring_shared_answer({ ...texts, rate: formatPercent(clients / n) }),
		...(leaks.length > 0
			? [
					m.scoring_shared_leaks({
						n: leaks.length,
						count: formatCount(leaks.length),
						names: namesText(leaks)
					})
				]
			: []),
		...young
	];
}

const strongestText = ({ part, lift }: SharedRow) =>
	m.scoring_shared_strongest_one({ name: partText(part), lift: timesText(lift?.value) });

function namesText(rows: SharedRow[]): string {
	const names = rows.slice(0, named).map(({ part }) => partText(part));
	const more = rows.length - names.length;
	return more > 0
		? m.scoring_shared_names_more({ names: names.join(', '), count: formatCount(more) })
		: names.join(', ');
}

export function sharedHow({ rows, attributes, horizonDays, delayDays }: SharedReport): string[] {
	const count = formatCount(rows.length);
	const values = {
		numbers: formatCount(mostNumbers),
		most: formatCount(mostValues),
		fewest: formatCount(fewestLeads)
	};
	return [
		m.scoring_shared_how_when({ delay: formatCount(delayDays) }),
		m.scoring_shared_how_client({ days: formatCount(horizonDays) }),
		m.scoring_shared_how_values(values),
		...attributes
			.filter(({ rare }) => rare > 0)
			.map(({ attribute, rare }) =>
				m.scoring_shared_rare({ n: rare, count: formatCount(rare), name: attribute, ...values })
			),
		m.scoring_shared_how_chance({ count }),
		m.scoring_shared_how_lift(),
		m.scoring_shared_how_leak({ count }),
		m.scoring_shared_how_points()
	];
}
