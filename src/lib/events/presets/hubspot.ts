/** HubSpot: contacts with the dates of their lifecycle stages, and deals (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

const contacts: EventsMapping = {
	name: 'hubspot-contacts',
	kind: 'events',
	source: 'hubspot',
	row: 'Record ID',
	lead: {
		id: 'Record ID',
		email: 'Email',
		phone: ['Phone Number', 'Mobile Phone Number'],
		name: ['First Name', 'Last Name'],
		company: ['Associated Company', 'Company Name'],
		status: ['Lead Status', 'Lifecycle Stage']
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Create Date',
			channel: 'Original Source',
			campaign: 'Original Source Drill-Down 1',
			manager: 'Contact owner'
		},
		{ type: 'iql', at: ['Became a Subscriber Date', 'Became a Lead Date'] },
		{ type: 'mql', at: 'Became a Marketing Qualified Lead Date', manager: 'Contact owner' },
		{
			type: 'sql',
			at: ['Became a Sales Qualified Lead Date', 'Became an Opportunity Date'],
			manager: 'Contact owner'
		},
		{ type: 'client', at: 'Became a Customer Date', manager: 'Contact owner' },
		{
			type: 'unfit',
			at: 'Create Date',
			approximate: true,
			reason: 'Lead Status',
			manager: 'Contact owner',
			if: { 'Lead Status': ['Unqualified', 'UNQUALIFIED'] }
		}
	]
};

const stageDates = [
	'Became a Subscriber Date',
	'Became a Lead Date',
	'Became a Marketing Qualified Lead Date',
	'Became a Sales Qualified Lead Date',
	'Became an Opportunity Date',
	'Became a Customer Date'
];

export const hubspotContacts: Preset = {
	name: 'hubspot-contacts',
	title: 'HubSpot: contacts',
	mapping: contacts,
	variants: {
		'Record ID': ['Contact ID', 'Record ID - Contact'],
		'Original Source': ['Original Traffic Source'],
		'Original Source Drill-Down 1': ['Original Traffic Source Drill-Down 1']
	},
	signature: ['Record ID', 'Email', ['Lifecycle Stage', 'Lead Status', ...stageDates]],
	rank: 'system',
	check:
		'Add the "Became a … Date" properties to the export: without them no stage is known. The language of the export must be English.'
};

const whenEnded = { at: 'Close Date', atMissing: { use: 'Create Date', approximate: true } };

const deals: EventsMapping = {
	name: 'hubspot-deals',
	kind: 'events',
	source: 'hubspot-deals',
	row: 'Record ID',
	lead: { id: 'Record ID', email: 'Email', company: 'Associated Company', status: 'Deal Stage' },
	attributes: '*',
	events: [
		{ type: 'created', at: 'Create Date', channel: 'Original Source', manager: 'Deal owner' },
		{
			type: 'client',
			...whenEnded,
			amount: 'Amount',
			currency: 'Currency',
			manager: 'Deal owner',
			if: { 'Deal Stage': ['Closed Won', 'closedwon'] }
		},
		{
			type: 'refused',
			...whenEnded,
			reason: 'Closed Lost Reason',
			manager: 'Deal owner',
			if: { 'Deal Stage': ['Closed Lost', 'closedlost'] }
		}
	]
};

export const hubspotDeals: Preset = {
	name: 'hubspot-deals',
	title: 'HubSpot: deals',
	mapping: deals,
	variants: {
		'Record ID': ['Deal ID', 'Record ID - Deal'],
		'Original Source': ['Original Traffic Source']
	},
	signature: ['Record ID', 'Deal Name', 'Deal Stage'],
	rank: 'system',
	check:
		'The final stages must be called Closed Won and Closed Lost. A deal joins its contact only if the file has an Email column.'
};
