/** Call trackers: an answered call is a contact, a missed one an attempt (docs/presets.md). */
import type { EventRule, EventsMapping, TextRef } from '../mapping-schema.ts';
import type { Preset } from './preset.ts';

interface CallColumns {
	/** The tracker's id of the call, as its webhook sends it too: a call that comes both ways counts once. */
	id: string;
	at: string;
	/** The column that tells whether the call was answered, and its values that say so. */
	result: string;
	answered: string[];
	direction: TextRef;
	/** Seconds. */
	duration: string;
	more: Partial<EventRule>;
}

/** Every call tracker's calls have the attributes direction, duration and answered. */
function callEvents({ id, at, result, answered, direction, duration, more }: CallColumns): EventRule[] {
	const attributes = {
		direction,
		duration,
		answered: {
			column: result,
			map: Object.fromEntries(answered.map((value) => [value, 'yes'])),
			other: 'no'
		}
	};
	return [
		{ type: 'contacted', at, id, ...more, attributes, if: { [result]: answered } },
		{
			type: 'activity',
			activity: { const: 'call_attempt' },
			at,
			id,
			...more,
			attributes,
			if: { [result]: { not: answered } }
		}
	];
}

const ringostat: EventsMapping = {
	name: 'ringostat-calls',
	kind: 'events',
	source: 'ringostat',
	row: 'uniqueid',
	lead: { phone: { column: 'dst', if: { call_type: ['out'] }, else: 'caller' } },
	events: callEvents({
		id: 'uniqueid',
		at: 'calldate',
		result: 'disposition',
		answered: ['ANSWERED', 'PROPER', 'REPEATED'],
		direction: { column: 'call_type', map: { in: 'inbound', out: 'outbound' } },
		duration: 'billsec',
		more: {
			channel: 'utm_source',
			campaign: 'utm_campaign',
			content: 'utm_content',
			term: 'utm_term',
			page: 'landing',
			manager: 'employee_fio'
		}
	})
};

export const ringostatCalls: Preset = {
	name: 'ringostat-calls',
	title: 'Ringostat: calls',
	mapping: ringostat,
	variants: { caller: ['caller_number'] },
	signature: ['calldate', 'caller', 'disposition'],
	rank: 'system',
	check:
		'Ask for the field uniqueid, so that a call read twice counts once, and for call_type and dst: the client of an outgoing call is the number called. Set SLUICE_COUNTRY if numbers have no country code.'
};

const callrail: EventsMapping = {
	name: 'callrail-calls',
	kind: 'events',
	source: 'callrail',
	row: 'id',
	lead: { phone: 'customer_phone_number', name: 'customer_name' },
	events: callEvents({
		id: 'id',
		at: 'start_time',
		result: 'answered',
		answered: ['true', 'True', 'TRUE', 'Answered Call', 'Answered'],
		direction: 'direction',
		duration: 'duration',
		more: {
			channel: ['source', 'source_name', 'utm_source'],
			campaign: ['campaign', 'utm_campaign'],
			content: 'utm_content',
			term: ['keywords', 'utm_term'],
			page: 'landing_page_url',
			manager: 'agent_email'
		}
	})
};

export const callrailCalls: Preset = {
	name: 'callrail-calls',
	title: 'CallRail: calls',
	mapping: callrail,
	variants: {
		answered: ['Call Status'],
		start_time: ['Start Time'],
		customer_phone_number: ['Phone Number'],
		customer_name: ['Name'],
		tracking_phone_number: ['Tracking Number'],
		duration: ['Duration (seconds)'],
		landing_page_url: ['Landing Page'],
		agent_email: ['Agent Name']
	},
	signature: ['start_time', 'customer_phone_number', 'answered', 'tracking_phone_number'],
	rank: 'system',
	check:
		'A voicemail is a missed call. Without the id of the call, a call that changes in CallRail counts twice when it is loaded again.'
};
