import { expect, it } from 'vitest';
import type { LeadStageEntry, RecordKey } from '#lib/funnel/lead-view.ts';
import { noPerson } from './no-person.ts';

const key = (value: string, more: Partial<RecordKey> = {}): RecordKey => ({
	value,
	shared: false,
	carriers: null,
	role: false,
	joins: false,
	undone: false,
	...more
});
const role = key('info@x.com', { role: true });
const switchboard = key('+4930123456', { shared: true, carriers: 12 });
const iql = (own: boolean): LeadStageEntry => ({
	stage: 'iql',
	at: '2026-01-01T10:00:00Z',
	own,
	exact: true,
	outOfOrder: false,
	days: 0
});
const said = (records: RecordKey[][], entries: LeadStageEntry[] = []) =>
	noPerson({
		recordsFull: records.map((keys, i) => ({
			id: `${i}`,
			source: 'crm',
			externalId: null,
			status: null,
			link: null,
			keys
		})),
		entries
	});

it('names each contact that is no person’s, once', () => {
	expect(said([[role, switchboard], [switchboard]])).toBe(
		'Left no contact of a person, so nothing here made it an IQL: info@x.com is a role address; +4930123456 is used by 12 records.'
	);
	expect(said([[role]], [iql(false)])).toContain('info@x.com');
});

it('says nothing of a lead with a contact of a person, without any, or that became an IQL otherwise', () => {
	expect(said([[role, key('anna@x.com')]])).toBeNull();
	expect(said([[]])).toBeNull();
	expect(said([[role]], [iql(true)])).toBeNull();
});
