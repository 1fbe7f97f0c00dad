import { expect, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { modelFileName, modelText, readModelText } from './model-text.ts';
import { makeModel } from './templates/make-model.ts';
import { templates } from './templates/templates.ts';

test('what is exported is imported as it was, but as a draft', () => {
	for (const model of [smallModel({ version: 3 }), ...templates.map((template) => makeModel(template))]) {
		const live = { ...model, status: 'live' as const };
		expect(modelText(live)).not.toContain('"status"');
		expect(readModelText(modelText(live))).toEqual({ ...model, status: 'draft' });
		expect(modelText(readModelText(`\uFEFF${modelText(live)}`))).toBe(modelText(live));
	}
});

test.each([
	['', 'There is no text: a score model is an object in JSON.'],
	['{ "name": "x", }', /^This is no JSON: .*position 15/],
	['[]', 'A score model is one object in JSON'],
	['null', 'A score model is one object in JSON'],
	[modelText(smallModel()).replace('"eq"', '"is"'), /^rules → 0 → when → op "is": .*eq/]
])('%j is refused with its place', (text, message) => {
	expect(() => readModelText(text)).toThrow(message);
});

test('the name of a file is one that every system takes', () => {
	expect(modelFileName({ name: 'GPCTBA/C&I "new"', version: 2 })).toBe('GPCTBA-C-I-new--2.json');
});
