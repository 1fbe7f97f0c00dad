/** The quality report over the database: a few leads with every kind of dirt. */
import { beforeAll, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { parseLeadSelection } from '#lib/filters/lead-selection.ts';
import { summariseStatuses } from '#lib/quality/statuses.ts';
import type { QualityReport } from '#lib/quality/report.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const of = (lead: string, ...events: object[]) => events.map((event) => ({ lead, source: 'crm', ...event }));
const at = (type: string, time: string, more = {}) => ({ type, at: time, ...more });

const report = (): Promise<QualityReport> =>
	withReport(db, utcConfig, (context) => qualityReport(context, filtersSchema.parse({})));

beforeAll(async () => {
	const load = await loadEvents(db.pool, [
		...of(
			'won',
			at('created', '2026-01-01', { channel: 'Google', manager: 'Anna', name: 'A', status: 'Won' }),
			at('sal', '2026-01-02T10:00:00Z'),
			at('client', '2026-01-05', { amount: '10' })
		),
		...of(
			'won2',
			at('created', '2026-01-01T10:00:00Z', { channel: 'google', status: 'Won', email: 'w@x.com' }),
			at('sal', '2026-01-02T10:00:00Z', { approximate: true }),
			at('client', '2026-01-05', { amount: '10' })
		),
		// One person: the web form's record stays open in the CRM's words, the deal is won.
		...of('form', at('created', '2026-01-01T09:00:00Z', { status: 'New', email: 'w@x.com' })),
		...of('new', at('created', '2026-01-03T10:00:00Z', { channel: 'SMM', status: 'New', manager: 'Anna' })),
		...of('new2', at('created', '2026-01-03T11:00:00Z', { channel: 'Test', status: 'New' })),
		...of('new3', at('created', '2026-01-03T12:00:00Z', { channel: 'SMM', status: 'New' })),
		// Accepted before it arrived: the duration would be negative.
		...of(
			'early',
			at('sal', '2026-01-03T10:00:00Z', { status: 'Talk', manager: 'Boris' }),
			at('created', '2026-01-04T10:00:00Z', { channel: 'SMM' }),
			at('sql', '2026-01-06T10:00:00Z'),
			at('mql', '2026-01-07T10:00:00Z')
		),
		at('created', 'never', { lead: 'x', source: 'crm' }),
		at('created', '2026-01-02', { source: 'crm' })
	]);
	expect(load.rows).toMatchObject({ read: 16, accepted: 14, quarantined: 2 });
	await db.pool.query(
		`INSERT INTO costs (source, day, channel, version, load_id, line, amount) VALUES
		('ads', '2026-01-01', 'GOOGLE', 1, $1, 2, 100), ('ads', '2026-01-01', 'TV', 1, $1, 3, 20.5), ('ads', '2026-01-02', 'Radio', 1, $1, 4, 0)`,
		[load.load]
	);
	await replayAll(db.pool);
});

test('counts add up, and every gap is named', async () => {
	const found = await report();
	expect(found.leads).toBe(6);
	expect(found.records).toBe(7);
	expect(found.joined).toBe(1);
	expect(found.sharedKeys).toBe(0);
	expect(found.loads.map(({ rows }) => rows.read)).toEqual([16]);
	expect(found.quarantine.map(({ count }) => count)).toEqual([1, 1]);
	expect(found.without).toEqual({ channel: 0, manager: 3 });
	expect(found.stages.map((row) => Object.values(row))).toEqual([
		['lead', true, 6, 0, 0, 0],
		['iql', true, 3, 2, 0, 0],
		['mql', true, 3, 2, 1, 0],
		['sal', true, 3, 0, 0, 1],
		['sql', true, 3, 2, 0, 0],
		['client', true, 2, 0, 0, 0]
	]);
	expect([found.implied, found.outOfOrder, found.approximate]).toEqual([6, 1, 1]);
	for (const step of found.steps)
		expect(step.timed + step.implied + step.approximate + step.negative).toBe(step.reached);
	expect(found.lookAlikes).toEqual([{ name: 'Google', others: [{ name: 'google', leads: 1 }] }]);
	expect(found.costs).toEqual({
		withoutLeads: [
			{ channel: 'GOOGLE', amount: 100 },
			{ channel: 'TV', amount: 20.5 }
		],
		leadsWithout: [
			{ channel: 'SMM', leads: 3 },
			{ channel: 'Google', leads: 1 },
			{ channel: 'Test', leads: 1 },
			{ channel: 'google', leads: 1 }
		]
	});
	expect(found.freshness).toEqual([
		{
			source: 'crm',
			records: 7,
			newestEvent: '2026-01-07T10:00:00.000Z',
			lastLoad: expect.any(String) as string
		}
	]);
	expect(found.cards.manager.map(({ key, leads, clients }) => [key, leads, clients])).toEqual([
		[null, 3, 1],
		['Anna', 2, 1],
		['Boris', 1, 0]
	]);
});

test('the status table opens exactly the leads on which CRM and Sluice differ', async () => {
	const { statuses } = await report();
	const words = summariseStatuses(statuses);
	expect(words.map(({ status, leads, meaning }) => [status, leads, meaning])).toEqual([
		['New', 4, 'open'],
		['Won', 2, 'client'],
		['Talk', 1, 'open']
	]);
	expect(words[0]!.differing).toEqual([{ outcome: 'client', leads: 1, merged: 1 }]);
	const { selection } = parseLeadSelection(
		new URLSearchParams({ status: 'New', statusSource: 'crm', ended: 'client' })
	);
	const list = await withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse({}), selection!)
	);
	expect(list.leads.map(({ records }) => records)).toEqual([['form', 'won2']]);
});

test('aliases and channels left out take effect', async () => {
	await changeSettings(db.pool, {
		aliases: { channel: { google: 'Google', GOOGLE: 'Google' } },
		excludedChannels: ['Test']
	});
	await replayAll(db.pool);
	const found = await report();
	expect(found.leads).toBe(5);
	expect(found.excludedChannels).toEqual([{ channel: 'Test', leads: 1 }]);
	expect(found.lookAlikes).toEqual([]);
	expect(found.costs!.withoutLeads).toEqual([{ channel: 'TV', amount: 20.5 }]);
});
