import { expect, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { checklists } from './framework-checklist.ts';

test('says what of a framework is known, and what is not', () => {
	const [bant] = checklists({ Budget: 'approved', Need: ' ' }, ['Authority', 'Timing', 'City'], null);
	expect([bant!.name, bant!.known]).toEqual(['BANT', 1]);
	expect(bant!.questions.map(({ key, attribute, answer }) => [key, attribute, answer])).toEqual([
		['budget', 'Budget', 'approved'],
		['authority', 'Authority', null],
		['need', 'Need', null],
		['timing', 'Timing', null]
	]);
});

test('looks at the attributes of the model too', () => {
	expect(checklists({}, [], null)).toEqual([]);
	const found = checklists({}, [], smallModel()).find(({ key }) => key === 'bant')!;
	expect(found.questions.map(({ attribute }) => attribute)).toEqual(['Budget', 'Authority', null, null]);
});
