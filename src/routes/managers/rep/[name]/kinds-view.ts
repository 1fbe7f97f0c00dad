import { stratumDrill } from '#lib/managers/drill.ts';
import type { ManagersReport, ManagerStratum } from '#lib/managers/report.ts';
import { formatCount, formatMonth, formatNumber } from '#lib/ui/format.ts';
import { leadsHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { valueName } from '#lib/ui/words.ts';

type Counted = Pick<ManagersReport, 'filters' | 'base' | 'goal' | 'credit'>;

/** "Of 40 leads from Webinar, warm accepted in May 2026 others make 5.2; here 7", and the leads. */
export const kindView = (report: Counted, name: string, kind: ManagerStratum) => ({
	text: kindText(report, kind),
	href: leadsHref(stratumDrill(report, name, kind, 'base'))
});

export function kindText(
	{ base }: Pick<ManagersReport, 'base'>,
	{ channel, temperature, month, leads, made, others }: ManagerStratum
): string {
	const from = channel === null ? m.rep_kind_no_channel() : m.rep_kind_channel({ channel });
	const said = {
		n: leads,
		leads: formatCount(leads),
		what:
			temperature === null
				? from
				: m.rep_kind_temperature({
						channel: from,
						temperature: valueName('temperature', temperature).toLowerCase()
					}),
		month: formatMonth(month),
		made: formatCount(made)
	};
	if (others === null)
		return (base === 'accepted' ? m.rep_kind_accepted_alone : m.rep_kind_arrived_alone)(said);
	return (base === 'accepted' ? m.rep_kind_accepted : m.rep_kind_arrived)({
		...said,
		others: formatNumber(others)
	});
}
