import { mappingOf } from './load.ts';

/** A weekly CRM export: one row a deal, which may belong to another lead or mean nothing the next time. */
export const deals = mappingOf({
	kind: 'events',
	name: 'deals',
	source: 'crm',
	row: 'Id',
	lead: { id: 'Lead', email: 'Email', phone: 'Phone', status: 'Stage' },
	attributes: ['City'],
	events: [
		{ type: 'created', at: 'Created', channel: 'Source', manager: 'Owner', if: { Stage: { not: ['Spam'] } } },
		{
			type: {
				column: 'Stage',
				map: { Talk: 'sal', Won: 'client', Lost: 'refused', Spam: 'ignore' },
				other: 'ignore'
			},
			at: 'Closed',
			amount: 'Amount',
			manager: 'Owner'
		}
	]
});

export const emptyDeal = {
	Id: '1',
	Lead: 'A',
	Email: '',
	Phone: '',
	Created: '2026-01-01 10:00',
	Source: 'SMM',
	Stage: 'New',
	Closed: '',
	Amount: '',
	Owner: 'Anna',
	City: ''
};
export type Deal = typeof emptyDeal;

export const deal = (values: Partial<Deal>): Deal => ({ ...emptyDeal, ...values });
