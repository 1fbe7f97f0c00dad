/** Amounts as people and spreadsheets write them, as plain decimal text. */

export type DecimalMark = '.' | ',';

const plain = /^\d+(?:\.\d+)?$/;

/** Decimal text as JSON and our own files have it, `-?\d+(\.\d+)?`; null if it is not that. */
export function readPlainDecimal(value: string | number): string | null {
	const text = typeof value === 'number' ? numberText(value) : value.trim();
	if (plain.test(text)) return text;
	return /^[+-]\d+(?:\.\d+)?$/.test(text)
		? text[0] === '+'
			? text.slice(1)
			: withoutNegativeZero(text)
		: null;
}

function numberText(value: number): string {
	const text = String(value);
	if (!text.includes('e')) return text;
	if (Number.isInteger(value)) return BigInt(value).toString();
	return text.includes('e-') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

const withoutNegativeZero = (text: string) => (/^-[0.]*$/.test(text) ? text.slice(1) : text);

/** Digits before the decimal point that an amount may have: its minor units still fit a 64-bit integer. */
export const mostIntegerDigits = 15;

export function isHuge(decimal: string): boolean {
	if (decimal.length <= mostIntegerDigits) return false;
	return decimal.replace(/^-?0*/, '').replace(/\..*$/, '').length > mostIntegerDigits;
}

/** Currency signs and words around a number; parentheses or a minus make it negative. */
const dressed =
	/^(\()?\s*([-+−])?\s*[^\d.,()+−-]*\s*([-+−])?\s*([.,]?\d[\d.,'’\s]*?)\s*([-−])?\s*[^\d()]*?(\))?$/u;

/** `1.250,-` and `1'250.–` have no cents. */
const noCents = /(?<=\d)[.,][-–—]{1,2}(?!\d)/u;

interface Written {
	negative: boolean;
	/** Digits and separators `.` and `,` only. */
	body: string;
	/** Whether spaces or apostrophes part the thousands. */
	grouped: boolean;
}

/** Takes signs, currency and spaces off; null if what is left is not a number. */
function undress(text: string): Written | null {
	// No amount is that long, and the pattern takes its time over what it does not fit.
	const parts = text.length <= 60 ? dressed.exec(text.replace(noCents, '').trim()) : null;
	if (!parts || Boolean(parts[1]) !== Boolean(parts[6])) return null;
	const written = parts[4]!;
	const body = written.replace(/['’\s]/gu, '');
	const grouped = body !== written;
	if (grouped && !/^\d{1,3}(?:['’\s]\d{3})+(?:[.,]\d*)?$/u.test(written)) return null;
	const minus = [parts[2], parts[3], parts[5]].some((sign) => sign === '-' || sign === '−');
	return { negative: minus || parts[1] !== undefined, body, grouped };
}

/** The decimal mark that a number shows beyond doubt; undefined for `1.234`, null for none needed. */
function shownMark({ body, grouped }: Written): DecimalMark | null | undefined {
	const point = body.lastIndexOf('.');
	const comma = body.lastIndexOf(',');
	if (point < 0 && comma < 0) return null;
	if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
	const mark = point >= 0 ? '.' : ',';
	const at = Math.max(point, comma);
	if (grouped) return mark;
	if (body.indexOf(mark) !== at) return mark === '.' ? ',' : '.';
	const groups = body.length - at - 1 === 3 && at >= 1 && at <= 3 && body[0] !== '0';
	return groups ? undefined : mark;
}

/** What the cells of one column say about its decimal mark. */
export interface DecimalEvidence {
	'.': number;
	',': number;
}

/** Counts a cell that shows its decimal mark beyond doubt. */
export function addDecimalEvidence(evidence: DecimalEvidence, cell: string): void {
	if (cell.indexOf('.') < 0 && cell.indexOf(',') < 0) return;
	const written = undress(cell);
	const mark = written && shownMark(written);
	if (mark) evidence[mark]++;
}

/** The mark of a column; null when its cells show none, and `1.234` is then one thousand two hundred thirty-four. */
export function decideDecimalMark(evidence: DecimalEvidence): DecimalMark | null {
	if (evidence['.'] === evidence[',']) return null;
	return evidence['.'] > evidence[','] ? '.' : ',';
}

/** Whether a cell such as `1.234` needs to know the mark of its column. */
export function isAmbiguousDecimal(cell: string): boolean {
	if (cell.length < 5 || (cell.indexOf('.') < 0 && cell.indexOf(',') < 0)) return false;
	const written = undress(cell);
	return written !== null && shownMark(written) === undefined;
}

/**
 * Reads an amount such as `€ 3.500,00`, `1 234,50`, `350 000 ₽`, `-5` or `(5)` as decimal text; null if it is none.
 * `mark` is the column's: with `strict` the cell must keep to it, otherwise a cell that shows its own mark wins.
 */
export function readDecimal(cell: string, mark: DecimalMark | null, strict: boolean): string | null {
	const written = undress(cell);
	if (!written) return null;
	const { body } = written;
	const own = shownMark(written);
	let used: DecimalMark;
	if (strict && mark) used = mark;
	else if (own === undefined) used = mark ?? (body.includes('.') ? ',' : '.');
	else used = own ?? '.';
	const other = used === '.' ? ',' : '.';

	const [whole = '', fraction, ...more] = body.split(used);
	if (more.length > 0 || fraction?.includes(other)) return null;
	if (whole.includes(other) && !/^\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return null;
	const digits = whole.replaceAll(other, '') || '0';
	const decimal = fraction ? `${digits}.${fraction}` : digits;
	return written.negative ? withoutNegativeZero(`-${decimal}`) : decimal;
}
