import { describe, expect, test } from 'vitest';
import type { CostsMapping } from '../mapping-schema.ts';
import type { ParseContext } from '../parse-context.ts';
import { reasons, warnings } from '../reasons.ts';
import { compileCosts, type CompiledCosts } from './read-costs.ts';

const context: ParseContext = {
	source: 'ads',
	timezone: 'Europe/Berlin',
	country: null,
	currency: 'EUR',
	now: Date.parse('2026-05-31T12:00:00Z'),
	rates: {}
};
const mapping: CostsMapping = {
	name: 'spend',
	kind: 'costs',
	source: 'ads',
	format: { dates: ['dd.MM.yyyy'] },
	missing: ['-'],
	date: 'Day',
	channel: { column: 'Source', map: { adwords: 'Google Ads' } },
	campaign: ['Campaign', 'Ad group'],
	amount: 'Spend',
	clicks: 'Clicks'
};
const header = ['Day', 'Source', 'Campaign', 'Ad group', 'Spend', 'Clicks'];

function compiled(
	use: CostsMapping | null,
	names: string[] | null,
	where: Partial<ParseContext> = {}
): CompiledCosts {
	const result = compileCosts(use, names, { ...context, ...where });
	if ('problems' in result) throw new Error(result.problems.join(' '));
	return result;
}

/** The cost of a row as it stands, or why there is none. */
function told(row: string[] | Record<string, unknown>, by: CompiledCosts) {
	const result = Array.isArray(row) ? by.read(row) : by.readObject(row);
	return result.kind === 'cost' ? result.whole : [result.reason, result.detail];
}

describe('with a mapping', () => {
	test('a row of cells', () => {
		const by = compiled(mapping, header);
		by.decimals.decide();
		expect(told(['31.05.2026', ' adwords ', '-', 'brand', '€ 1.234,50', '12'], by)).toEqual({
			source: 'ads',
			day: '2026-05-31',
			channel: 'Google Ads',
			campaign: 'brand',
			amount: '1234.50',
			currency: null,
			clicks: 12,
			impressions: null
		});
	});

	test.each([
		['no date', ['', 'a', '', '', '1', ''], reasons.noDate, 'Day'],
		['a date that is none', ['31.02.2026', 'a', '', '', '1', ''], reasons.badDate, 'Day: "31.02.2026"'],
		['a future date', ['03.06.2026', 'a', '', '', '1', ''], reasons.futureDate, 'Day: "03.06.2026"'],
		['a date before 1990', ['31.12.1989', 'a', '', '', '1', ''], reasons.oldDate, 'Day: "31.12.1989"'],
		['no amount', ['01.05.2026', 'a', '', '', '-', '3'], reasons.noAmount, 'Spend'],
		['an amount that is none', ['01.05.2026', 'a', '', '', 'x', ''], reasons.badAmount, 'Spend: "x"'],
		[
			'a huge amount',
			['01.05.2026', 'a', '', '', '1234567890123456', ''],
			reasons.hugeAmount,
			'Spend: "1234567890123456"'
		],
		['half a click', ['01.05.2026', 'a', '', '', '1', '1.5'], reasons.badCount, 'Clicks: "1.5"'],
		['fewer clicks than none', ['01.05.2026', 'a', '', '', '1', '-2'], reasons.badCount, 'Clicks: "-2"'],
		['no number of clicks', ['01.05.2026', 'a', '', '', '1', 'many'], reasons.badCount, 'Clicks: "many"'],
		['a line of totals', ['Итого:', '', '', '', '900', ''], reasons.totalRow, 'Day: "Итого:"'],
		[
			'totals beside the date',
			['', 'Grand total', '', '', '900', ''],
			reasons.totalRow,
			'Source: "Grand total"'
		]
	])('%s is told', (_, row, reason, detail) => {
		expect(told(row, compiled(mapping, header))).toEqual([reason, detail]);
	});

	test('zero stays, and so does a day with a channel that is called like a total', () => {
		const by = compiled(mapping, header);
		expect(told(['1.5.2026', 'Total', '', '', '0', '0'], by)).toMatchObject({
			channel: 'Total',
			amount: '0',
			clicks: 0
		});
	});

	test('an instant is a day of the zone', () => {
		expect(told(['2026-05-01T22:30:00Z', 'a', 'b', '', '1', ''], compiled(mapping, header))).toMatchObject({
			day: '2026-05-02'
		});
	});

	test('amounts of a column are decided together', () => {
		const by = compiled(mapping, header);
		const open = ['1.5.2026', 'a', '', '', '1.234', '1.234'];
		expect(by.decimals.isOpen(open)).toBe(true);
		for (const amount of ['0.5', '1.25']) by.decimals.see(['', '', '', '', amount, '']);
		by.decimals.decide();
		expect(told(open, by)).toMatchObject({ amount: '1.234', clicks: 1234 });
	});

	test('a negative amount is a refund, and said to be one', () => {
		const result = compiled(mapping, header).read(['1.5.2026', 'a', '', '', '(12,50)', '']);
		expect(result).toMatchObject({ whole: { amount: '-12.50' }, warnings: [warnings.refund] });
	});

	test('a column that the file lacks is named', () => {
		expect(compileCosts(mapping, ['Day', 'Source', 'Campaign', 'Ad group', 'Spent'], context)).toEqual({
			problems: [
				'amount names the column "Spend", which the file does not have; did you mean "Spent"?',
				'clicks names the column "Clicks", which the file does not have; its columns are "Day", "Source", "Campaign", "Ad group", "Spent".'
			]
		});
	});
});

describe('in another currency', () => {
	const use: CostsMapping = { ...mapping, currency: 'Currency' };
	const rates = { USD: '0.9', RUB: { '2026-05-10': '0.01' } };
	const by = () => compiled(use, [...header, 'Currency'], { rates });
	const row = (day: string, currency: string) => [day, 'a', '', '', '5', '', currency];

	test('an amount keeps its currency, if there is a rate on its day', () => {
		expect(told(row('1.5.2026', 'usd'), by())).toMatchObject({ amount: '5', currency: 'USD' });
		expect(told(row('1.5.2026', ''), by())).toMatchObject({ currency: null });
		expect(told(row('1.5.2026', 'EUR'), by())).toMatchObject({ currency: 'EUR' });
		expect(told(row('10.5.2026', 'RUB'), by())).toMatchObject({ currency: 'RUB' });
		expect(told(row('9.5.2026', 'RUB'), by())).toEqual([reasons.noRate, 'currency on 2026-05-09: "RUB"']);
		expect(told(row('1.5.2026', 'euros'), by())).toEqual([reasons.noRate, 'currency on 2026-05-01: "euros"']);
	});

	test('a fixed one', () => {
		const fixed = compiled({ ...mapping, currency: { const: 'USD' } }, header, { rates });
		expect(told(['1.5.2026', 'a', '', '', '5', ''], fixed)).toMatchObject({ currency: 'USD' });
	});
});

describe('spread over days', () => {
	const days = (row: string[], use: CostsMapping, names = header, where: Partial<ParseContext> = {}) => {
		const result = compiled(use, names, where).read(row);
		if (result.kind !== 'cost') return [result.reason, result.detail];
		return result.costs.map(({ day, amount, clicks }) => [day, amount, clicks]);
	};
	const monthly: CostsMapping = { ...mapping, spread: 'month' };
	const until: CostsMapping = { ...mapping, spread: { until: 'Date to' } };
	const withEnd = [...header, 'Date to'];

	test.each(['2026-02', '02.2026', 'Feb 2026', '14.02.2026'])('the month %s', (month) => {
		const parts = days([month, 'a', '', '', '100', '3'], monthly) as [string, string, number][];
		expect(parts).toHaveLength(28);
		expect([parts[0], parts[1], parts[27]]).toEqual([
			['2026-02-01', '3.57', 0],
			['2026-02-02', '3.57', 0],
			['2026-02-28', '3.58', 1]
		]);
		const cents = parts.map(([, amount]) => Math.round(Number(amount) * 100));
		expect(cents.reduce((sum, part) => sum + part)).toBe(10_000);
	});

	test('from the date to that of a column, both in; without an end it is one day', () => {
		expect(days(['30.04.2026', 'a', '', '', '10', '2', '02.05.2026'], until, withEnd)).toEqual([
			['2026-04-30', '3.33', 0],
			['2026-05-01', '3.33', 1],
			['2026-05-02', '3.34', 1]
		]);
		expect(days(['30.04.2026', 'a', '', '', '10', '2', ''], until, withEnd)).toEqual([
			['2026-04-30', '10', 2]
		]);
	});

	test('a currency without cents is split into whole units', () => {
		const yen = { ...until, currency: { const: 'JPY' } };
		expect(
			days(['01.05.2026', 'a', '', '', '10', '', '03.05.2026'], yen, withEnd, { rates: { JPY: '0.006' } })
		).toEqual([
			['2026-05-01', '3', null],
			['2026-05-02', '3', null],
			['2026-05-03', '4', null]
		]);
	});

	test.each([
		[
			'an end before the date',
			['02.05.2026', 'a', '', '', '1', '', '01.05.2026'],
			reasons.earlyEnd,
			'Date to: "01.05.2026"'
		],
		[
			'an end that is no date',
			['02.05.2026', 'a', '', '', '1', '', 'soon'],
			reasons.badDate,
			'Date to: "soon"'
		],
		[
			'more than ten years',
			['02.05.2016', 'a', '', '', '1', '', '03.05.2026'],
			reasons.longPeriod,
			'Date to: "03.05.2026"'
		]
	])('%s is told', (_, row, reason, detail) => {
		expect(days(row, until, withEnd)).toEqual([reason, detail]);
	});

	test.each([
		['no month', 'spring', reasons.badMonth],
		['a month to come', '07.2026', reasons.futureDate],
		['a line of totals', 'Total', reasons.totalRow]
	])('%s is told', (_, month, reason) => {
		expect(days([month, 'a', '', '', '1', ''], monthly)).toEqual([reason, `Day: "${month}"`]);
	});
});

describe('without a mapping', () => {
	test('columns are the fields; those that are not there are missing', () => {
		const by = compiled(null, ['\uFEFFdate', 'amount', 'source', 'note']);
		expect(told(['2026-05-01', '7.25', 'fb', 'x'], by)).toEqual({
			source: 'fb',
			day: '2026-05-01',
			channel: null,
			campaign: null,
			amount: '7.25',
			currency: null,
			clicks: null,
			impressions: null
		});
		expect(told(['2026-05-01', '7.25', '', ''], by)).toMatchObject({ source: 'ads' });
	});

	test('keys of JSON are the fields; its numbers leave nothing open', () => {
		const by = compiled(null, null, { source: null });
		const row = { date: '2026-05-01', channel: 'SMM', amount: 1.234, clicks: 3, source: 'fb' };
		expect(by.decimals.isOpen(by.textCells(row))).toBe(false);
		expect(told(row, by)).toMatchObject({ channel: 'SMM', amount: '1.234', clicks: 3 });
		expect(told({ ...row, source: undefined }, by)).toEqual([reasons.noSource, 'source']);
		expect(told({ ...row, channel: ['a', { b: 1 }] }, by)).toEqual([
			reasons.badText,
			'channel: ["a",{"b":1}]'
		]);
	});

	test('a header without date or amount is refused', () => {
		const result = compileCosts(null, ['day', 'channel', 'spend'], context);
		expect('problems' in result && result.problems).toEqual([
			'date names the column "date", which the file does not have; its columns are "day", "channel", "spend".',
			'amount names the column "amount", which the file does not have; its columns are "day", "channel", "spend".'
		]);
	});

	test('costs need a source', () => {
		expect(compileCosts(null, ['date', 'amount'], { ...context, source: null })).toEqual({
			problems: ['Nothing names the source of the costs: give --source.']
		});
	});
});
