/** Carrot quest: leads and their events as its API answers them (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

const leads: EventsMapping = {
	name: 'carrotquest-leads',
	kind: 'events',
	source: 'carrotquest',
	format: { timezone: 'UTC' },
	row: ['id', '$user_id', '$email', 'props.$email', '$phone', 'props.$phone'],
	lead: {
		id: ['id', '$user_id'],
		email: ['$email', 'props.$email'],
		phone: ['$phone', 'props.$phone'],
		name: ['$name', 'props.$name']
	},
	attributes: '*',
	events: [{ type: 'activity', activity: { const: 'last_seen' }, at: ['$last_seen', 'props.$last_seen'] }]
};

export const carrotquestLeads: Preset = {
	name: 'carrotquest-leads',
	title: 'Carrot quest: leads',
	mapping: leads,
	variants: { $user_id: ['user_id'] },
	signature: [
		['$user_id', 'id'],
		['$last_seen', 'props'],
		['$email', '$phone', '$name', 'props_custom', 'presence', 'removed']
	],
	rank: 'system',
	check:
		'A lead has no date of creation here: it begins with the first event known of it. Load its events too. Times are UTC.'
};

const events: EventsMapping = {
	name: 'carrotquest-events',
	kind: 'events',
	source: 'carrotquest',
	format: { dates: ['t'], timezone: 'UTC' },
	row: 'id',
	lead: { id: 'user', email: 'props.$email', name: 'props.$name' },
	events: [
		{
			type: { column: 'type.name', map: { $registered: 'created' }, other: 'activity' },
			at: 'created',
			activity: 'type.name',
			channel: 'props.$utm_source',
			campaign: 'props.$utm_campaign',
			content: 'props.$utm_content',
			term: 'props.$utm_term',
			attributes: { referrer: 'props.$referrer_domain', device: 'props.$device_type' }
		}
	]
};

export const carrotquestEvents: Preset = {
	name: 'carrotquest-events',
	title: 'Carrot quest: events',
	mapping: events,
	variants: {},
	signature: ['id', 'created', 'type', 'user', 'props'],
	rank: 'system',
	check:
		'Every event is an activity under its own name, $registered creates the lead. Give the events that mean a stage their type in the mapping.'
};
