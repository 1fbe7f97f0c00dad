/** How a value of a filter is written: `Ads` wants it, `!Ads` leaves it out, `\!Ads` wants what is named "!Ads". */

export interface FilterValue {
	/** Leaves the value out. */
	not: boolean;
	/** '' stands for none. */
	value: string;
}

const escaped = /^\\+!/;

export function readValue(text: string): FilterValue {
	if (text.startsWith('!')) return { not: true, value: text.slice(1) };
	return { not: false, value: escaped.test(text) ? text.slice(1) : text };
}

/** The text that {@link readValue} reads so. */
export function writeValue({ not, value }: FilterValue): string {
	if (not) return `!${value}`;
	return value.startsWith('!') || escaped.test(value) ? `\\${value}` : value;
}

/** The text of a filter that wants this value only; null: none. */
export const onlyValue = (value: string | null): string => writeValue({ not: false, value: value ?? '' });

/** Whether a value (null: none) is one of those that a filter of these texts chooses. */
export function chooses(texts: readonly string[]): (value: string | null) => boolean {
	const read = texts.map(readValue);
	const wanted = new Set(read.filter(({ not }) => !not).map(({ value }) => value));
	const unwanted = new Set(read.filter(({ not }) => not).map(({ value }) => value));
	return (value) => (wanted.size === 0 || wanted.has(value ?? '')) && !unwanted.has(value ?? '');
}
