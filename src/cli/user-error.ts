/** Something that the person at the keyboard can mend. The message says what is wrong and what to do. */
export class UserError extends Error {
	override name = 'UserError';
}

/** A whole number from an option, or `fallback` where it is not given. */
export function wholeNumber(name: string, value: string | boolean | undefined, fallback: number): number {
	if (value === undefined) return fallback;
	const number = Number(value);
	if (typeof value !== 'string' || !Number.isSafeInteger(number) || number < 0)
		throw new UserError(`--${name} "${String(value)}": give a whole number, such as ${fallback}.`);
	return number;
}
