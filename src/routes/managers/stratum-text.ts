import type { ManagersReport, ManagerStratum } from '#lib/managers/report.ts';
import { formatCount, formatMonth } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { valueName } from '#lib/ui/words.ts';
import { goalCount } from './goal-words.ts';

type Counted = Pick<ManagersReport, 'base' | 'goal'>;

/** "Of 40 leads of Webinar accepted warm in May 2026 others make 5.2 clients; here 7." Null without others. */
export function stratumText(stratum: ManagerStratum, { base, goal }: Counted): string | null {
	const { others, made } = stratum;
	if (others === null) return null;
	return m.managers_stratum({
		what: leadsText(stratum, base),
		others: goalCount(goal, others),
		made: formatCount(made)
	});
}

function leadsText({ channel, temperature, month, leads }: ManagerStratum, base: Counted['base']): string {
	const n = { n: leads, count: formatCount(leads) };
	const what = channel === null ? m.managers_stratum_plain(n) : m.managers_stratum_channel({ ...n, channel });
	const when = formatMonth(month);
	if (base === 'all') return m.managers_stratum_arrived({ what, month: when });
	return temperature === null
		? m.managers_stratum_accepted({ what, month: when })
		: m.managers_stratum_temperature({
				what,
				temperature: valueName('temperature', temperature).toLowerCase(),
				month: when
			});
}
