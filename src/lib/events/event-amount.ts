/** Which amounts an event may have. Faults are thrown as RowFault. */
import { isHuge } from './decimals.ts';
import type { ParseContext } from './parse-context.ts';
import { reasons, RowFault } from './reasons.ts';

/** The amount, if it is one that an event may have. */
export function checkAmount(amount: string | null, field: string, value: unknown): string {
	if (amount === null) throw new RowFault(reasons.badAmount, field, value);
	if (amount.charCodeAt(0) === 45) throw new RowFault(reasons.negativeAmount, field, value);
	if (isHuge(amount)) throw new RowFault(reasons.hugeAmount, field, value);
	return amount;
}

/** The currency of an amount in capitals, if the amount can be converted. */
export function checkCurrency(currency: string | undefined, context: ParseContext): string | undefined {
	const code = currency?.toUpperCase();
	if (code === undefined || code === context.currency || context.rates.has(code)) return code;
	throw new RowFault(reasons.noRate, 'currency', currency);
}
