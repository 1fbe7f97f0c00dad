/** Reports whose channel filter chooses the rows to show, while the figures are computed over all channels. */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportContext } from './context.ts';
import { excludedChannels, valueConditions } from './lead-filter.ts';

/**
 * The filters without the channel filter, and a context that still takes in the excluded channels that it names.
 * `shown`: whether a row `l` with a channel is one of those chosen.
 */
export function overAllChannels(
	context: ReportContext,
	filters: Filters
): { context: ReportContext; filters: Filters; shown: Expression<SqlBool> } {
	const { channel, ...values } = filters.values;
	const settings = { ...context.settings, excludedChannels: excludedChannels(context, filters) };
	const shown = channel
		? sql<SqlBool>`coalesce(${valueConditions(context, { ...filters, values: { channel } })[0]!}, false)`
		: sql<SqlBool>`true`;
	return { context: { ...context, settings }, filters: { ...filters, values }, shown };
}
