/** What all events of a mapped row share: whose they are. */
import { readAllRefs, readRef, type Values } from './cells.ts';
import { collectEmails, collectPhones } from './contacts.ts';
import type { EventTime, EventType, ParsedEvent } from './event.ts';
import type { MappingPlan } from './mapping-plan.ts';
import { warnings } from './reasons.ts';
import { isRoundedId } from './text.ts';
import { writeField } from './written.ts';

export interface RowFacts {
	source: string;
	lead: string | undefined;
	emails: string[];
	phones: string[];
	row: string | undefined;
	name: string | undefined;
	company: string | undefined;
	status: string | undefined;
	written: string;
}

export function readFacts(plan: MappingPlan, values: Values, warned: string[]): RowFacts {
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
		written: writeField('source', plan.source)
	};
	if (facts.lead !== undefined) facts.written += writeField('lead', facts.lead);
	if (email) {
		for (const text of readAllRefs(email, values)) {
			facts.written += writeField('email', text);
			collectEmails(text, facts.emails, warned);
		}
	}
	if (phone) {
		for (const text of readAllRefs(phone, values)) {
			facts.written += writeField('phone', text);
			collectPhones(text, plan.context.country, facts.phones, warned);
		}
	}
	if (facts.row !== undefined) facts.written += writeField('row', facts.row);
	if (facts.name !== undefined) facts.written += writeField('name', facts.name);
	if (facts.company !== undefined) facts.written += writeField('company', facts.company);
	if (facts.status !== undefined) facts.written += writeField('status', facts.status);

	const rounded =
		(facts.lead !== undefined && isRoundedId(facts.lead)) ||
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
		written: facts.written
	};
}
