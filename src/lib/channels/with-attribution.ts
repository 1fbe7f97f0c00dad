import { currencyDigits, fromMinor } from '#lib/stats/money.ts';
import { channelFigures, noCounts } from './figures.ts';
import { canBeJudged, unjudged, withoutLeads } from './judged.ts';
import type { Attribution, AttributionRow, ChannelKey, ChannelRow, ChannelsReport } from './report.ts';

/**
 * The report with what the model of its filters credits each row with, and with a row for each key that has credit but
 * nothing else, so that the rows add up to the clients. Null credits where rows cannot be told by touches (no
 * attribution), or where there are too many of them for the model.
 */
export function withAttribution(report: ChannelsReport, attribution: Attribution | null): ChannelsReport {
	if (!attribution) return { ...report, attribution };
	const model = report.filters.attribution;
	const unknown = attribution.rows.some(({ clients }) => clients[model] === null);
	const credits = new Map(attribution.rows.map((row) => [JSON.stringify(row.key), row]));
	const credited = (row: ChannelRow): ChannelRow => {
		const credit = credits.get(JSON.stringify(row.key));
		return {
			...row,
			attributedClients: unknown ? null : (credit?.clients[model] ?? 0),
			attributedRevenue: unknown ? null : (credit?.revenue[model] ?? 0)
		};
	};
	const present = new Set(report.rows.map(({ key }) => JSON.stringify(key)));
	const hasOnlyCredit = ({ key, clients }: AttributionRow) =>
		!present.has(JSON.stringify(key)) && (clients[model] ?? 0) > 0;
	const added = attribution.rows.filter(hasOnlyCredit).map(({ key }) => rowOfNothing(report, key));
	const rows = [...report.rows, ...added].map(credited);
	const digits = currencyDigits(report.currency);
	const minor = rows.reduce((sum, row) => sum + Math.round((row.attributedRevenue ?? 0) * 10 ** digits), 0);
	return {
		...report,
		rows,
		total: {
			...report.total,
			attributedClients: unknown ? null : rows.reduce((sum, row) => sum + (row.attributedClients ?? 0), 0),
			attributedRevenue: unknown ? null : fromMinor(minor, digits)
		},
		attribution
	};
}

function rowOfNothing(report: ChannelsReport, key: ChannelKey): ChannelRow {
	const { filters, by, currency, margin, minutesPerLead } = report;
	const settings = {
		digits: currencyDigits(currency),
		margin,
		minutesPerLead,
		intervals: filters.mode === 'cohort'
	};
	return {
		key,
		...channelFigures(noCounts(report.noCosts ? null : 0), settings),
		...(canBeJudged(filters, by) ? withoutLeads : unjudged)
	};
}
