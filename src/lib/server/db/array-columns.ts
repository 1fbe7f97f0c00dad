/**
 * Whole columns of many rows as one value, which costs both sides far less than a row each. In base64, since the driver
 * takes bytes as text.
 */
import { sql, type RawBuilder } from 'kysely';

/** What {@link columnOf} reads; null is the column of no rows. */
export type Column = string | null;

/** The values of an expression over the rows of a group, nulls too. */
export const columnOf = (value: RawBuilder<unknown>): RawBuilder<Column> =>
	sql<Column>`encode(array_send(array_agg(${value})), 'base64')`;

/** As `array_send` writes it: dimensions, whether there are nulls, the type, then length and lower bound of the one dimension. */
const HEAD = 20;

interface Values {
	bytes: Buffer;
	rows: number;
}

function valuesOf(column: Column): Values {
	if (column === null) return { bytes: Buffer.alloc(0), rows: 0 };
	const bytes = Buffer.from(column, 'base64');
	return { bytes, rows: bytes.readInt32BE(12) };
}

/** `uuid` without nulls: 16 bytes each. */
export function uuids(column: Column): Buffer {
	const { bytes, rows } = valuesOf(column);
	const into = Buffer.allocUnsafe(rows * 16);
	for (let row = 0, to = 0, at = HEAD + 4; row < rows; row++, at += 4)
		for (let i = 0; i < 16; i++) into[to++] = bytes[at++]!;
	return into;
}

/** From 1970 to 2000, where the server counts from. */
const DAYS_BEFORE = 10_957;
const MS_BEFORE = DAYS_BEFORE * 86_400_000;

/** `timestamptz` in whole ms since 1970; null is NaN. */
export function instants(column: Column): Float64Array {
	const { bytes, rows } = valuesOf(column);
	const into = new Float64Array(rows);
	for (let row = 0, at = HEAD; row < rows; row++) {
		const isNull = bytes.readInt32BE(at) < 0;
		at += 4;
		into[row] = isNull
			? NaN
			: MS_BEFORE + Math.round((bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4)) / 1000);
		if (!isNull) at += 8;
	}
	return into;
}

/** `date` as numbers of days since 1970; null is 0. */
export function days(column: Column): Int32Array {
	const { bytes, rows } = valuesOf(column);
	const into = new Int32Array(rows);
	for (let row = 0, at = HEAD; row < rows; row++) {
		const isNull = bytes.readInt32BE(at) < 0;
		at += 4;
		if (isNull) continue;
		into[row] = DAYS_BEFORE + bytes.readInt32BE(at);
		at += 4;
	}
	return into;
}

/** `integer` without nulls. */
export function integers(column: Column): Int32Array {
	const { bytes, rows } = valuesOf(column);
	const into = new Int32Array(rows);
	for (let row = 0; row < rows; row++) into[row] = bytes.readInt32BE(HEAD + row * 8 + 4);
	return into;
}
