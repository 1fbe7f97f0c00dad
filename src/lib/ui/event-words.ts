/** The words for the types and the fields of events. */
import * as m from './paraglide/messages.js';
import { filterName, word, type Words } from './words.ts';

const fieldNames: Words<string> = {
	name: m.field_name,
	status: m.field_status,
	activity: m.field_activity,
	amount: m.field_amount,
	currency: m.field_currency,
	clicks: m.mapping_cost_clicks,
	impressions: m.mapping_cost_impressions,
	reason: m.field_reason,
	email: m.field_email,
	phone: m.field_phone,
	/** Of a card: either of the two. */
	contact: m.field_contact
};
const eventNames: Words<string> = {
	created: m.event_created,
	activity: m.event_activity,
	profile: m.event_profile,
	assigned: m.event_assigned,
	contacted: m.event_contacted,
	iql: m.event_iql,
	eql: m.event_eql,
	mql: m.event_mql,
	sal: m.event_sal,
	sql: m.event_sql,
	client: m.event_client,
	returned: m.event_returned,
	refused: m.event_refused,
	unfit: m.event_unfit,
	junk: m.event_junk,
	reopened: m.event_reopened
};

export const eventName = (type: string) => word(eventNames, type);

/** A field of an event; an attribute by its own name. */
export const fieldName = (name: string) =>
	Object.hasOwn(fieldNames, name) ? word(fieldNames, name) : filterName(name);
