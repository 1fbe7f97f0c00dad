/** Dates as people and spreadsheets write them: what they may mean, before it is known whether day or month comes first. */

/** Which of two numbers of a date such as `03/04/2024` comes first. */
export type DateOrder = 'day' | 'month';

export interface WrittenDate {
	/** Between two numbers of which either may be the day; null where the text itself shows it. */
	separator: string | null;
	/** The two numbers as they stand, or day and month. */
	first: number;
	second: number;
	/** ISO 8601 with the order given; the calendar may not have such a day. */
	iso(order: DateOrder): string;
	/** As a pattern of `format.dates` would say it. */
	pattern(order: DateOrder): string;
}

const time = String.raw`(?:(?<gap>,? |T|,? at )(?<hours>\d{1,2}):(?<minutes>\d\d)(?::(?<seconds>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?(?:(?<halfGap>[ \u00a0\u202f]?)(?<half>[AaPp][Mm]))?(?<offset> ?(?:[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?`;
/** What the three parts of a date are: `any` is day or month. */
const forms: [parts: [Part, Part, Part], form: RegExp][] = [
	[['any', 'any', 'year'], String.raw`(\d{1,2})([./-])(\d{1,2})(\2)(\d{4}|\d\d)`],
	[['year', 'month', 'day'], String.raw`(\d{4})([./-])(\d{1,2})(\2)(\d{1,2})`],
	[['day', 'name', 'year'], String.raw`(\d{1,2})(\.? |[.-])([A-Za-z]{3,9})([., -]|, |\. )(\d{4}|\d\d)`],
	[['name', 'day', 'year'], String.raw`([A-Za-z]{3,9})(\.? )(\d{1,2})(,? |,)(\d{4})`]
].map(([parts, form]) => [parts as [Part, Part, Part], new RegExp(`^${form as string}${time}$`)]);
type Part = 'year' | 'month' | 'name' | 'day' | 'any';
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const longMonths =
	'january february march april may june july august september october november december'.split(' ');

/** Null for what is no such date; seconds and milliseconds since 1970, of 10 and 13 digits, are dates. */
export function readWrittenDate(text: string): WrittenDate | null {
	if (text.length < 6 || text.length > 60) return null;
	if (/^(?:\d{10}|\d{13})$/.test(text)) return sinceEpoch(text);
	for (const [parts, form] of forms) {
		const found = form.exec(text);
		if (found) return writtenDate(parts, found);
	}
	return null;
}

function sinceEpoch(text: string): WrittenDate {
	const iso = new Date(Number(text.padEnd(13, '0'))).toISOString();
	const pattern = text.length === 10 ? 'seconds since 1970' : 'milliseconds since 1970';
	return { separator: null, first: 0, second: 0, iso: () => iso, pattern: () => pattern };
}

function writtenDate(parts: readonly Part[], found: RegExpExecArray): WrittenDate | null {
	const clock = writtenTime(found.groups!);
	if (!clock) return null;
	const pieces = [found[1]!, found[3]!, found[5]!];
	const [, , gap1, , gap2] = found;
	const piece = (part: Part) => pieces[parts.indexOf(part)];
	const year = piece('year')!;
	const fullYear = year.length === 4 ? year : `${Number(year) < 70 ? '20' : '19'}${year}`;
	const name = piece('name');
	const open = parts[0] === 'any';
	const first = Number(open ? pieces[0] : piece('day'));
	const second = open ? Number(pieces[1]) : name === undefined ? Number(piece('month')) : monthOf(name);
	if (second === 0) return null;

	const names = { year: 'y'.repeat(year.length), month: 'MM', name: 'MMM', day: name ? 'd' : 'dd', any: '' };
	if (name !== undefined && name.length > 3) names.name = 'MMMM';
	return {
		separator: open ? gap1! : null,
		first,
		second,
		iso: (order) => {
			const [day, month] = order === 'day' || !open ? [first, second] : [second, first];
			return `${fullYear}-${padded(month)}-${padded(day)}${clock.iso}`;
		},
		pattern: (order) => {
			const [one, two] = open
				? order === 'day'
					? ['dd', 'MM']
					: ['MM', 'dd']
				: [names[parts[0]!], names[parts[1]!]];
			return `${one}${gap1}${two}${gap2}${names[parts[2]!]}${clock.pattern}`;
		}
	};
}

/** The part from the first gap on; null for an hour that no clock with AM and PM shows. */
function writtenTime(found: Record<string, string | undefined>): { iso: string; pattern: string } | null {
	const { gap, hours, minutes, seconds, fraction, halfGap = '', half, offset } = found;
	if (gap === undefined || hours === undefined) return { iso: '', pattern: '' };
	let hour = Number(hours);
	if (half !== undefined) {
		if (hour < 1 || hour > 12) return null;
		hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
	}
	const zone = offset === undefined ? '' : /^ ?(?:UTC|GMT|[Zz])$/.test(offset) ? 'Z' : offset.trim();
	const tail = `${seconds === undefined ? '' : `:${seconds}`}${fraction === undefined ? '' : `.${fraction}`}`;
	const pattern = [
		/[a-z]/i.test(gap) ? `'${gap}'` : gap,
		half === undefined ? 'HH:mm' : 'hh:mm',
		seconds === undefined ? '' : ':ss',
		fraction === undefined ? '' : '.SSS',
		half === undefined ? '' : `${halfGap}a`,
		offset === undefined ? '' : 'XXX'
	].join('');
	return { iso: `T${padded(hour)}:${minutes}${tail}${zone}`, pattern };
}

const padded = (value: number) => String(value).padStart(2, '0');

function monthOf(name: string): number {
	const word = name.toLowerCase();
	return (word.length > 3 ? longMonths : months).indexOf(word) + 1;
}
