import { expect, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { gateScores } from './gate.ts';
import { scoresOf, type Counts } from './score-table.ts';

/** Three leads: one decides and asked for a demo, one only decides, one only asked for a demo. */
const counts: Counts = {
	start: Uint32Array.of(0, 2, 3, 4),
	rule: Uint16Array.of(0, 2, 0, 2),
	count: Float64Array.of(1, 1, 1, 1)
};
const cohort = { leads: Uint32Array.of(4, 5, 6) };
const nobody = new Uint8Array(3);

const scoresAt = (mql: object, knockedOut = nobody) => {
	const model = smallModel({ thresholds: { warm: 20, hot: 40, mql } });
	return [...gateScores(model, cohort, knockedOut, counts, scoresOf(counts, model))];
};

test('a threshold of a score alone lets everybody through from some score on, whatever it is', () => {
	expect(scoresAt({ score: 1000 })).toEqual([50, 20, 30]);
});

test('who lacks fit, interest or a required rule is never let through', () => {
	expect(scoresAt({ score: 0, minFit: 10 })).toEqual([50, 20, -Infinity]);
	expect(scoresAt({ score: 0, minEngagement: 30 })).toEqual([50, -Infinity, 30]);
	expect(scoresAt({ score: 0, require: ['demo', 'decides'] })).toEqual([50, -Infinity, -Infinity]);
});

test('who is knocked out is never let through', () => {
	expect(scoresAt({ score: 0 }, Uint8Array.of(1, 0, 0))).toEqual([-Infinity, 20, 30]);
});

test('a threshold that the model does not have is a mistake', () => {
	const model = smallModel();
	expect(() => gateScores(model, cohort, nobody, counts, scoresOf(counts, model), 'sql')).toThrow(
		'The model "Small" has no threshold "sql".'
	);
});
