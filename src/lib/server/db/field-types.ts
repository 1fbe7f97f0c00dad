import pg from 'pg';

const { builtins } = pg.types;
const textArray: number = 1009;
const parseTextArray: (value: string) => (string | null)[] = pg.types.getTypeParser(textArray);
const text = (value: string) => value;

/** By type number (pg_type.oid); everything else as node-pg has it, so timestamptz is a Date. */
const parsers = new Map<number, (value: string) => unknown>([
	[builtins.INT8, parseInteger],
	[builtins.NUMERIC, text],
	[builtins.DATE, text],
	// A local time of the reporting zone: node-pg would read it in the zone of this machine.
	[builtins.TIMESTAMP, text],
	[1016, arrayOf(parseInteger)],
	[1231, arrayOf(text)],
	[1182, arrayOf(text)],
	[1115, arrayOf(text)]
]);

/**
 * How values of the database arrive: int8 as a number, numeric as a string (money has no float sums), date as
 * 'YYYY-MM-DD', timestamp as 'YYYY-MM-DD HH:MM:SS', timestamptz as a Date.
 */
export const fieldTypes: pg.CustomTypesConfig = {
	getTypeParser: (oid, format) =>
		(format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)
};

function parseInteger(value: string): number {
	const number = Number(value);
	if (!Number.isSafeInteger(number)) {
		throw new RangeError(`${value} is too large for a number: select it as text.`);
	}
	return number;
}

function arrayOf<T>(parse: (value: string) => T): (value: string) => (T | null)[] {
	return (value) => parseTextArray(value).map((item) => (item === null ? null : parse(item)));
}
