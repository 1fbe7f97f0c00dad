import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { ManagerRow } from '#lib/managers/report.ts';
import { managerSentence } from '#lib/managers/sentence.ts';
import { managerRow, managersReport, schoolReps } from '../../../tests/support/managers-report.ts';
import { arrangeReps } from './arrange-reps.ts';
import { controls, roleTabs, teamChoices } from './controls.ts';
import { howText } from './how-text.ts';
import { notesText } from './notes-text.ts';
import { repBar } from './rep-bar.ts';
import { readResultsChoice } from './results-choice.ts';
import { sentenceText } from './sentence-text.ts';
import { stratumText } from './stratum-text.ts';

const said = (rows: readonly ManagerRow[], more = {}) => {
	const report = managersReport(rows, {}, more);
	return managerSentence(report).map((part) => sentenceText(part, report.goal));
};
const stratum = {
	channel: 'Webinar',
	temperature: 'warm' as const,
	month: '2026-05-01',
	leads: 40,
	made: 7,
	others: 5.2,
	otherLeads: 400
};

describe('the sentence', () => {
	it('answers the question', () =>
		expect(said(schoolReps, { spread: 0.27369 })).toEqual([
			'Of 5 reps three differ.',
			'Diana Evans: 1 client, 29 expected with these leads; not chance.',
			'Worth a look: Oliver Taylor (50, 24.1 expected) and Mason Roberts (3, 11.4 expected).',
			'Reps differ more than chance, by ± 27% among themselves; limits widened.',
			'One rep has too few leads to judge.'
		]));

	it('is plain where nobody differs or can be judged', () => {
		const few = managerRow('Amy', { verdict: 'few' });
		expect(said([managerRow('Bo'), managerRow('Cy'), few])[0]).toBe(
			'None of the 2 reps with enough leads differs by more than chance.'
		);
		expect(said([few, { ...few, key: 'Di' }], { goal: 'sql' })[0]).toContain('that takes 10 SQL leads');
		expect(said([managerRow('Bo', { made: 11 })])[0]).toBe(
			'Bo: 11 clients, 12 expected with these leads: within the normal range.'
		);
		expect(said([managerRow(null)])[0]).toContain('nobody to compare');
	});

	it('says why nobody is judged', () => {
		const lost = { leads: 7158, named: 12 };
		expect(said(schoolReps, { notJudged: 'wonOnly', lost })[0]).toMatch(
			/^This export cannot compare reps: of 7,158 lost leads only 12 name their rep\./
		);
		const none = { lost: { leads: 0, named: 0 }, unmade: { leads: 7158, named: 0 } };
		expect(said(schoolReps, { notJudged: 'wonOnly', ...none })[0]).toMatch(
			/^This export cannot compare reps: none of 7,158 leads without a sale names its rep\./
		);
		expect(said(schoolReps, { notJudged: 'period' })[0]).toContain('By month of arrival');
		expect(said(schoolReps, { notJudged: 'outcome' })[0]).toContain('pick the result itself');
	});
});

describe('notes', () => {
	it('say what counts, and who changed hands', () => {
		const more = { base: 'all' as const, goal: 'client' as const, changedHands: { leads: 200, of: 1000 } };
		const notes = notesText(managersReport([...schoolReps, managerRow(null)], { goal: 'sql' }, more));
		expect(notes.join('\n')).toMatch(
			/all leads count[^]*judged by clients[^]*200 of 1,000 leads \(20%\)[^]*100 leads have no/
		);
		expect(notesText(managersReport(schoolReps))).toEqual([]);
	});
});

describe('repBar', () => {
	const report = managersReport(schoolReps);
	const diana = {
		...schoolReps[2]!,
		key: 'Diana Evans',
		strata: [stratum, { ...stratum, leads: 9 }, { ...stratum, made: 1, others: 1.5 }]
	};

	it('draws the normal range in clients and gives the exact numbers', () => {
		const bar = repBar(diana, report);
		expect(bar).toMatchObject({ side: 'below', mark: '▼▼', verdict: 'below, not chance' });
		expect(bar.range!.map(Math.round)).toEqual([12, 49]);
		expect(bar.tips).toEqual([
			'1 client of 247 accepted leads',
			'29 expected with these leads, 3% of it made',
			'The others would have made 32.1 clients',
			'Normal range for this number of leads: 12.4–49.4 clients',
			'Chance of luck alone going so far: under 0.001%'
		]);
		expect(bar.strata).toEqual([
			'Of 40 leads of Webinar accepted warm in May 2026 others make 5.2 clients; here 7.'
		]);
	});

	it('puts the verdict by the other rep beside it where that differs', () => {
		const other = { base: 200, made: 28, expected: 27.2, ratio: 1, verdict: 'within' as const, level: null };
		const noted = (row: Partial<Omit<ManagerRow, 'key'>>) => repBar({ ...diana, ...row }, report).notes;
		expect(noted({ otherCredit: other })).toEqual(['By first rep: normal range (28, 27.2 expected).']);
		expect(noted({ otherCredit: { ...other, verdict: 'below', level: 'alarm' } })).toEqual([]);
		expect(noted({ otherCredit: other, role: 'presales' })).toEqual([]);
	});

	it('tells kinds of leads by what is known of them', () => {
		const text = (more: Partial<typeof stratum> | object, base: 'accepted' | 'all' = 'accepted') =>
			stratumText({ ...stratum, ...more }, { base, goal: 'sql' });
		expect(text({ channel: null, temperature: null, leads: 1, others: 1, made: 0 })).toBe(
			'Of 1 lead without a channel accepted in May 2026 others make 1 SQL lead; here 0.'
		);
		expect(text({ temperature: null }, 'all')).toContain('40 leads of Webinar from May 2026');
		expect(text({ others: null })).toBeNull();
	});
});

describe('arrangeReps', () => {
	const many = Array.from({ length: 40 }, (_, i) =>
		managerRow(`Rep ${String(i).padStart(2, '0')}`, { base: i })
	);
	const rows = [...schoolReps, ...many, managerRow(null)];

	it('shows all outliers and the largest of the others, by leads or by name', () => {
		const first = arrangeReps(rows, { sort: 'leads', q: '', all: false });
		expect(first.outliers.map(({ key }) => key)).toEqual(['Diana Evans', 'Oliver Taylor', 'Mason Roberts']);
		expect(first.rest).toHaveLength(25);
		expect(first.rest[0]!.key).toBe('Charlie Davis');
		expect(first).toMatchObject({ found: 45, all: 45, nobody: { key: null } });
		const named = arrangeReps(rows, { sort: 'name', q: '', all: true });
		expect(named.outliers.map(({ key }) => key)).toEqual(['Diana Evans', 'Mason Roberts', 'Oliver Taylor']);
		expect(named.rest).toHaveLength(42);
	});

	it('finds a part of a name', () => {
		const found = arrangeReps(rows, { sort: 'leads', q: 'EVANS', all: false });
		expect(found).toMatchObject({ outliers: { length: 1 }, rest: [], found: 1, nobody: null });
	});
});

describe('choices', () => {
	const url = new URL('http://sluice.test/managers?role=presales&credit=last&channel=Ads');
	const filters = filtersSchema.parse({ values: { role: ['presales'], team: ['West'] }, goal: 'sql' });

	it('leave the defaults of a role out of the address', () => {
		expect(roleTabs(url, filters).map(({ href, current }) => [href, current])).toEqual([
			['/managers?channel=Ads', false],
			['/managers?channel=Ads&role=closer', false],
			['/managers?channel=Ads&role=presales', true]
		]);
		const report = managersReport([], filters, { credit: 'last' });
		expect(controls(url, report, 'credit').map(({ key, href, current }) => [key, href, current])).toEqual([
			['last', '/managers?role=presales&channel=Ads&credit=last', true],
			['first', '/managers?role=presales&channel=Ads', false]
		]);
		expect(controls(url, report, 'goal')[0]!.href).toContain('goal=client');
	});

	it('offer the teams', () => {
		const choices = teamChoices(url, filters, ['East', 'West']);
		expect(choices.map(({ name, current }) => [name, current])).toEqual([
			['all teams', false],
			['East', false],
			['West', true]
		]);
		expect(choices[1]!.href).toContain('team=East');
	});

	it('of the order have to be known', () => {
		const read = (search: string) => readResultsChoice(new URLSearchParams(search));
		expect(read('').choice).toEqual({ sort: 'leads', q: '', rows: 'first' });
		expect(read('sort=rate').problem!.message).toBe('sort "rate": must be leads or name');
	});
});

describe('how it is computed', () => {
	it("uses the reader's own numbers", () => {
		const text = howText(managersReport(schoolReps, {}, { spread: 0.27, dispersion: 6.4566 })).join('\n');
		expect(text).toContain('for Diana Evans 1 client of 247 accepted leads: 0.4%');
		expect(text).toContain('(channel, month of acceptance)');
		expect(text).toContain('the 95% limits are 12.4–49.4, the 99.8% limits 7.4–59.3');
		expect(text).toContain('differ 6.5 times as much');
		expect(text).toContain('± 27%');
	});

	it('says nothing of verdicts where there are none', () => {
		const text = howText(managersReport(schoolReps, {}, { notJudged: 'period' })).join('\n');
		expect(text).not.toContain('95% limits');
		expect(text).toContain('Wilson');
	});
});
