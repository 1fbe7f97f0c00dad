/** What all events of a mapped row share: whose they are. */
import { readAllRefs, readRef } from './cells.ts';
import { collectEmails, collectPhones } from './contacts.ts';
import type { EventTime, EventType, ParsedEvent } from './event.ts';
import type { MappingPlan } from './mapping-plan.ts';
import { warnings } from './reasons.ts';
import { checkLeadId, isRoundedId } from './text.ts';

export interface RowFacts {
	source: string;
	lead: string | undefined;
	emails: string[];
	phones: string[];
	row: string | undefined;
	name: string | undefined;
	company: string | undefined;
	status: string | undefined;
	/** E-mails and phones as written. */
	contacts: string[];
}

export function readFacts(plan: MappingPlan, warned: string[]): RowFacts {
	const { values } = plan;
	const { email, phone } = plan.lead;
	const facts: RowFacts = {
		source: plan.source,
		lead: readRef(plan.lead.id, values),
		emails: [],
		phones: [],
		row: readRef(plan.row, values),
		name: readRef(plan.lead.name, values),
		company: readRef(plan.lead.company, values),
		status: readRef(plan.lead.status, values),
		contacts: []
	};
	if (email) {
		for (const text of readAllRefs(email, values)) {
			facts.contacts.push(text);
			collectEmails(text, facts.emails, warned);
		}
	}
	if (phone) {
		for (const text of readAllRefs(phone, values)) {
			facts.contacts.push(text);
			collectPhones(text, plan.context.country, facts.phones, warned);
		}
	}

	const rounded =
		(facts.lead !== undefined && isRoundedId(checkLeadId(facts.lead, 'lead'))) ||
		(facts.row !== undefined && isRoundedId(facts.row));
	if (rounded) warned.push(warnings.roundedId);
	return facts;
}

export function isKnown(facts: RowFacts): boolean {
	return facts.lead !== undefined || facts.emails.length > 0 || facts.phones.length > 0;
}

/** An event of the row with nothing yet but that. Every field is set, so that all events have one shape. */
export function createEvent(
	facts: RowFacts,
	type: EventType,
	at: EventTime,
	approximate: boolean,
	place: number
): ParsedEvent {
	return {
		type,
		at,
		approximate,
		source: facts.source,
		lead: facts.lead,
		emails: facts.emails,
		phones: facts.phones,
		id: undefined,
		row: facts.row,
		place,
		name: facts.name,
		company: facts.company,
		status: facts.status,
		channel: undefined,
		campaign: undefined,
		content: undefined,
		term: undefined,
		page: undefined,
		activity: undefined,
		manager: undefined,
		currency: undefined,
		reason: undefined,
		amount: undefined,
		attributes: undefined,
		written: ''
	};
}
