import { describe, expect, it } from 'vitest';
import { RowFault } from '../events/reasons.ts';
import { rateFaults, rateFile, type RateFileOptions } from './rate-file.ts';

const plain: RateFileOptions = { currency: 'EUR', inverse: false, only: [], dates: [] };

function read(header: string[], row: string[], options: Partial<RateFileOptions> = {}) {
	const file = rateFile(header, { ...plain, ...options });
	if ('problem' in file) return file.problem;
	try {
		return file.read(row).map(({ currency, from, rate }) => `${currency} ${from} ${rate}`);
	} catch (error) {
		if (!(error instanceof RowFault)) throw error;
		return [error.reason, error.detail];
	}
}
const long = ['Date', 'Currency', 'Rate'];

describe('one currency a row', () => {
	it.each([
		[['2026-01-02', 'USD', '0.92'], ['USD 2026-01-02 0.92']],
		[['31.01.2026', ' usd ', '0,9200'], ['USD 2026-01-31 0.92']],
		[['2026-01-02', 'PLN', '1.086'], ['PLN 2026-01-02 1.086']],
		[['2026-01-02', 'USD', '0.91999999999999'], ['USD 2026-01-02 0.92']],
		[['2026-01-02', 'EUR', '1.0'], []],
		[
			['2026-01-02', 'EUR', '2'],
			[rateFaults.own, 'Rate: "2"']
		],
		[
			['2026-01-32', 'USD', '1'],
			[rateFaults.date, 'Date: "2026-01-32"']
		],
		[
			['2026-01-02', 'dollar', '1'],
			[rateFaults.currency, 'Currency: "dollar"']
		],
		[
			['2026-01-02', 'USD', '-1'],
			[rateFaults.rate, 'Rate: "-1"']
		],
		[
			['2026-01-02', 'USD', '0.0'],
			[rateFaults.rate, 'Rate: "0.0"']
		],
		[
			['2026-01-02', 'USD', ''],
			[rateFaults.rate, 'Rate: ""']
		],
		[
			['2026-01-02', 'USD', '0.0000000000001'],
			[rateFaults.rate, 'Rate: "0.0000000000001"']
		],
		[
			['2026-01-02', 'USD', '1000000000'],
			[rateFaults.rate, 'Rate: "1000000000"']
		]
	])('%j', (row, expected) => {
		expect(read(long, row)).toEqual(expected);
	});

	it('for several units', () => {
		const units = ['nominal', 'data', 'code', 'curs'];
		expect(read(units, ['100', '2026-01-02', 'JPY', '58,1234'], { currency: 'RUB' })).toEqual([
			'JPY 2026-01-02 0.581234'
		]);
		expect(read(units, ['0', '2026-01-02', 'JPY', '58'])).toEqual([rateFaults.units, 'nominal: "0"']);
	});

	it('the other way round', () => {
		expect(read(long, ['2026-01-02', 'USD', '1.25'], { inverse: true })).toEqual(['USD 2026-01-02 0.8']);
		expect(read(long, ['2026-01-02', 'IDR', '17000'], { inverse: true })).toEqual([
			'IDR 2026-01-02 0.000058823529'
		]);
	});
});

describe('a column for each currency', () => {
	const ecb = ['Date', 'USD', 'JPY', 'CYP', ''];

	it('as the ECB exports them', () => {
		expect(read(ecb, ['2026-01-02', '1.25', '160', 'N/A', ''], { inverse: true })).toEqual([
			'USD 2026-01-02 0.8',
			'JPY 2026-01-02 0.00625'
		]);
	});
	it('of several units', () => {
		expect(read(['data', '1USD', '100JPY'], ['20260102', '4,0212', '2,5'], { currency: 'PLN' })).toEqual([
			'USD 2026-01-02 4.0212',
			'JPY 2026-01-02 0.025'
		]);
	});
	it('only the ones that are wanted; a wrong one names its column', () => {
		expect(read(ecb, ['2026-01-02', 'x', '160', '', ''], { only: ['JPY'] })).toEqual(['JPY 2026-01-02 160']);
		expect(read(ecb, ['2026-01-02', 'x', '160', '', ''])).toEqual([rateFaults.rate, 'USD: "x"']);
	});
});

it('a file without the columns is refused', () => {
	expect(read(['Date', 'Price'], [])).toBe(
		'needs the columns date, currency and rate, or date and one column for each currency (USD, GBP …). Its columns are "Date", "Price".'
	);
});
