import { expect, test } from 'vitest';
import { cellsOfRow, textOfRow } from './row-text.ts';

const semicolons = { delimiter: ';' };

test('cells and text, there and back', () => {
	for (const cells of [
		['1', 'a;b', 'say "no"', 'two\nlines', ''],
		['x', '+49 30 1'],
		['', 'y']
	])
		expect(cellsOfRow(textOfRow(cells, semicolons), semicolons)).toEqual(cells);
	expect(textOfRow(['a', 'b;c'], semicolons)).toBe('a;"b;c"');
	expect(cellsOfRow('a\tb, c', { delimiter: 'tab' })).toEqual(['a', 'b, c']);
	expect(cellsOfRow('a,b', {})).toEqual(['a', 'b']);
});

test('what is no single row has no cells', () => {
	expect(cellsOfRow('1;"open', semicolons)).toBeNull();
	expect(cellsOfRow('1;2\n3;4', semicolons)).toBeNull();
});
