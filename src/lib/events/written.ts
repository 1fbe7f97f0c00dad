/** The canonical text of what an event says, from which an event without a key of its own gets one. */
import { textFields, type ParsedEvent } from './event.ts';

/** What was written otherwise than the event has it. */
export interface WrittenParts {
	/** The date, or dates, that gave its time: so another zone does not change the text. */
	at: string;
	/** E-mails and phones. */
	contacts: readonly string[];
	amount: string | undefined;
}

/** All fields in a fixed order. The length before each makes the text unambiguous. */
export function writeEvent(event: ParsedEvent, { at, contacts, amount }: WrittenParts): string {
	let text =
		field(event.type) +
		field(at) +
		(event.approximate ? '~' : '-') +
		field(event.source) +
		field(event.lead) +
		field(event.row) +
		field(amount) +
		`${contacts.length};`;
	for (const contact of contacts) text += field(contact);
	for (const name of textFields) text += field(event[name]);
	if (event.attributes) {
		for (const name of Object.keys(event.attributes).sort())
			text += field(name) + field(event.attributes[name]);
	}
	return text;
}

const field = (text: string | undefined) => (text === undefined ? '-' : `${text.length}:${text}`);
