/** Whose event it is, in the words of the system that writes it: the ids, e-mails and phones of one lead's records. */
import type { Life } from './life.ts';
import { phoneDigits, writePhone } from './people.ts';

export type Source = 'crm' | 'website' | 'mailing' | 'telephony';
export type EventJson = Record<string, unknown>;

export interface RecordKeys {
	/** The fields of the next event of a source; the first event of a record also names its contacts. */
	next(source: Source): EventJson;
	/** The CRM opens another deal for the same person: 1, 2 … (0 is the first). */
	openDeal(n: number): void;
	/** How many records there are by now. */
	count(): number;
}

/** `origin`: where the lead came first. `handedOver`: from there to the CRM, which writes phones its own way. */
export function createKeys({ person, index }: Life, origin: Source, handedOver: boolean): RecordKeys {
	const visitor = `w-${(index * 7 + 60_466_176).toString(36)}`;
	const deal = 40_000_000 + index * 4;
	const seen = new Set<string>();
	let crmLead = String(deal);
	let events = 0;
	const isFirst = (record: string) => {
		const first = !seen.has(record);
		if (first) seen.add(record);
		return first;
	};

	return {
		next(source) {
			const { name, company, email, phone } = person;
			if (source === 'crm') {
				const id = `${crmLead}-${++events}`;
				if (!isFirst(crmLead)) return { source, lead: crmLead, id };
				const written = handedOver && person.ownPhone ? writePhone(phoneDigits(index), 0) : phone;
				return { source, lead: crmLead, email, phone: written, id, name, company };
			}
			const first = isFirst(source);
			if (source === 'telephony') return { source, phone };
			const named = first && source === origin ? { name, company } : undefined;
			if (source === 'mailing') return { source, email, ...named };
			if (!first) return { source, lead: visitor };
			return { source, lead: visitor, email, phone: source === origin ? phone : undefined, ...named };
		},
		openDeal(n) {
			crmLead = String(deal + n);
		},
		count: () => seen.size
	};
}
