/** Roistat: requests and advertising costs as its API answers them (docs/presets.md). */
import type { CostsMapping, EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

const leads: EventsMapping = {
	name: 'roistat-leads',
	kind: 'events',
	source: 'roistat',
	format: { timezone: 'UTC' },
	row: 'id',
	lead: { id: 'id', email: 'email', phone: 'phone', name: 'name', status: 'status' },
	attributes: ['title', 'text', 'roistat', 'order_id'],
	events: [
		{ type: 'created', at: 'creation_date', channel: 'source' },
		{ type: 'client', at: 'paid_date', amount: 'price' }
	]
};

export const roistatLeads: Preset = {
	name: 'roistat-leads',
	title: 'Roistat: leads',
	mapping: leads,
	variants: {},
	signature: ['id', 'title', 'creation_date', ['roistat', 'source', 'paid_date']],
	rank: 'system',
	check: 'Save the list within the answer (ProxyLeads or leads) as a JSON array. Times are UTC.'
};

const costs: CostsMapping = {
	name: 'roistat-costs',
	kind: 'costs',
	source: 'roistat',
	date: 'from_date',
	channel: 'source',
	campaign: 'name',
	amount: 'marketing_cost',
	spread: { until: 'to_date' }
};

export const roistatCosts: Preset = {
	name: 'roistat-costs',
	title: 'Roistat: costs',
	mapping: costs,
	variants: {},
	signature: ['from_date', 'to_date', 'marketing_cost', ['source', 'name']],
	rank: 'system',
	check:
		'A cost of several days is spread over them evenly. The channel is the system name of the source: give it the name that your leads have by an alias.'
};
