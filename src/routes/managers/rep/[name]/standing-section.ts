import type { Filters } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { repFilters } from '#lib/managers/rep-filters.ts';
import type { Against, ReasonRow } from '#lib/managers/rep-report.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { managerStanding } from '#lib/server/reports/manager-standing.ts';
import { formatCount } from '#lib/ui/format.ts';
import { leadsHref, type LeadLink } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import {
	chanceText,
	howText,
	reasonsAnswer,
	returnedSentences,
	stepsAnswer,
	stepText
} from './against-text.ts';
import { howStanding } from './how-text.ts';

/** The report with its sentences and the lists behind it. */
export async function standingSection(context: ReportContext, filters: Filters, name: string) {
	const { judged, base, steps, reasons, returned, open } = await managerStanding(context, filters, name);
	const own = repFilters(filters, name);
	const inBase: LeadLink['select'] = base === 'accepted' ? { reached: 'sal' } : {};
	const href = (select: LeadLink['select']) => leadsHref({ filters: own, select });
	const row = <T extends Against>(against: T) => ({ ...against, chance: chanceText(against) });
	return {
		steps: steps.map((step) => ({
			...row(step),
			name: stepText(step),
			href: href(reachedBy(step.from)),
			madeHref: href({ reached: step.to })
		})),
		stepsAnswer: stepsAnswer(steps, judged),
		uncompared: uncompared(steps[0], judged),
		reasons: reasons.map((reason) => ({
			...row(reason),
			howName: howText(reason.how),
			madeHref: href({ ...inBase, ...reasonSelection(reason) })
		})),
		reasonsAnswer: reasonsAnswer(reasons, judged),
		returned: returned.made > 0 || returned.others ? returnedSentences(returned) : [],
		returnedHref: href({ ...inBase, sentBack: 'yes' }),
		open: Object.fromEntries(open),
		how: judged ? howStanding(reasons) : []
	};
}

const reachedBy = (stage: Stage): LeadLink['select'] => (stage === 'lead' ? {} : { reached: stage });

const reasonSelection = ({ how, reason }: ReasonRow): LeadLink['select'] =>
	how === 'returned' ? { sentBack: 'yes', returnReason: reason ?? '' } : { ended: how, reason: reason ?? '' };

/** The leads of the first step that nobody can be compared with. */
function uncompared(first: Against | undefined, judged: boolean): string | null {
	const n = first && judged ? first.leads - first.comparable : 0;
	return n > 0 ? m.rep_uncompared({ n, count: formatCount(n) }) : null;
}
