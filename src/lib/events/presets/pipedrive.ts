/** Pipedrive: lists of deals and of leads (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

const person = {
	email: ['Person - Email', 'Person - Email - Work', 'Person - Email - Home', 'Person - Email - Other'],
	phone: ['Person - Phone', 'Person - Phone - Work', 'Person - Phone - Mobile', 'Person - Phone - Home']
};
const personVariants = {
	'Person - Email - Work': ['Person - Email (Work)'],
	'Person - Email - Home': ['Person - Email (Home)'],
	'Person - Phone - Work': ['Person - Phone (Work)'],
	'Person - Phone - Mobile': ['Person - Phone (Mobile)']
};

const deals: EventsMapping = {
	name: 'pipedrive-deals',
	kind: 'events',
	source: 'pipedrive',
	row: 'Deal - ID',
	lead: {
		id: 'Deal - ID',
		...person,
		name: ['Deal - Contact person', 'Person - Name'],
		company: 'Deal - Organization',
		status: 'Deal - Stage'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Deal - Deal created',
			channel: ['Deal - Source channel', 'Deal - Source'],
			manager: 'Deal - Owner'
		},
		{
			type: 'client',
			at: ['Deal - Won time', 'Deal - Deal closed on'],
			atMissing: { use: ['Deal - Update time', 'Deal - Deal created'], approximate: true },
			amount: 'Deal - Value',
			currency: 'Deal - Currency of value',
			manager: 'Deal - Owner',
			if: { 'Deal - Status': ['Won', 'won'] }
		},
		{
			type: 'refused',
			at: ['Deal - Lost time', 'Deal - Deal closed on'],
			atMissing: { use: ['Deal - Update time', 'Deal - Deal created'], approximate: true },
			reason: 'Deal - Lost reason',
			manager: 'Deal - Owner',
			if: { 'Deal - Status': ['Lost', 'lost'] }
		}
	]
};

export const pipedriveDeals: Preset = {
	name: 'pipedrive-deals',
	title: 'Pipedrive: deals',
	mapping: deals,
	variants: {
		...personVariants,
		'Deal - ID': ['Deal - Pipedrive System ID'],
		'Deal - Stage': ['Deal - Stage (pipeline)'],
		'Deal - Deal created': ['Deal - Creation date', 'Deal - Add time', 'Deal - Created'],
		'Deal - Deal closed on': ['Deal - Closed on', 'Deal - Close time', 'Deal - Closed'],
		'Deal - Currency of value': ['Deal - Currency'],
		'Deal - Contact person': ['Contact person'],
		'Deal - Organization': ['Organization']
	},
	signature: ['Deal - ID', 'Deal - Title', 'Deal - Status'],
	rank: 'system',
	check:
		'A row knows only the present stage: which stage means MQL or SQL lead is not in the file. Add the e-mail and phone of the person to the columns before exporting.'
};

const leads: EventsMapping = {
	name: 'pipedrive-leads',
	kind: 'events',
	source: 'pipedrive-leads',
	row: 'Lead - ID',
	lead: {
		id: 'Lead - ID',
		...person,
		name: ['Lead - Contact person', 'Person - Name'],
		company: 'Lead - Organization',
		status: 'Lead - Label'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Lead - Lead created',
			channel: ['Lead - Source channel', 'Lead - Source'],
			manager: 'Lead - Owner'
		}
	]
};

export const pipedriveLeads: Preset = {
	name: 'pipedrive-leads',
	title: 'Pipedrive: leads',
	mapping: leads,
	variants: {
		...personVariants,
		'Lead - Lead created': ['Lead - Lead created on', 'Lead - Creation date'],
		'Lead - Label': ['Lead - Labels'],
		'Lead - Contact person': ['Contact person'],
		'Lead - Organization': ['Organization']
	},
	signature: ['Lead - Title', 'Lead - Lead created'],
	rank: 'system',
	check: 'Without a column Lead - ID a lead is known by the e-mail or phone of its person only.'
};
