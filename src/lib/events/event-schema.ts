/** The form of one event as it is posted or stands in a line of NDJSON. `parseEvent` gives the same verdicts, faster. */
import { z } from 'zod';
import { parseIsoDate } from './dates.ts';
import { rateOn } from '../settings/rates.ts';
import { isHuge, readPlainDecimal } from './decimals.ts';
import { collectEmails, collectPhones } from './contacts.ts';
import { reportingDay } from './event-amount.ts';
import { timeFault } from './event-time.ts';
import { eventTypes } from './event.ts';
import type { ParseContext } from './parse-context.ts';
import { reasons } from './reasons.ts';
import { longestId } from './text.ts';
import { timeZone } from './zone.ts';

const noNul = (value: string) => !value.includes('\0');
const string = z.string().refine(noNul, reasons.nul);
const text = z.union([string, z.number()]).nullish();
const id = z.union([string, z.int()], reasons.inexactId).nullish();
const scalar = z.union([string, z.number(), z.boolean()]).nullable();

/** Fields of an event (DESIGN: Events). Any other key with a plain value is an attribute. */
export const eventShape = z
	.object({
		type: z.enum(eventTypes).describe('What happened.'),
		at: string.describe(
			'ISO 8601. Without an offset: in the configured time zone. A mere date stays a date. Not before 1990, not more than a day ahead.'
		),
		approximate: z.boolean().nullish().describe('True: it happened, but `at` is a stand-in.'),
		lead: id.describe('External id, unique within `source`. One of lead, email and phone is needed.'),
		email: z.union([id, z.array(id)]).describe('One address or several.'),
		phone: z.union([id, z.array(id)]).describe('One number or several, best with the country code.'),
		source: text.describe('The system it came from: the name space of lead, row and id.'),
		id: id.describe("The event's own key within `source`."),
		row: id.describe('The key of the record that a mapped row stands for.'),
		name: text,
		company: text,
		status: text.describe("The CRM's own word for where the record stands."),
		channel: text,
		campaign: text,
		content: text,
		term: text,
		page: text,
		activity: text.describe('With type activity: email_click, product_view, webinar, …'),
		manager: text,
		amount: z
			.union([z.number(), z.string()])
			.nullish()
			.describe('With type client: a number, or decimal text such as "1250.00".'),
		currency: text.describe('With amount; the reporting currency unless given.'),
		reason: text.describe('With returned, refused, unfit, junk.'),
		attributes: z.record(string, scalar).nullish().describe('Job title, company size, answers …')
	})
	.catchall(scalar)
	.meta({ id: 'Event' });

const present = (value: unknown) => value !== null && value !== undefined && String(value).trim() !== '';
const list = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(present).map(String);

/** The same with the rules that depend on the installation: sources, countries, currencies and the present day. */
export function eventSchema(context: ParseContext) {
	return eventShape.superRefine((event, check) => {
		const refuse = (path: string, message: string) =>
			check.addIssue({ code: 'custom', path: [path], message });

		const time = parseIsoDate(event.at.trim(), timeZone(context.timezone));
		const problem = time ? timeFault(time, context.now) : reasons.badDate;
		if (problem) refuse('at', problem);

		for (const key of Object.keys(event)) if (!noNul(key)) refuse(key, reasons.nul);

		if (!present(event.source) && !context.source) refuse('source', reasons.noSource);

		if (present(event.lead) && String(event.lead).trim().length > longestId) refuse('lead', reasons.longId);

		const keys: string[] = [];
		for (const email of list(event.email)) collectEmails(email, keys, []);
		for (const phone of list(event.phone)) collectPhones(phone, context.country, keys, []);
		if (!present(event.lead) && keys.length === 0) refuse('lead', reasons.noKey);

		if (!present(event.amount)) return;
		const amount = readPlainDecimal(event.amount!);
		if (amount === null) refuse('amount', reasons.badAmount);
		else if (amount.startsWith('-')) refuse('amount', reasons.negativeAmount);
		else if (isHuge(amount)) refuse('amount', reasons.hugeAmount);
		const currency = present(event.currency) ? String(event.currency).trim().toUpperCase() : context.currency;
		const rated =
			!time ||
			currency === context.currency ||
			rateOn(context.rates, currency, reportingDay(time, context)) !== null;
		if (event.type === 'client' && !rated) refuse('currency', reasons.noRate);
	});
}
