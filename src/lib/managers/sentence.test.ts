import { describe, expect, it } from 'vitest';
import { managerRow, managersReport, schoolReps } from '../../../tests/support/managers-report.ts';
import { managerSentence } from './sentence.ts';

const parts = (rows: typeof schoolReps, more = {}) => managerSentence(managersReport(rows, {}, more));

describe('managerSentence', () => {
	it('names who differs: not chance first, then by leads', () =>
		expect(parts(schoolReps, { spread: 0.27 })).toEqual([
			{ kind: 'differ', reps: 5, count: 3 },
			{ kind: 'first', key: 'Diana Evans', made: 1, expected: 29, level: 'alarm' },
			{
				kind: 'others',
				level: 'alert',
				outliers: [
					{ key: 'Oliver Taylor', made: 50, expected: 24.1, level: 'alert' },
					{ key: 'Mason Roberts', made: 3, expected: 11.4, level: 'alert' }
				],
				more: 0
			},
			{ kind: 'spread', spread: 0.27 },
			{ kind: 'few', count: 1 }
		]));

	it('names three of many, but never all but one', () => {
		const row = (i: number) => managerRow(`Rep ${i}`, { base: 100 + i, verdict: 'above', level: 'alert' });
		const others = (count: number) =>
			parts(Array.from({ length: count }, (_, i) => row(i))).find(({ kind }) => kind === 'others');
		expect(others(5)).toMatchObject({ outliers: { length: 4 }, more: 0 });
		expect(others(6)).toMatchObject({ outliers: { length: 3 }, more: 2 });
	});

	it('says so where nobody differs', () => {
		const few = managerRow('Amy', { verdict: 'few' });
		const within = [managerRow('Bo'), managerRow('Cy')];
		const none = managerRow('Di', { base: 0, made: 0, verdict: 'few' });
		expect(parts([few, ...within, none])).toEqual([
			{ kind: 'same', reps: 3, judged: 2 },
			{ kind: 'few', count: 1 }
		]);
		expect(parts([few, { ...few, key: 'Bo' }])).toEqual([{ kind: 'allFew', reps: 2 }]);
	});

	it('speaks of the only row shown', () => {
		const diana = schoolReps[2]!;
		expect(parts([diana])).toEqual([
			{ kind: 'one', key: 'Diana Evans', made: 1, expected: 29, level: 'alarm' }
		]);
		expect(parts([schoolReps[0]!])).toMatchObject([{ kind: 'oneFew' }]);
		expect(parts([managerRow('Bo'), managerRow(null)])).toMatchObject([{ kind: 'one', level: null }]);
	});

	it('says why nobody is judged', () => {
		const lost = { leads: 500, named: 12 };
		expect(parts(schoolReps, { notJudged: 'wonOnly', lost })).toEqual([
			{ kind: 'notJudged', why: 'wonOnly', reps: 5, lost: 500, named: 12 }
		]);
		expect(parts([managerRow(null, { leads: 70 })])).toEqual([{ kind: 'nobody', leads: 70 }]);
		const waiting = managerRow('Bo', { base: 0, made: 0, leads: 7, verdict: 'few' });
		expect(parts([waiting])).toEqual([{ kind: 'noBase', reps: 1 }]);
		expect(parts([])).toEqual([]);
	});
});
