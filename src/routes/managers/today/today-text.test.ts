import { expect, test } from 'vitest';
import { today, type TodoCell } from '#lib/managers/today.ts';
import { todoReasons, type TodoReason } from '#lib/managers/todo.ts';
import { todayRows } from './today-rows.ts';
import { todaySentence, unknownTexts } from './today-text.ts';

const cell = (manager: string | null, reason: TodoReason, leads: number, more: Partial<TodoCell> = {}) => ({
	manager,
	reason: todoReasons.indexOf(reason),
	leftOut: false,
	leads,
	overdue: 0,
	...more
});

const told = (...cells: TodoCell[]) => todaySentence(today(cells, todoReasons)).join(' ');

test('how many wait, who called, and with whom most are', () => {
	expect(told(cell('Anna', 'missedCall', 9), cell('Anna', 'overdue', 22), cell('Boris', 'quiet', 5))).toBe(
		'36 leads wait to be worked, 9 of them called and nobody called back; most with Anna: 31.'
	);
	expect(told(cell('Anna', 'overdue', 3), cell('Boris', 'quiet', 3))).toBe('6 leads wait to be worked.');
	expect(told(cell('Anna', 'overdue', 3), cell('Anna', 'missedCall', 1))).toBe(
		'4 leads wait to be worked, 1 of them called and nobody called back; all of them with Anna.'
	);
	expect(told(cell('Anna', 'quiet', 1))).toBe('1 lead waits to be worked, with Anna.');
	expect(told(cell('Anna', 'missedCall', 1))).toBe('1 lead called, and nobody called back, with Anna.');
	expect(told(cell(null, 'untouched', 2), cell('Anna', 'hot', 1))).toBe(
		'3 leads wait to be worked; most with Anna: 1. 2 of them have no sales rep.'
	);
	expect(told(cell(null, 'untouched', 2))).toBe('2 leads wait to be worked; none of them has a sales rep.');
	expect(told(cell('Anna', 'quiet', 4, { leftOut: true }))).toBe(
		'Nothing to do: none of these leads has a reason to be worked now.'
	);
	expect(told()).toBe('Nothing to do: none of these leads has a reason to be worked now.');
});

test('what the data do not tell is said, and is no zero', () => {
	const known: TodoReason[] = ['overdue', 'quiet'];
	expect(today([cell('Anna', 'overdue', 2, { overdue: 2 })], known).total).toEqual({
		leads: 2,
		reasons: { missedCall: null, hot: null, untouched: null, overdue: 2, quiet: 0 },
		unsubscribed: 0,
		overdue: 2
	});
	expect(unknownTexts(known)).toHaveLength(3);
	expect(unknownTexts(todoReasons)).toEqual([]);
});

test('unsubscribed leads are counted apart', () => {
	const found = today(
		[cell('Anna', 'overdue', 2, { overdue: 2 }), cell('Anna', 'overdue', 3, { overdue: 3, leftOut: true })],
		todoReasons
	);
	expect(found.total).toMatchObject({ leads: 2, unsubscribed: 3, overdue: 2 });
	expect(found.rows).toMatchObject([{ key: 'Anna', leads: 2, unsubscribed: 3 }]);
});

test('rows by name or by number, the first 25 of those looked for', () => {
	const cells = [
		cell(null, 'quiet', 7),
		...Array.from({ length: 30 }, (_, i) => cell(`Rep ${String(i).padStart(2, '0')}`, 'quiet', 1 + (i % 5)))
	];
	const found = today(cells, todoReasons);
	const rows = (choice: Partial<Parameters<typeof todayRows>[1]>) =>
		todayRows(found, { q: '', rows: 'first', order: 'name', ...choice });
	expect(rows({}).shown.map(({ key }) => key)).toEqual([
		...found.rows.slice(0, 25).map(({ key }) => key),
		null
	]);
	expect([rows({}).found, rows({}).all]).toEqual([31, 31]);
	expect(rows({ rows: 'all' }).shown.at(-1)!.key).toBe(null);
	expect(rows({ order: 'number' }).shown.at(-1)!.key).toBe(null);
	expect(rows({ q: 'rep 1' }).shown).toHaveLength(10);
	expect(rows({ q: 'no sales' }).shown.map(({ leads }) => leads)).toEqual([7]);
});
