/** The sentences that say why a row was quarantined or what was left out of it: one sentence for a kind of fault. */
import { eventTypes } from './event.ts';
import type { Quarantined } from './row-result.ts';

export const reasons = {
	notAnObject: 'It is not an event: a JSON object with type, at and lead (or email, or phone) is needed.',
	notACost: 'It is not a cost: a JSON object with date, amount and channel is needed.',
	noType: 'It has no event type.',
	unknownType: `The event type is unknown: use one of ${eventTypes.join(', ')}.`,
	noDate: 'It has no date.',
	badDate:
		'A date cannot be read or does not exist: write it like 2024-05-31T14:30:00+02:00, or name its pattern in format.dates of the mapping.',
	futureDate: 'A date is more than a day in the future.',
	oldDate: 'A date is before 1990.',
	badDuration:
		'A duration cannot be read: write it like 26:43:00 or PT1H30M, or as a number and name its unit in the mapping.',
	noKey: 'It has no key: a lead id, an e-mail or a phone number is needed.',
	noSource: 'It has no source: name it in the row, in the mapping or with --source.',
	badAmount: 'An amount is not a number: write it like 1250.50.',
	hugeAmount: 'An amount has more than 15 digits before the decimal point.',
	negativeAmount: 'An amount is negative.',
	noAmount: 'It has no amount.',
	badMonth: 'A month cannot be read: write it like 2026-05, or give one of its days.',
	earlyEnd: 'The period of a cost ends before it begins.',
	longPeriod: 'The period of a cost is longer than ten years.',
	badCount: 'A number of clicks or impressions is not a whole number from 0 to 999,999,999,999.',
	totalRow: 'It has no date and looks like the line of totals: leave it out, its parts count already.',
	noRate: 'An amount is in a currency that has no rate on its day: set the rate, then load the row again.',
	longId: 'A lead id has more than 500 characters.',
	inexactId: 'An id is a number that JSON does not keep exactly: write it between quotes.',
	badText: 'A field holds a list, an object or a truth value where a text is needed.',
	badFlag: 'The field "approximate" is neither true nor false.',
	badAttributes: 'The attributes are not an object of plain values (texts, numbers, true or false).',
	nul: 'A text has a NUL character, which cannot be stored: remove it.',
	cellError:
		'A cell holds an error of the spreadsheet (like #REF!): mend it, or name it under "missing" in the mapping.',
	noResult:
		'A formula has no value in the file: open the workbook in Excel or LibreOffice, save it, and load it again.',
	noEvent: 'The row gave no event: no rule of the mapping applies to it, or its dates are missing.'
};

export const warnings = {
	email: 'An e-mail address without @ was left out.',
	phone: 'A phone number that cannot exist was left out.',
	phoneWithoutCountry: 'A phone number without a country code was left out: set SLUICE_COUNTRY.',
	amount: 'An amount of an event that is not "client" was left out.',
	refund: 'A negative amount counts as a refund: it lowers the costs of its day.',
	roundedId: 'An id looks rounded by a spreadsheet (like 5.8E+18): it was kept as it is.',
	noRow: 'A row without its row key was kept, but cannot be corrected by loading it again.',
	brokenCharacter: 'Half a character was replaced by \uFFFD.',
	nested: 'A list or an object among the attributes was left out.'
};

/** A fault of one row: the sentence of its kind, and the field and value that show it. Thrown within the readers. */
export class RowFault {
	reason: string;
	detail: string;

	constructor(reason: string, field: string, value?: unknown) {
		this.reason = reason;
		const name = storedText(field);
		this.detail = value === undefined ? name : `${name}: ${shown(value)}`;
	}
}

/** The verdict on a row whose reading threw: what is not a fault of the row is thrown on. */
export function quarantined(error: unknown, warned: string[] = []): Quarantined {
	if (!(error instanceof RowFault)) throw error;
	return { kind: 'quarantined', reason: error.reason, detail: error.detail, warnings: warned };
}

/** A value as it can be shown in a sentence: quoted if it is text, cut to 100 characters. */
export function shown(value: unknown): string {
	return cut(storedText(typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value))));
}

const cut = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…`.toWellFormed() : text);

/** PostgreSQL stores neither NUL nor half characters. */
const storedText = (text: string) => text.replaceAll('\0', '\\0').toWellFormed();
