import { describe, expect, test } from 'vitest';
import { columnDates } from './column-dates.ts';
import { timeZone } from './zone.ts';

const utc = timeZone('UTC');

/** One column of dates, decided from these cells; what it then reads of each. */
function column(cells: string[], patterns: string[] = []) {
	const dates = columnDates([0], ['Created'], patterns);
	for (const cell of cells) dates.see([cell]);
	const question = dates.decide();
	const read = cells.map((cell) => {
		const time = dates.read(0, cell, utc);
		return time && ('day' in time ? time.day : new Date(time.ms).toISOString());
	});
	return { question, read, patterns: dates.patterns() };
}

describe('a column of dates', () => {
	test('in which one value shows that the day comes first', () => {
		expect(column(['03/04/2024', '', '31/05/2024 14:30', '2024-06-01'])).toEqual({
			question: null,
			read: ['2024-04-03', null, '2024-05-31T14:30:00.000Z', '2024-06-01'],
			patterns: [
				['Created', 'dd/MM/yyyy'],
				['Created', 'dd/MM/yyyy HH:mm']
			]
		});
	});

	test('in which one value shows that the month comes first', () => {
		expect(column(['03/04/2024', '05/31/2024'])).toEqual({
			question: null,
			read: ['2024-03-04', '2024-05-31'],
			patterns: [['Created', 'MM/dd/yyyy']]
		});
	});

	test('in which none does: it asks', () => {
		expect(column(['03/03/2024', '03/04/2024 10:00']).question).toEqual({
			column: 'Created',
			value: '03/04/2024 10:00',
			readings: [
				{ pattern: 'dd/MM/yyyy HH:mm', iso: '2024-04-03T10:00' },
				{ pattern: 'MM/dd/yyyy HH:mm', iso: '2024-03-04T10:00' }
			]
		});
		expect(column(['03-04-2024']).question).toMatchObject({ value: '03-04-2024' });
	});

	test('of which both readings are the same', () => {
		expect(column(['03/03/2024', '05/05/2024'])).toMatchObject({
			question: null,
			read: ['2024-03-03', '2024-05-05']
		});
	});

	test('with dots begins with the day, unless it shows otherwise', () => {
		expect(column(['03.04.2024', '1.2.24'])).toMatchObject({
			question: null,
			read: ['2024-04-03', '2024-02-01']
		});
		expect(column(['03.04.2024', '05.31.2024']).read).toEqual(['2024-03-04', '2024-05-31']);
	});

	test('in which few rows go against the others: those are no dates', () => {
		const cells = [...Array.from({ length: 18 }, (_, i) => `${i + 13}/01/2024`), '03/04/2024', '01/31/2024'];
		const { question, read } = column(cells);
		expect(question).toBe(null);
		expect(read.slice(-2)).toEqual(['2024-04-03', null]);
	});

	test('in which many do: the open ones cannot be told, so it asks', () => {
		expect(column(['13/01/2024', '03/04/2024', '01/31/2024']).question).toMatchObject({
			value: '03/04/2024'
		});
		expect(column(['13/01/2024', '14/01/2024', '01/31/2024'])).toMatchObject({
			question: null,
			read: ['2024-01-13', '2024-01-14', null]
		});
	});

	test('whose separators differ: each is decided by itself', () => {
		expect(column(['31/05/2024', '05-31-2024', '03/04/2024', '03-04-2024']).read).toEqual([
			'2024-05-31',
			'2024-05-31',
			'2024-04-03',
			'2024-03-04'
		]);
	});

	test('whose patterns are given keeps to them', () => {
		expect(column(['03/04/2024', '31.05.2024', '2024-05-31'], ['MM/dd/yyyy'])).toMatchObject({
			question: null,
			read: ['2024-03-04', null, '2024-05-31']
		});
	});

	test('of a spreadsheet that has lost its format is no date', () => {
		expect(column(['45443', '45443.5']).read).toEqual([null, null]);
	});
});

test('rows leave open what they do not show', () => {
	const dates = columnDates([0, 2], ['A', 'B', 'C'], []);
	expect(dates.areOpen([['2024-05-31', 'x', '31 May 2024']])).toBe(false);
	expect(dates.areOpen([['2024-05-31', 'x', '']])).toBe(true);
	expect(dates.areOpen([['2024-05-31', 'x', '31/05/2024']])).toBe(true);
	expect(dates.isOpen(['2024-05-31', 'x', ''])).toBe(false);
	expect(dates.isOpen(['2024-05-31', 'x', '31/05/2024'])).toBe(true);
	dates.decide();
	expect(dates.isOpen(['2024-05-31', 'x', '31/05/2024'])).toBe(false);
	expect(columnDates([0], ['A'], ['dd/MM/yyyy']).wanted()).toBe(false);
});

test('a cell in the words of ISO 8601', () => {
	const dates = columnDates([0], ['at'], []);
	dates.see(['31/05/2024']);
	dates.decide();
	const text = (cell: string) => dates.isoText(0, cell);
	expect(text(' 03/04/2024 14:30 ')).toBe('2024-04-03T14:30');
	expect(text('2024-05-31T14:30+02:00')).toBe('2024-05-31T14:30+02:00');
	expect(text('2024-05-31 2:30 pm')).toBe('2024-05-31T14:30');
	expect(text('soon')).toBe('soon');
	const named = columnDates([0], ['at'], ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy HH:mm XXX', 'd MMM yyyy']);
	expect(named.isoText(0, '31.05.2024 14:30')).toBe('2024-05-31T14:30:00.000');
	expect(named.isoText(0, '31.05.2024 14:30 +02:00')).toBe('2024-05-31T12:30:00.000Z');
	expect(named.isoText(0, '31 May 2024')).toBe('2024-05-31');
	expect(named.isoText(0, '2024-05-31')).toBe('2024-05-31');
});
