import { withReport } from '#lib/server/app.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import { readFilters, readLeadSelection } from '../../read-filters.ts';

/** The list holds at most so many leads, so that it fits a spreadsheet; `export` gives everything. */
const most = 100_000;
const page = 1000;

const header = [
	'id',
	'name',
	'company',
	'records',
	'channel',
	'campaign',
	'manager',
	'createdAt',
	'stage',
	'outcome',
	'reason',
	'lastActivityAt',
	'amount',
	'score',
	'idleDays',
	'limitDays',
	'link'
];

export const GET = async ({ url }) => {
	const filters = readFilters(url);
	const selection = { ...readLeadSelection(url), after: undefined, limit: page };
	const rows = await withReport(async (context) => {
		const rows = [];
		let after: string | undefined;
		do {
			const list = await listLeads(context, filters, { ...selection, after });
			for (const lead of list.leads)
				rows.push([
					lead.id,
					lead.name,
					lead.company,
					lead.records.join(' '),
					lead.channel,
					lead.campaign,
					lead.manager,
					lead.createdAt,
					lead.stage,
					lead.outcome,
					lead.reason,
					lead.lastActivityAt,
					lead.amount,
					lead.score,
					lead.idleDays,
					lead.limitDays,
					lead.links.find((link) => link !== null)
				]);
			after = list.next ?? undefined;
		} while (after && rows.length < most);
		return rows;
	});
	return csvFile('leads.csv', csv(header, rows));
};
