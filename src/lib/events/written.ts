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
	const { type, approximate, source, lead, row, attributes } = event;
	let text = `${type}${approximate ? '~' : ' '}${at.length}:${at}${source.length}:${source}`;
	if (lead !== undefined) text += `lead${lead.length}:${lead}`;
	if (row !== undefined) text += `row${row.length}:${row}`;
	if (amount !== undefined) text += `amount${amount.length}:${amount}`;
	for (const contact of contacts) text += `contact${contact.length}:${contact}`;
	for (const name of textFields) {
		const value = event[name];
		if (value !== undefined) text += `${name}${value.length}:${value}`;
	}
	if (attributes) {
		for (const name of Object.keys(attributes).sort()) {
			const value = attributes[name]!;
			text += `attribute${name.length}:${name}${value.length}:${value}`;
		}
	}
	return text;
}
