import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { responseReport } from '#lib/server/reports/response.ts';
import { howText } from './how-text.ts';
import { responseTexts } from './response-text.ts';

/** Rows of sales reps, and of channels, that are sent; the CSV has all. */
const mostRows = 200;

/** What the page on the first contact shows. */
export async function responseSection(context: ReportContext, filters: Filters) {
	const { channels, managers, ...found } = await responseReport(context, { ...filters, by: [] });
	const { response, hour, week, attempts, temperatures } = found;
	return {
		...{ response, hour, week, attempts, temperatures },
		channels: channels.slice(0, mostRows),
		managers: managers.slice(0, mostRows),
		texts: responseTexts(found, {
			hours: context.settings.workingHours,
			timezone: context.zone.name,
			isByOutcome: isByOutcome(filters, [])
		}),
		how: howText(response)
	};
}
