import { describe, expect, it } from 'vitest';
import type { Against, ReasonRow, StepRow } from '#lib/managers/rep-report.ts';
import type { ManagerRow, ManagerStratum } from '#lib/managers/report.ts';
import { chanceText, reasonsAnswer, returnedSentences, stepsAnswer } from './against-text.ts';
import { kindText } from './kinds-view.ts';
import { monthsAnswer } from './months-text.ts';
import { placeText } from './place-text.ts';
import { formatLuck, resultSentences, type Result } from './result-text.ts';

const report: Result = {
	...{ base: 'accepted', goal: 'client', credit: 'last', notJudged: null, spread: 0 },
	runMonths: { from: '2026-01-01', to: '2026-06-01' },
	changedHands: { leads: 1, of: 100 }
};
const row: ManagerRow = {
	...{ key: 'Diana', team: null, role: null, leads: 900, accepted: 800, sql: 40, clients: 1, open: 300 },
	...{ refused: 400, unfit: 50, junk: 49, returned: 3, revenue: 100, base: 800, made: 1 },
	...{
		conversion: 1 / 800,
		interval: [0.0002, 0.007],
		expected: 29,
		variance: 25,
		others: 31,
		ratio: 1 / 29
	},
	...{
		verdict: 'below',
		level: 'alarm',
		luck: 1e-9,
		strata: [],
		responseMedianMinutes: 5,
		otherCredit: null
	},
	limits: { low95: 0.02, high95: 0.05, low998: 0.01, high998: 0.06 },
	run: { observed: 0, expected: 12, variance: 11, signal: 'below' }
};

describe('the result', () => {
	it('says what was made, what was expected and whether it is chance', () => {
		expect(resultSentences(report, row, 'Diana')).toEqual([
			'Diana: 1 client of 800 accepted leads, 29 expected with these leads. This is not chance.',
			'That is 0.13% (likely range 0.02–0.7%).',
			'Of the same leads the others would have made 31; 0.034 × what is expected.',
			'Normal range for this number of leads: 2%–5% (1%–6% before it is called “not chance”).',
			'If all sales reps were alike, so few or fewer would come about by luck in < 0.01% of cases.',
			'The last six months together (Jan 2026 – Jun 2026): 0 made, 12 expected: not chance.'
		]);
	});

	it.each([
		[{ level: 'alert' }, 'Worth a look.'],
		[{ verdict: 'within', level: null }, 'That is within the normal range for this number of leads.'],
		[{ verdict: 'few', level: null }, 'Too few to judge.']
	] as const)('%o', (more, end) => {
		expect(resultSentences(report, { ...row, ...more }, 'Diana')[0]).toBe(
			`Diana: 1 client of 800 accepted leads, 29 expected with these leads. ${end}`
		);
	});

	it('tells both credits where many leads changed hands', () => {
		const otherCredit = {
			base: 700,
			made: 20,
			expected: 25.5,
			ratio: 0.8,
			verdict: 'within',
			level: null
		} as const;
		const said = resultSentences(
			{ ...report, changedHands: { leads: 30, of: 100 } },
			{ ...row, otherCredit },
			'Diana'
		);
		expect(said.at(-1)).toBe(
			'30% of all leads changed hands. Counted for whoever had a lead first: 20 made of 700, 25.5 expected: within the normal range.'
		);
	});

	it('judges nobody where it would be unfair', () => {
		expect(resultSentences({ ...report, notJudged: 'wonOnly' }, row, 'Diana')).toEqual([
			'Diana: 1 client of 800 accepted leads.',
			'That is 0.13% (likely range 0.02–0.7%).',
			'Hardly any lost lead names its sales rep here: this export cannot compare sales reps, so no verdict is shown.'
		]);
	});

	it('of somebody without an accepted lead, or with none at all', () => {
		expect(resultSentences(report, { ...row, base: 0, made: 0 }, 'Diana')).toEqual([
			'Diana has no accepted lead in these filters.'
		]);
		expect(resultSentences({ ...report, base: 'all' }, null, 'Diana')).toEqual([
			'Diana has no lead in these filters.'
		]);
	});

	it('writes chances that are hardly any', () => {
		expect([formatLuck(0.3), formatLuck(0.00001)]).toEqual(['30%', '< 0.01%']);
	});
});

describe('kinds of leads', () => {
	const kind: ManagerStratum = {
		...{ channel: 'Webinar', temperature: 'warm', month: '2026-05-01' },
		...{ leads: 40, made: 7, others: 5.2, otherLeads: 100 }
	};

	it('beside the others', () => {
		expect(kindText({ base: 'accepted' }, kind)).toBe(
			'Of 40 leads from Webinar, warm accepted in May 2026 others make 5.2; here 7.'
		);
		expect(kindText({ base: 'all' }, { ...kind, leads: 1, channel: null, temperature: null, made: 0 })).toBe(
			'Of 1 lead without a channel that came in May 2026 others make 5.2; here 0.'
		);
	});

	it('that nobody else had', () => {
		expect(kindText({ base: 'accepted' }, { ...kind, temperature: null, others: null })).toBe(
			'40 leads from Webinar accepted in May 2026: nobody else had such leads; here 7.'
		);
	});
});

const against: Against = {
	...{ leads: 100, made: 40, rate: 0.4, interval: [0.3, 0.5], comparable: 100, others: 10, othersRate: 0.1 },
	...{ difference: 0.3, differenceInterval: [0.2, 0.4], clear: true }
};
const reason = (more: Partial<ReasonRow>): ReasonRow => ({
	...against,
	how: 'refused',
	reason: 'Price',
	...more
});
const step = (more: Partial<StepRow>): StepRow => ({ ...against, from: 'sal', to: 'sql', ...more });

describe('comparisons', () => {
	it('say whether it is chance', () => {
		expect(
			[against, { ...against, clear: false }, { ...against, clear: null }, { clear: null, others: null }].map(
				chanceText
			)
		).toEqual(['not chance', 'could be chance', 'too few to judge', null]);
	});

	it('of steps', () => {
		expect(stepsAnswer([step({}), step({ clear: false })], true)).toBe(
			'At SAL → SQL lead the difference to the others is not chance.'
		);
		expect(stepsAnswer([step({ clear: false }), step({ clear: null })], true)).toMatch(/^No step differs/);
		expect(stepsAnswer([step({ clear: null })], true)).toMatch(/^Too few/);
		expect(stepsAnswer([step({})], false)).toMatch(/not compared with others/);
	});

	it('of reasons', () => {
		expect(reasonsAnswer([reason({}), reason({ clear: false })], true)).toBe(
			'1 reason stands out by more than chance: Price (lost, refused): 40, 10 with the others.'
		);
		expect(reasonsAnswer([reason({ clear: false })], true)).toBe('No reason stands out by more than chance.');
		expect(reasonsAnswer([reason({ clear: null })], true)).toBe(
			'Too few to say whether a reason stands out.'
		);
		expect(reasonsAnswer([], true)).toBe('No lead was lost or sent back.');
	});

	it('of leads sent back', () => {
		expect(returnedSentences({ ...against, clear: false })).toEqual([
			'Sent back to marketing at least once: 40 of 100 (40%, likely range 30–50%).',
			'Of the same kinds of leads the others send back 10: could be chance.'
		]);
		expect(returnedSentences({ ...against, clear: null, others: null })).toHaveLength(1);
	});
});

it('counts the months above', () => {
	expect(
		monthsAnswer([
			{ observed: 3, expected: 2 },
			{ observed: 0, expected: 1 }
		])
	).toBe('2 months: 1 above what was expected.');
	expect(monthsAnswer([])).toBeNull();
});

it('tells who it is and since when', () => {
	const presence = { first: '2025-01-03T10:00:00.000Z', last: '2026-05-04T10:00:00.000Z', gone: true };
	expect(placeText({ team: 'North', role: 'closer' }, presence, 'UTC')).toBe(
		'Team North · Closer · leads since 3 Jan 2025 · no new leads since 4 May 2026'
	);
	expect(placeText(undefined, { ...presence, gone: false }, 'UTC')).toBe(
		'leads since 3 Jan 2025 · last new lead 4 May 2026'
	);
	expect(placeText(undefined, null, 'UTC')).toBeNull();
});
