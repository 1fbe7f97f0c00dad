/** Leads behind a figure of the workbench as a plain table, for CSV. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import { temperatures } from '#lib/filters/names.ts';
import type { PickedScore } from './workbench.ts';

export interface NamedLead {
	id: string;
	record: string | null;
	name: string | null;
	channel: string | null;
	manager: string | null;
	createdAt: string;
	stage: string;
	outcome: string;
	/** By the live model, as of now. */
	score: number | null;
}

export const pickedHeader = [
	...['id', 'record', 'name', 'channel', 'manager', 'createdAt', 'stage', 'outcome', 'scoreNow'],
	...['scoreAtDecision', 'fitAtDecision', 'engagementAtDecision', 'temperatureAtDecision', 'clientInTime']
];

/** A lead and what the draft says of it. */
export const pickedRow = (lead: NamedLead, said: PickedScore): Table['rows'][number] => [
	...[lead.id, lead.record, lead.name, lead.channel, lead.manager, lead.createdAt],
	...[lead.stage, lead.outcome, lead.score],
	...[said.score, said.fit, said.engagement, temperatures[said.class]!, String(said.isClient)]
];
