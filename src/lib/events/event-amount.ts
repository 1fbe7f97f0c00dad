/** Which amounts events and costs may have. Faults are thrown as RowFault. */
import { isHuge } from './decimals.ts';
import { rateOn } from '../settings/rates.ts';
import type { EventTime } from './event.ts';
import type { ParseContext } from './parse-context.ts';
import { reasons, RowFault } from './reasons.ts';
import { isoDay, timeZone } from './zone.ts';

/** The amount, if it is one that an event may have. */
export function checkAmount(amount: string | null, field: string, value: unknown): string {
	const number = checkNumber(amount, field, value);
	if (number.charCodeAt(0) === 45) throw new RowFault(reasons.negativeAmount, field, value);
	return number;
}

/** The amount, if it is a number that can be kept. */
export function checkNumber(amount: string | null, field: string, value: unknown): string {
	if (amount === null) throw new RowFault(reasons.badAmount, field, value);
	if (isHuge(amount)) throw new RowFault(reasons.hugeAmount, field, value);
	return amount;
}

/** The currency of an amount in capitals, if the amount can be converted by a rate of its day. */
export function checkCurrency(
	currency: string | undefined,
	at: EventTime,
	context: ParseContext
): string | undefined {
	const code = currency?.toUpperCase();
	if (code === undefined || code === context.currency) return code;
	const day = reportingDay(at, context);
	if (rateOn(context.rates, code, day) === null)
		throw new RowFault(reasons.noRate, `currency on ${day}`, currency);
	return code;
}

/** The day of a time in the reporting zone. */
export const reportingDay = (at: EventTime, context: ParseContext): string =>
	'day' in at ? at.day : isoDay(timeZone(context.timezone).dayOf(at.ms));
