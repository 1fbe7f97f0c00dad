/** Files of no system in particular: rows that are events, one row a lead, costs (docs/presets.md). */
import type { CostsMapping, EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

export const eventRows: Preset = {
	name: 'events',
	title: 'Events, one row each',
	mapping: null,
	variants: {},
	signature: ['type', 'at', ['lead', 'email', 'phone']],
	rank: 'events',
	check: 'The columns are spelled exactly so. Rows without a source need --source.'
};

const touch = ['channel', 'campaign', 'content', 'term', 'page'] as const;
const stages = ['iql', 'eql', 'mql', 'sal', 'sql'] as const;
const endings = ['returned', 'refused', 'unfit', 'junk'] as const;
const dated = ['created', 'contacted', ...stages, 'client', ...endings];

const wide: EventsMapping = {
	name: 'wide',
	kind: 'events',
	row: ['lead', 'email', 'phone'],
	lead: { id: 'lead', email: 'email', phone: 'phone', name: 'name', company: 'company', status: 'status' },
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'created',
			...Object.fromEntries(touch.map((field) => [field, field])),
			manager: 'manager'
		},
		{ type: 'contacted', at: 'contacted', manager: 'manager' },
		...stages.map((type) => ({ type, at: type, manager: 'manager' })),
		{ type: 'client', at: 'client', amount: 'amount', currency: 'currency', manager: 'manager' },
		...endings.map((type) => ({ type, at: type, reason: 'reason', manager: 'manager' }))
	]
};

export const wideRows: Preset = {
	name: 'wide',
	title: 'One row a lead, a date for each stage',
	mapping: wide,
	variants: {
		lead: ['id', 'lead_id', 'lead id'],
		...Object.fromEntries(dated.map((name) => [name, [`${name}_at`, `${name}_date`, `${name} date`]]))
	},
	signature: ['created', [...stages, 'client'], ['lead', 'email', 'phone']],
	rank: 'general',
	check: 'Name the system that the ids belong to by --source.'
};

const costRows: CostsMapping = {
	name: 'costs',
	kind: 'costs',
	source: 'costs',
	date: 'date',
	channel: 'channel',
	campaign: 'campaign',
	amount: 'amount',
	currency: 'currency',
	clicks: 'clicks',
	impressions: 'impressions'
};

export const costs: Preset = {
	name: 'costs',
	title: 'Costs, one row a day and channel',
	mapping: costRows,
	variants: {
		date: ['day'],
		channel: ['source', 'utm_source', 'UTMSource'],
		campaign: ['utm_campaign', 'UTMCampaign'],
		amount: ['cost', 'costs', 'spend', 'expenses'],
		currency: ['currency code', 'currency_code', 'account currency']
	},
	signature: ['date', 'channel', 'amount'],
	rank: 'general',
	check:
		'The channel must have the name that your leads have; amounts without a currency column are in the reporting currency.'
};
