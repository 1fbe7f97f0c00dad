import { presalesDefaults } from '#lib/filters/names.ts';
import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import { leadFilters, repFilters } from '#lib/managers/rep-filters.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { isKnownManager, managerPresence } from '#lib/server/reports/manager-presence.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { repHref } from '../../rep-href.ts';
import { placeText } from './place-text.ts';

/** Who the page is about. A page with status 404 where no lead was ever with anybody of this name. */
export async function repHead(context: ReportContext, filters: Filters, name: string) {
	if (context.newest !== null && !(await isKnownManager(context, name)))
		error(404, m.rep_unknown_text({ name }));
	const own = repFilters(filters, name);
	return {
		head: await reportHead(context, filters, await countArrived(context, own)),
		/** Of the lists behind the figures: the rep's leads, and everybody's. */
		own,
		all: leadFilters(filters),
		/** The page as presales reps are judged, where the filters ask for something else. */
		presalesHref:
			context.people.get(name)?.role === 'presales' && filters.credit === 'last'
				? repHref(name, { ...filters, values: leadFilters(filters).values, ...presalesDefaults })
				: null,
		place: placeText(
			context.people.get(name),
			await managerPresence(context, filters, name),
			context.config.timezone
		)
	};
}
