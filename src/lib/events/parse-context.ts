import type { Rates } from '../settings/rates.ts';

/** What a row does not say itself but its reading depends on. */
export interface ParseContext {
	/** The source of events that name none. */
	source: string | null;
	/** IANA zone of dates that have no offset. */
	timezone: string;
	/** ISO 3166 code of phone numbers that have no country code. */
	country: string | null;
	/** The reporting currency, ISO 4217. */
	currency: string;
	/** The present moment, in milliseconds since 1970. */
	now: number;
	/** Of other currencies. */
	rates: Rates;
}
