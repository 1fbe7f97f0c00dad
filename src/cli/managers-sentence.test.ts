import { expect, it } from 'vitest';
import type { ManagerSentencePart } from '#lib/managers/sentence.ts';
import { managerSentenceText } from './managers-sentence.ts';

const diana = { key: 'Diana', made: 1, expected: 28.96, level: 'alarm' } as const;
const oliver = { key: 'Oliver', made: 1200, expected: 1111.1, level: 'alert' } as const;

it.each<[ManagerSentencePart, string]>([
	[{ kind: 'nobody', leads: 1200 }, 'None of 1,200 leads names a rep: there is nobody to compare.'],
	[{ kind: 'noBase', reps: 2 }, 'No lead of 2 reps was accepted by sales: there is nothing to compare.'],
	[{ kind: 'differ', reps: 23, count: 3 }, 'Of 23 reps 3 differ.'],
	[{ kind: 'differ', reps: 2, count: 1 }, 'Of 2 reps 1 differs.'],
	[{ kind: 'first', ...diana }, 'Diana: 1 client, 29.0 expected with these leads; not chance.'],
	[{ kind: 'first', ...oliver }, 'Oliver: 1,200 clients, 1,111 expected with these leads; worth a look.'],
	[
		{ kind: 'others', level: 'alert', outliers: [oliver], more: 2 },
		'Worth a look: Oliver (1,200, 1,111 expected), 2 more.'
	],
	[
		{ kind: 'others', level: 'alarm', outliers: [diana], more: 0 },
		'Also not chance: Diana (1, 29.0 expected).'
	],
	[
		{ kind: 'one', key: 'Anna', made: 5, expected: 4, level: null },
		'Anna: 5 clients, 4.0 expected with these leads: within the normal range for this number of leads.'
	],
	[
		{ kind: 'oneFew', key: 'Anna', made: 0, expected: 0.4 },
		'Anna: 0 clients, 0.4 expected with these leads: too few to judge.'
	],
	[
		{ kind: 'allFew', reps: 3 },
		'Of 3 reps none has enough leads to judge: that takes 10 clients, made or expected.'
	],
	[{ kind: 'same', reps: 5, judged: 4 }, 'None of the 4 reps with enough leads differs by more than chance.'],
	[{ kind: 'few', count: 1 }, '1 rep has too few leads to judge.'],
	[{ kind: 'few', count: 2 }, '2 have too few leads to judge.'],
	[
		{ kind: 'spread', spread: 0.2737 },
		'Reps differ more than chance, by ± 27.4 % among themselves; limits widened.'
	],
	[
		{ kind: 'notJudged', why: 'wonOnly', reps: 22, lost: 7158, named: 0 },
		'These data cannot compare reps: of 7,158 lost leads none names a rep, so that whoever has a name has won.'
	],
	[
		{ kind: 'notJudged', why: 'wonOnly', reps: 22, lost: 7158, named: 12 },
		'These data cannot compare reps: of 7,158 lost leads only 12 name a rep, so that whoever has a name has won.'
	]
])('%j', (part, text) => {
	expect(managerSentenceText(part, 'client')).toBe(text);
});

it('counts SQL leads where they are the goal', () => {
	expect(managerSentenceText({ kind: 'first', ...diana }, 'sql')).toBe(
		'Diana: 1 SQL lead, 29.0 expected with these leads; not chance.'
	);
});
