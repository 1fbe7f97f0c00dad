import { expect, it } from 'vitest';
import { hourComparison, type ResponseCell } from '#lib/leadtime/response.ts';
import { stateIndex, type ResponseState } from '#lib/leadtime/response-states.ts';
import { comparisonText } from './response-text.ts';

const cell = (state: ResponseState, leads: number, clients: number): ResponseCell => ({
	kind: '',
	wall: stateIndex[state],
	working: stateIndex[state],
	leads,
	clients
});
const text = (cells: ResponseCell[]) => comparisonText(hourComparison(cells, 'wall', true));

it('says that fast answers convert better, and that they may go to better leads', () => {
	const [first, same, caveat] = text([cell('5m', 1000, 80), cell('later', 1000, 40)]);
	expect(first).toContain('1,000 leads contacted within an hour 8% became clients');
	expect(first).toContain('a difference of +4 points (likely range');
	expect(same).toContain('which is not chance');
	expect(caveat).toContain('may go to the better leads');
});

it('says what could be chance, and what cannot be judged', () => {
	expect(text([cell('1h', 1000, 42), cell('2h', 1000, 40)]).join(' ')).toMatch(
		/that could be chance .* which could be chance/
	);
	expect(text([cell('1h', 100, 2), cell('2h', 100, 1)])[1]).toContain('too few clients');
	expect(text([cell('1h', 100, 2)])).toEqual(['Too few leads to compare fast and slow answers.']);
});
