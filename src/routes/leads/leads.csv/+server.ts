import { withReport } from '#lib/server/app.ts';
import type { LeadListItem } from '#lib/funnel/lead-view.ts';
import { todoHeader, todoRows } from '#lib/managers/todo-table.ts';
import { contactsOf } from '#lib/server/leads/contacts.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { csv, csvFile, type Cell } from '#lib/ui/csv.ts';
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
	'fit',
	'engagement',
	'temperature',
	'hotUntil',
	'warmUntil',
	'model',
	'idleDays',
	'limitDays',
	'link'
];

const listRow = (lead: LeadListItem) => [
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
	lead.fit,
	lead.engagement,
	lead.temperature,
	lead.hotUntil,
	lead.warmUntil,
	lead.model,
	lead.idleDays,
	lead.limitDays,
	lead.links.find((link) => link !== null)
];

/** The list as it is on the page; one of leads to be worked has what it takes to call them. */
export const GET = async ({ url }) => {
	const filters = readFilters(url);
	const selection = { ...readLeadSelection(url), after: undefined, limit: page };
	const rows = await withReport(async (context) => {
		const rows: Cell[][] = [];
		let after: string | undefined;
		do {
			const list = await listLeads(context, filters, { ...selection, after });
			rows.push(
				...(selection.todo
					? todoRows(
							list.leads,
							await contactsOf(
								context,
								list.leads.map(({ id }) => id)
							)
						)
					: list.leads.map(listRow))
			);
			after = list.next ?? undefined;
		} while (after && rows.length < most);
		return rows;
	});
	return csvFile('leads.csv', csv(selection.todo ? todoHeader : header, rows));
};
