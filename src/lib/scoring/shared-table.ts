/** What clients share as a plain table with the names of the JSON, for CSV. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { AnswerPart } from './answers.ts';
import type { SharedRow } from './shared.ts';

const header = [
	...['kind', 'attribute', 'value', 'leads', 'clients', 'rate', 'intervalLow', 'intervalHigh', 'othersRate'],
	...['lift', 'liftLow', 'liftHigh', 'verdict', 'knowsTheAnswer', 'suspect', 'ever', 'late']
];

const partValues = (part: AnswerPart): [string | null, string | null] => {
	switch (part.kind) {
		case 'is':
			return [part.attribute, part.value];
		case 'range':
			return [part.attribute, `${part.from}–${part.to}`];
		case 'missing':
			return [part.attribute, null];
		case 'did':
			return [null, part.activity];
	}
};

export const sharedTable = (rows: readonly SharedRow[]): Table => ({
	header,
	rows: rows.map(({ part, leads, clients, rate, interval, othersRate, lift, verdict, leak, ...row }) => [
		part.kind,
		...partValues(part),
		leads,
		clients,
		rate,
		...interval,
		othersRate,
		lift?.value ?? null,
		lift?.lo ?? null,
		lift?.hi ?? null,
		verdict,
		leak.by,
		row.suspect,
		row.ever,
		row.late
	])
});
