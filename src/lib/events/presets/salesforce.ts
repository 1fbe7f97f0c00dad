/** Salesforce: the objects Lead and OpportunityHistory, by API names or field labels (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

const leads: EventsMapping = {
	name: 'salesforce-leads',
	kind: 'events',
	source: 'salesforce',
	row: 'Id',
	lead: {
		id: 'Id',
		email: 'Email',
		phone: ['Phone', 'MobilePhone'],
		name: ['Name', 'LastName', 'FirstName'],
		company: 'Company',
		status: 'Status'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'CreatedDate',
			channel: 'LeadSource',
			manager: ['Lead Owner', 'OwnerId']
		},
		{ type: 'sql', at: 'ConvertedDate', manager: ['Lead Owner', 'OwnerId'] },
		{
			type: 'unfit',
			at: 'CreatedDate',
			approximate: true,
			reason: 'Status',
			manager: ['Lead Owner', 'OwnerId'],
			if: { Status: ['Unqualified'] }
		},
		{
			type: 'refused',
			at: 'CreatedDate',
			approximate: true,
			reason: 'Status',
			manager: ['Lead Owner', 'OwnerId'],
			if: { Status: ['Closed - Not Converted'] }
		}
	]
};

export const salesforceLeads: Preset = {
	name: 'salesforce-leads',
	title: 'Salesforce: leads',
	mapping: leads,
	variants: {
		Id: ['Lead ID', 'LeadId'],
		MobilePhone: ['Mobile Phone', 'Mobile'],
		Name: ['Full Name'],
		FirstName: ['First Name'],
		LastName: ['Last Name'],
		Company: ['Company / Account'],
		Status: ['Lead Status'],
		CreatedDate: ['Created Date', 'Create Date'],
		LeadSource: ['Lead Source'],
		OwnerId: ['Owner ID'],
		ConvertedDate: ['Converted Date'],
		IsConverted: ['Converted']
	},
	signature: [
		'Id',
		'Status',
		['LeadSource', 'IsConverted', 'ConvertedDate'],
		['Company', 'Email', 'Lead Owner']
	],
	rank: 'system',
	check:
		'Converted Date is a mere date: steps to it are counted in whole days. A report writes dates as its user has them: give --dates if they are asked for.'
};

/** Salesforce's own stages; those of a company are kept as activities until they are added. */
const stages = {
	Prospecting: 'sal',
	Qualification: 'sal',
	'Needs Analysis': 'sql',
	'Value Proposition': 'sql',
	'Id. Decision Makers': 'sql',
	'Perception Analysis': 'sql',
	'Proposal/Price Quote': 'sql',
	'Negotiation/Review': 'sql',
	'Closed Won': 'client',
	'Closed Lost': 'refused'
} as const;

const history: EventsMapping = {
	name: 'salesforce-opportunity-history',
	kind: 'events',
	source: 'salesforce-opportunities',
	row: 'Id',
	lead: { id: 'OpportunityId', name: 'Opportunity Name', status: 'StageName' },
	events: [
		{
			type: { column: 'StageName', map: stages, other: 'ignore' },
			at: 'CreatedDate',
			amount: 'Amount',
			currency: 'CurrencyIsoCode',
			manager: ['Opportunity Owner', 'CreatedById']
		},
		{
			type: 'activity',
			activity: { const: 'stage_change' },
			at: 'CreatedDate',
			manager: ['Opportunity Owner', 'CreatedById'],
			attributes: { stage: 'StageName', probability: 'Probability' },
			if: { StageName: { not: Object.keys(stages) } }
		}
	]
};

export const salesforceOpportunityHistory: Preset = {
	name: 'salesforce-opportunity-history',
	title: 'Salesforce: opportunity history',
	mapping: history,
	variants: {
		OpportunityId: ['Opportunity ID'],
		StageName: ['Stage', 'To Stage'],
		CreatedDate: ['Created Date', 'Last Modified', 'Last Modified Date'],
		Probability: ['Probability (%)'],
		CreatedById: ['Created By ID', 'Last Modified By']
	},
	signature: ['OpportunityId', 'StageName', 'CreatedDate'],
	rank: 'system',
	check:
		'Stages with other names than those of Salesforce come in as activities "stage_change": give them a meaning in the mapping.'
};
