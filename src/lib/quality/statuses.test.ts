import { expect, test } from 'vitest';
import { differingLeads, summariseStatuses, type StatusRow } from './statuses.ts';

const row = (status: string, outcome: StatusRow['outcome'], leads: number, merged = 0): StatusRow => ({
	source: 'crm',
	status,
	outcome,
	leads,
	merged
});

test('a word means what two thirds of its leads are; the others differ', () => {
	const summaries = summariseStatuses([
		row('Won', 'client', 90),
		row('Won', 'open', 4, 1),
		row('Won', 'refused', 6, 5),
		row('Lost', 'refused', 300),
		row('Lost', 'junk', 100),
		row('Lost', 'client', 2, 2),
		row('Call back', 'open', 3),
		row('Call back', 'refused', 2)
	]);
	expect(summaries.map(({ status, leads, meaning }) => [status, leads, meaning])).toEqual([
		['Lost', 402, 'lost'],
		['Won', 100, 'client'],
		['Call back', 5, null]
	]);
	expect(summaries.map(({ differing }) => differing)).toEqual([
		[{ outcome: 'client', leads: 2, merged: 2 }],
		[
			{ outcome: 'refused', leads: 6, merged: 5 },
			{ outcome: 'open', leads: 4, merged: 1 }
		],
		[]
	]);
	expect(summaries[0]!.outcomes).toEqual({ open: 0, client: 2, refused: 300, unfit: 0, junk: 100 });
	expect(differingLeads(summaries)).toEqual({ leads: 12, merged: 8 });
});

test('the same word of two sources is two words', () => {
	const summaries = summariseStatuses([
		row('New', 'open', 1),
		{ source: 'shop', status: 'New', outcome: 'client', leads: 1, merged: 0 }
	]);
	expect(summaries.map(({ source, meaning }) => [source, meaning])).toEqual([
		['crm', 'open'],
		['shop', 'client']
	]);
	expect(differingLeads(summaries)).toEqual({ leads: 0, merged: 0 });
});
