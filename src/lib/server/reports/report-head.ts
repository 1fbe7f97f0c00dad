import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { excludedChannels, leadScope } from './lead-filter.ts';

/** What a report says of itself; `leads` are those that it counts. */
export async function reportHead(
	context: ReportContext,
	filters: Filters,
	leads: number
): Promise<ReportHead> {
	const ms = asOfMs(context, filters);
	return {
		filters,
		asOf: ms === null ? null : new Date(ms).toISOString(),
		model: context.model,
		dataVersion: context.dataVersion,
		leads,
		excluded: await countExcluded(context, filters),
		timezone: context.config.timezone,
		currency: context.config.currency,
		behindSeconds: context.behindSeconds
	};
}

async function countExcluded(context: ReportContext, filters: Filters): Promise<number> {
	if (excludedChannels(context, filters).length === 0) return 0;
	const { where } = leadScope(context, filters, 'excluded');
	const { rows } = await sql<{ leads: number }>`
		SELECT count(*)::int AS leads FROM lead_rows l WHERE ${where}`.execute(context.trx);
	return rows[0]!.leads;
}
