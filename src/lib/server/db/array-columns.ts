/**
 * Whole columns of many rows as one value, which costs both sides far less than a row each: the values as the server
 * sends them, one after another. In base64, since the driver takes bytes as text.
 */
import { sql, type RawBuilder } from 'kysely';

/** What a column is read as; null is the column of no rows. */
export type Column = string | null;

const packed = (bytes: RawBuilder<unknown>): RawBuilder<Column> =>
	sql<Column>`encode(string_agg(${bytes}, ''), 'base64')`;

/** The values of an expression over the rows of a group. Each is read back by the function named beside it. */
export const columnOf = {
	/** `uuid`, never null: {@link uuids}. */
	uuid: (value: RawBuilder<unknown>) => packed(sql`uuid_send(${value})`),
	/** `uuid`, never null: {@link beginnings}. */
	beginning: (value: RawBuilder<unknown>) => packed(sql`substring(uuid_send(${value}) FOR 6)`),
	/** `timestamptz`: {@link instants}. */
	instant: (value: RawBuilder<unknown>) => packed(sql`timestamptz_send(coalesce(${value}, '-infinity'))`),
	/** `date`: {@link days}. */
	day: (value: RawBuilder<unknown>) => packed(sql`date_send(coalesce(${value}, '1970-01-01'))`),
	/** `integer`, never null: {@link integers}. */
	integer: (value: RawBuilder<unknown>) => packed(sql`int4send(${value})`)
};

/** At an offset that views of wider elements can begin at. */
const bytesOf = (column: Column): Buffer => Buffer.from(column ?? '', 'base64');

/** 16 bytes each. */
export const uuids = (column: Column): Buffer => bytesOf(column);

/** The first six bytes of each, as a number. */
export function beginnings(column: Column): Float64Array {
	const bytes = bytesOf(column);
	const into = new Float64Array(bytes.length / 6);
	for (let row = 0, at = 0; row < into.length; row++, at += 6) {
		const low = (bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!;
		into[row] = (bytes[at]! * 256 + bytes[at + 1]!) * 4_294_967_296 + (low >>> 0);
	}
	return into;
}

/** From 1970 to 2000, where the server counts from. */
const DAYS_BEFORE = 10_957;
const MS_BEFORE = DAYS_BEFORE * 86_400_000;
/** The higher half of `-infinity`. */
const NEVER = -2_147_483_648;

/** In whole ms since 1970; null is NaN. */
export function instants(column: Column): Float64Array {
	const halves = wordsOf(bytesOf(column));
	const into = new Float64Array(halves.length / 2);
	for (let row = 0; row < into.length; row++) {
		const high = halves[row * 2]!;
		const low = halves[row * 2 + 1]! >>> 0;
		into[row] = high === NEVER ? NaN : MS_BEFORE + Math.round((high * 4_294_967_296 + low) / 1000);
	}
	return into;
}

/** As numbers of days since 1970; null is 0. */
export const days = (column: Column): Int32Array => wordsOf(bytesOf(column)).map((day) => DAYS_BEFORE + day);

export const integers = (column: Column): Int32Array => wordsOf(bytesOf(column));

/** Four bytes each, the highest first; takes the bytes. */
function wordsOf(bytes: Buffer): Int32Array {
	bytes.swap32();
	return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
