import { expect, test } from 'vitest';
import { readNumber } from './number-text.ts';

test('a number is read as it is written, with a comma or a true minus too', () => {
	expect([readNumber('12'), readNumber(' 2,5 '), readNumber('−3')]).toEqual([12, 2.5, -3]);
});

test('what is no number within the limits is nothing', () => {
	expect([readNumber(''), readNumber('-'), readNumber('1e999'), readNumber('x1')]).toEqual([
		null,
		null,
		null,
		null
	]);
	expect([readNumber('0', 1), readNumber('11', 1, 10), readNumber('1.5', 1, 10, true)]).toEqual([
		null,
		null,
		null
	]);
});
