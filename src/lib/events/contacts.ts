/** E-mail addresses and phone numbers in the one form in which they are compared. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { warnings } from './reasons.ts';

/** Longer ones are no addresses (RFC 3696), and no index would hold them. */
const longestEmail = 320;

/** The address trimmed and lower-cased; null without something on both sides of an @, or too long for one. */
export function readEmail(text: string): string | null {
	const at = text.indexOf('@');
	if (at < 0 || text.trim().length > longestEmail) return null;
	const email = text.trim().toLowerCase();
	return email.length > 2 && email.charCodeAt(0) !== 64 && email.lastIndexOf('@') < email.length - 1
		? email
		: null;
}

/** Parsing costs microseconds, and a lead's events repeat its number. */
const known = new Map<string, string | null>();
const mostKnown = 20_000;

/** The number as E.164; null if it is impossible, or has no country code and `country` does not give one. */
export function readPhone(text: string, country: string | null): string | null {
	const key = `${country} ${text}`;
	let phone = known.get(key);
	if (phone === undefined) {
		if (known.size >= mostKnown) known.clear();
		phone = parsePhone(text, country);
		known.set(key, phone);
	}
	return phone;
}

/** An apostrophe in front keeps spreadsheets from taking a number for one: amoCRM writes it. */
function parsePhone(text: string, country: string | null): string | null {
	const number = parsePhoneNumberFromString(text.replace(/^\s*'/, ''), {
		defaultCountry: country !== null && isSupportedCountry(country) ? country : undefined,
		extract: false
	});
	return number?.isPossible() ? number.number : null;
}

/** Adds the addresses of one field to `emails`: usually one, else parted by commas, semicolons or spaces. */
export function collectEmails(text: string, emails: string[], warned: string[]): void {
	const many = text.indexOf('@') !== text.lastIndexOf('@');
	for (const part of many ? text.split(/[\s,;|]+/) : [text]) {
		if (part === '') continue;
		const email = readEmail(part);
		if (email === null) warned.push(warnings.email);
		else if (!emails.includes(email)) emails.push(email);
	}
}

/** Adds the numbers of one field to `phones`: usually one, else parted by commas, semicolons or strokes. */
export function collectPhones(
	text: string,
	country: string | null,
	phones: string[],
	warned: string[]
): void {
	const whole = readPhone(text, country);
	const parts = whole === null && /[,;|\n]/.test(text) ? text.split(/[,;|\n]+/) : [text];
	for (const part of parts) {
		const written = part.trim();
		if (written === '') continue;
		const phone = parts.length === 1 ? whole : readPhone(written, country);
		if (phone === null) {
			const local = country === null && !written.startsWith('+');
			warned.push(local ? warnings.phoneWithoutCountry : warnings.phone);
		} else if (!phones.includes(phone)) phones.push(phone);
	}
}
