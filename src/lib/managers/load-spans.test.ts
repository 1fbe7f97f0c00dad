import { describe, expect, test } from 'vitest';
import { LoadSpans } from './load-spans.ts';

describe('spans of two periods', () => {
	const span = (start: number, end: number, came: 0 | 1) => (start * 4 + end) * 2 + came;
	const spans = new LoadSpans(4);
	spans.add(Float64Array.of(span(0, 1, 1), span(1, 1, 0), span(1, 3, 1)));
	spans.add(Float64Array.of(span(1, 2, 1)));

	test('count in the periods where they start and end', () =>
		expect(spans.cells('Ann', 7)).toEqual([
			{ manager: 'Ann', period: -1, starts: 1, ends: 0, came: 1, lastCame: 7 },
			{ manager: 'Ann', period: 0, starts: 3, ends: 2, came: 2, lastCame: 7 },
			{ manager: 'Ann', period: 1, starts: 0, ends: 1, came: 0, lastCame: 7 },
			{ manager: 'Ann', period: 2, starts: 0, ends: 1, came: 0, lastCame: 7 }
		]));

	test('of nothing are no cells', () => expect(new LoadSpans(4).cells(null, null)).toEqual([]));
});
