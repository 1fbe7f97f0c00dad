/** The leads to be worked as a plain table: what a sales rep needs to call them. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { LeadListItem } from '#lib/funnel/lead-view.ts';
import type { Today } from './today.ts';
import { todoReasons } from './todo.ts';

export interface LeadContacts {
	phones: string[];
	emails: string[];
}

export const todoHeader = [
	...['id', 'name', 'company', 'phone', 'otherPhones', 'email', 'unsubscribed', 'manager', 'reason'],
	...[
		'alsoReasons',
		'since',
		'stage',
		'lastActivityAt',
		'idleDays',
		'limitDays',
		'score',
		'temperature',
		'channel',
		'campaign',
		'createdAt'
	],
	...['records', 'link']
];

/** A row a lead, with one number for a dialer. Unsubscribed leads have no e-mail here: nobody is to write to them. */
export const todoRows = (
	leads: readonly LeadListItem[],
	contacts: ReadonlyMap<string, LeadContacts>
): Table['rows'] =>
	leads.map((lead) => {
		const { phones, emails } = contacts.get(lead.id) ?? { phones: [], emails: [] };
		const [phone, ...otherPhones] = phones;
		const [reason, ...also] = lead.todo?.reasons ?? [];
		return [
			...[lead.id, lead.name, lead.company, phone ?? '', otherPhones.join(' ')],
			...[lead.unsubscribed ? null : emails.join(' '), lead.unsubscribed, lead.manager],
			...[reason ?? null, also.join(' '), lead.todo?.since ?? null],
			...[lead.stage, lead.lastActivityAt, lead.idleDays, lead.limitDays, lead.score],
			...[lead.temperature],
			...[lead.channel, lead.campaign, lead.createdAt, lead.records.join(' ')],
			lead.links.find((link) => link !== null) ?? null
		];
	});

/** A row a sales rep, then all of them; reasons that the data do not tell are empty. */
export const todayTable = ({ rows, total }: Pick<Today, 'rows' | 'total'>): Table => ({
	header: ['by', 'manager', 'leads', ...todoReasons, 'unsubscribed'],
	rows: [...rows.map((row) => ['manager', row.key, ...values(row)]), ['total', null, ...values(total)]]
});

const values = ({ leads, reasons, unsubscribed }: Today['total'] | Today['rows'][number]) => [
	leads,
	...todoReasons.map((reason) => reasons[reason]),
	unsubscribed
];
