import { expect, it } from 'vitest';
import { pickedHeader, pickedRow } from './picked-table.ts';

it('writes a lead beside what the draft said of it, as it is', () => {
	const lead = {
		...{
			id: '7',
			record: 'a',
			name: null,
			channel: 'Web',
			manager: 'Ann',
			createdAt: '2026-01-05T10:00:00.000Z'
		},
		...{ stage: 'mql', outcome: 'open', score: 50 }
	};
	const said = { score: 12.345678, fit: 10, engagement: 2.345678, class: 1, isClient: false };
	const row = pickedRow(lead, said);
	expect(Object.fromEntries(pickedHeader.map((name, i) => [name, row[i]]))).toEqual({
		...lead,
		score: undefined,
		scoreNow: 50,
		scoreAtDecision: 12.345678,
		fitAtDecision: 10,
		engagementAtDecision: 2.345678,
		temperatureAtDecision: 'warm',
		clientInTime: 'false'
	});
	expect(row).toHaveLength(pickedHeader.length);
});
