import { describe, expect, it } from 'vitest';
import type { Ageing, ManagerAgeing, RetryFigures, RetryReason, StageAgeing } from '#lib/leadtime/report.ts';
import { ageingParts, limitText } from './ageing-parts.ts';
import { ageingSentence } from './ageing-text.ts';
import { retrySentence } from './retry-text.ts';

const stage: StageAgeing = {
	...{ stage: 'mql', next: 'sal', open: 900, overdue: 214, hot: null, hotOverdue: null, longestDays: 80 },
	...{ timed: 40, p50: 6.5, p90: 10.9, agreed: null, limit: 10.9, upToP50: 500, upToP90: 186, beyondP90: 214 }
};
const manager = (key: string | null, overdue: number): ManagerAgeing => ({
	...{ key, open: 300, overdue, hot: null, hotOverdue: null, longestDays: 80 }
});
const ageing = (overdue: number, managers: ManagerAgeing[], more: Partial<Ageing> = {}) => ({
	...{ open: 900, overdue, hotOverdue: null, stages: [stage], managers },
	...more
});

describe('who waits too long', () => {
	it.each([
		[
			ageing(214, [manager('Diana Evans', 61), manager('Anna', 60)]),
			'214 of 900 open leads wait beyond the limit of their stage, 61 of them with Diana Evans.'
		],
		[
			ageing(214, [manager('Diana Evans', 107), manager('Anna', 107)]),
			'214 of 900 open leads wait beyond the limit of their stage.'
		],
		[
			ageing(214, [manager(null, 150), manager('Anna', 64)]),
			'214 of 900 open leads wait beyond the limit of their stage; 150 of them have no sales rep.'
		],
		[
			ageing(214, [manager('Anna', 214), manager('Boris', 0)]),
			'214 of 900 open leads wait beyond the limit of their stage, all of them with Anna.'
		],
		[
			ageing(1, [manager('Anna', 1), manager('Boris', 0)]),
			'1 of 900 open leads waits beyond the limit of its stage, with Anna.'
		],
		[ageing(214, [manager(null, 214)]), '214 of 900 open leads wait beyond the limit of their stage.'],
		[ageing(0, []), 'None of 900 open leads waits beyond the limit of its stage.'],
		[
			ageing(0, [], { stages: [{ ...stage, limit: null }] }),
			'900 leads are open; nothing says how long is too long in their stages.'
		],
		[ageing(0, [], { open: 0 }), 'None of these leads is open: nobody waits.']
	])('is said in a sentence: %#', (found, sentence) => {
		expect(ageingSentence(found)).toEqual([sentence]);
	});

	it('says how many of them are hot', () => {
		const found = ageing(214, [], { hotOverdue: 12 });
		expect(ageingSentence(found)[1]).toBe('12 of those that wait so long are hot.');
	});

	it('has a bar in three parts, or in one where the usual time is not known', () => {
		expect(ageingParts(stage)).toEqual([
			{ band: 'median', count: 500, days: 'up to 6.5 d' },
			{ band: 'p90', count: 186, days: '6.5 d to 11 d' },
			{ band: 'beyond', count: 214, days: 'more than 11 d' }
		]);
		expect(
			ageingParts({ ...stage, p50: null, p90: null, upToP50: null, upToP90: null, beyondP90: null })
		).toEqual([{ band: null, count: 900, days: null }]);
		expect(ageingParts({ ...stage, p50: 0, p90: 0, limit: null })).toEqual([
			{ band: null, count: 900, days: null }
		]);
	});

	it('says where a limit is from', () => {
		expect(limitText(stage)).toBe('limit 11 d');
		expect(limitText({ ...stage, agreed: 5, limit: 5 })).toBe('agreed limit 5 d');
		expect(limitText({ ...stage, limit: null, timed: 4 })).toBe('no limit: 4 leads went on, 10 are needed');
		expect(limitText({ ...stage, p50: 0, p90: 0, limit: null })).toBe(
			'no limit: 9 of 10 leads went on at once'
		);
	});
});

describe('refused leads', () => {
	const figures = (reopened: number, clients: number, more: Partial<RetryFigures> = {}): RetryFigures => ({
		...{ refused: 1204, ages: [0, 0, 0, 0, 1204], undated: 0, reopened, clients },
		...{ rate: clients / reopened, interval: [0.087, 0.278] },
		returnedAfter: { n: 0, p25: null, median: null, p75: null },
		...more
	});
	const told = (total: RetryFigures, verdicts: RetryReason['verdict'][] = ['few']) =>
		retrySentence({
			retryTotal: total,
			retry: verdicts.map((verdict, i) => ({ ...total, reason: ['Price', 'No time'][i]!, verdict }))
		});

	it('and what came of those that were worked again', () => {
		const returnedAfter = { n: 56, p25: 10, median: 40, p75: 90 };
		expect(told(figures(56, 9, { returnedAfter }))).toEqual([
			'1,204 leads are refused now; of 56 worked again after a refusal 9 became clients (16.1%, likely 8.7–27.8%).',
			'Half of them came back within 40 d of the refusal.'
		]);
		expect(told(figures(56, 9), ['better', 'worse'])[1]).toBe(
			'Those refused for “Price” became clients more often than the others, by more than chance.'
		);
		expect(told(figures(56, 9), ['same', 'same'])[1]).toBe(
			'No reason stands out: the differences between reasons could be chance.'
		);
		expect(told(figures(56, 9), ['same', 'worse'])).toHaveLength(1);
	});

	it('may be too few to say what another try brings', () => {
		expect(told(figures(9, 3))).toEqual([
			'1,204 leads are refused now; of 9 worked again after a refusal 3 became clients: too few to say what another try brings.'
		]);
		expect(told(figures(0, 0, { rate: null }))).toEqual([
			'1,204 leads are refused now; none of those refused was ever worked again.'
		]);
	});

	it('whose sales alone are recorded say nothing', () => {
		expect(told(figures(56, 56))[1]).toMatch(/^Every lead that was worked again became a client/);
	});

	it('chosen by how they ended have no share', () => {
		expect(told(figures(56, 9, { rate: null }))).toEqual([
			'1,204 leads are refused now; 56 were worked again after a refusal.'
		]);
	});

	it('may be none', () => {
		expect(retrySentence({ retry: [], retryTotal: figures(0, 0) })).toEqual([
			'None of these leads was refused.'
		]);
	});
});
