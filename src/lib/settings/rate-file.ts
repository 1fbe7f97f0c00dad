/** Rows of a file of exchange rates: one currency a row, or one column for each currency. */
import { columnDates, type ColumnDates } from '../events/column-dates.ts';
import { readDecimal } from '../events/decimals.ts';
import { RowFault, shown } from '../events/reasons.ts';
import { isoDay, timeZone } from '../events/zone.ts';
import { isCurrency } from './currency.ts';

export interface RateFileOptions {
	/** The reporting currency. */
	currency: string;
	/** The rates say how much of the currency one unit of the reporting currency is, as those of the ECB do. */
	inverse: boolean;
	/** Only these are taken; empty: all. */
	only: readonly string[];
	/** Patterns of the dates; none: found out. */
	dates: readonly string[];
}

export interface DatedRate {
	currency: string;
	/** `YYYY-MM-DD`. */
	from: string;
	/** How much of the reporting currency one unit is, as decimal text. */
	rate: string;
}

export interface RateFile {
	dates: ColumnDates;
	/** The rates of a row. Throws a RowFault that names field and value. */
	read(cells: readonly string[]): DatedRate[];
}

export const rateFaults = {
	date: 'A date cannot be read or does not exist: write it like 2026-03-31.',
	currency: 'A currency is not a three-letter code such as USD.',
	own: 'The reporting currency has a rate other than 1: remove the row, or set SLUICE_CURRENCY.',
	rate: 'A rate is not a number more than 0 such as 0.92, below 1,000,000,000.',
	units: 'A number of units is not a whole number more than 0.',
	two: 'A currency has two rates on one day: remove one of them.'
};

const columnNames = {
	date: ['date', 'day', 'from', 'data', 'datum', 'дата', 'time_period'],
	currency: ['currency', 'currency code', 'currency_code', 'code', 'char code', 'waluta', 'валюта', 'код'],
	rate: ['rate', 'value', 'exchange rate', 'obs_value', 'kurs', 'curs', 'курс'],
	units: ['units', 'unit', 'nominal', 'номинал']
};

/** Cells of days without a rate. */
const none = new Set(['', 'n/a', 'nd', '-', '–', '.', 'null']);

/** What the columns of a header mean; `problem` says why they mean nothing. */
export function rateFile(
	header: readonly string[],
	options: RateFileOptions
): RateFile | { problem: string } {
	const names = header.map((name) => name.replace(/^\uFEFF/, '').trim());
	const find = (field: keyof typeof columnNames) =>
		names.findIndex((name) => columnNames[field].includes(name.toLowerCase()));
	const [date, currency, rate, units] = [find('date'), find('currency'), find('rate'), find('units')];
	const wide = names.flatMap((name, column) => {
		const heading = /^(\d+)?\s?([A-Za-z]{3})$/.exec(name);
		const code = heading?.[2]!.toUpperCase();
		return code && isCurrency(code) ? [{ column, code, units: heading![1] ?? '1' }] : [];
	});
	const long = currency >= 0 && rate >= 0;
	if (date < 0 || (!long && wide.length === 0))
		return {
			problem: `needs the columns date, currency and rate, or date and one column for each currency (USD, GBP …). Its columns are ${names.slice(0, 30).map(shown).join(', ')}.`
		};

	const dates = columnDates([date], names, options.dates);
	const utc = timeZone('UTC');
	const dayOf = (text: string): string => {
		const time = dates.read(date, text, utc);
		if (!time) throw new RowFault(rateFaults.date, names[date]!, text);
		return 'day' in time ? time.day : isoDay(utc.dayOf(time.ms));
	};
	const wanted = (code: string) => options.only.length === 0 || options.only.includes(code);
	const readOne = (from: string, code: string, cell: string, column: string, of: string): DatedRate[] => {
		if (!wanted(code)) return [];
		const read = readRate(cell, of, options.inverse);
		if (read === null) throw new RowFault(rateFaults.rate, column, cell);
		if (code !== options.currency) return [{ currency: code, from, rate: read }];
		if (read === '1') return [];
		throw new RowFault(rateFaults.own, column, cell);
	};

	if (!long)
		return {
			dates,
			read(cells) {
				const from = dayOf(cells[date]!.trim());
				return wide.flatMap(({ column, code, units: of }) => {
					const cell = cells[column]!.trim();
					return none.has(cell.toLowerCase()) ? [] : readOne(from, code, cell, names[column]!, of);
				});
			}
		};
	return {
		dates,
		read(cells) {
			const from = dayOf(cells[date]!.trim());
			const written = cells[currency]!.trim();
			const code = written.toUpperCase();
			if (!isCurrency(code)) throw new RowFault(rateFaults.currency, names[currency]!, written);
			const of = (units < 0 ? '' : cells[units]!.trim()) || '1';
			if (!/^[1-9]\d{0,8}$/.test(of)) throw new RowFault(rateFaults.units, names[units]!, of);
			return readOne(from, code, cells[rate]!.trim(), names[rate]!, of);
		}
	};
}

/** Digits after the point that a rate keeps. */
const places = 12;

/** How much one unit is, where `units` of them are `cell`, or the other way round; null for what is no rate. */
function readRate(cell: string, units: string, inverse: boolean): string | null {
	// 1.086 is a little more than one: nobody groups the thousands of a rate so.
	const plain = /^\d+[.,]\d+$/.test(cell) ? cell.replace(',', '.') : readDecimal(cell, null, false);
	if (plain === null || plain.startsWith('-') || !/[1-9]/.test(plain)) return null;
	const rate = inverse ? divide(units, plain) : divide(plain, units);
	return /^\d{1,9}(\.|$)/.test(rate) && /[1-9]/.test(rate) ? rate : null;
}

/** The quotient of two decimal texts more than 0, rounded, without zeros at its end. */
function divide(a: string, b: string): string {
	const fraction = (text: string) => text.split('.')[1]?.length ?? 0;
	const whole = (text: string) => BigInt(text.replace('.', ''));
	const scaled = whole(a) * 10n ** BigInt(places + fraction(b));
	const by = whole(b) * 10n ** BigInt(fraction(a));
	const digits = String((scaled * 2n + by) / (by * 2n)).padStart(places + 1, '0');
	return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}
