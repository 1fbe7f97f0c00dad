import type { Filters } from '#lib/filters/filters.ts';
import { chooses } from '#lib/filters/values.ts';
import { losses } from '#lib/funnel/stages.ts';
import { leadFilters } from '#lib/managers/rep-filters.ts';
import type { Fate, Handovers, HandoverSide } from '#lib/managers/rep-report.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { managerHandovers } from '#lib/server/reports/manager-handovers.ts';
import { managerPeers } from '#lib/server/reports/manager-peers.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import { leadsHref, type LeadLink } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { stageName } from '#lib/ui/words.ts';

/** Outcomes that count as lost, of those that the filters let in. */
const lostOutcomes = ({ values }: Filters): string[] => losses.filter(chooses(values.outcome ?? []));

/** How many people are named on each side. */
const PEOPLE = 5;

/** The leads that changed hands, and the lists behind them. */
export async function handoversSection(context: ReportContext, filters: Filters, name: string) {
	const found = await managerHandovers(context, managerPeers(context, filters, name), name);
	const { taken, given, kept } = found;
	const fate = (label: string, indent: boolean, counts: Fate, select: NonNullable<LeadLink['select']>) => {
		const all = leadFilters(filters);
		const href = (ended: LeadLink['select'], values: Filters['values'] = {}) =>
			leadsHref({
				filters: { ...all, values: { ...all.values, ...values } },
				select: { ...select, ...ended }
			});
		return {
			...{
				label,
				indent,
				leads: counts.leads,
				clients: counts.clients,
				lost: counts.lost,
				open: counts.open
			},
			href: href({}),
			clientsHref: href({ ended: 'client' }),
			// How a lead is lost is no matter here, but within a window no filter says that it is.
			lostHref: all.window === undefined ? href({}, { outcome: lostOutcomes(all) }) : null,
			openHref: href({ ended: 'open' })
		};
	};
	return {
		rows: [
			fate(m.rep_handed_taken(), false, taken, { takenOver: name }),
			...taken.people
				.slice(0, PEOPLE)
				.map((row) =>
					fate(m.rep_handed_from({ name: row.key }), true, row, { takenOver: name, givenAway: row.key })
				),
			fate(m.rep_handed_given(), false, given, { givenAway: name }),
			...given.people
				.slice(0, PEOPLE)
				.map((row) =>
					fate(m.rep_handed_to({ name: row.key }), true, row, { takenOver: row.key, givenAway: name })
				),
			fate(m.rep_handed_kept(), false, kept, { keptBy: name })
		],
		answer: handoversAnswer(found),
		notes: [...sideNotes(m.rep_handed_taken(), taken), ...sideNotes(m.rep_handed_given(), given)]
	};
}

/** "24 leads taken over from others, 12 given away; 310 were never with anyone else.", and what became of them. */
function handoversAnswer({ taken, given, kept }: Handovers): string[] {
	if (taken.leads === 0 && given.leads === 0) return [m.rep_handovers_none()];
	return [
		m.rep_handovers_answer({
			taken: formatCount(taken.leads),
			given: formatCount(given.leads),
			kept: formatCount(kept.leads)
		}),
		...(taken.leads > 0 && kept.leads > 0
			? [
					m.rep_handovers_fate({
						taken: formatPercent(taken.clients / taken.leads),
						kept: formatPercent(kept.clients / kept.leads)
					})
				]
			: [])
	];
}

/** In which stages they were then, how often they went back and forth, and who else there is. */
function sideNotes(what: string, { leads, times, people, stages }: HandoverSide): string[] {
	if (leads === 0) return [];
	const more = people.length - PEOPLE;
	return [
		m.rep_handed_stages({
			what,
			stages: stages
				.map(({ stage, leads: n }) => m.rep_handed_stage({ stage: stageName(stage), count: formatCount(n) }))
				.join(', ')
		}),
		...(times > leads
			? [m.rep_handed_times({ what, leads: formatCount(leads), times: formatCount(times) })]
			: []),
		...(more > 0 ? [`${what}: ${m.rep_handed_more({ n: more, count: formatCount(more) })}.`] : [])
	];
}
